package dev.ganvas.repair;

import dev.ganvas.error.Require;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.OpacityPlanes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.vision.RowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;

/**
 * Lets networks, which take colour, work on pictures as files hold them: grey stays grey, opacity and metadata stay, and the
 * picture is never copied into floating point as a whole.
 */
public final class RasterRepair {
    private static final int RGB = 3;

    private RasterRepair() {}

    /**
     * Restores a picture in place.
     *
     * @param network of scale 1
     * @param told what the network is told of the picture, see {@link RepairNetwork#restore(Planes, double)}
     * @param strength 0 for the picture as it was, 1 for the network's result, a mixture between
     * @param rows hears how many rows of the result are done
     */
    public static void inPlace(RepairNetwork network, Raster raster, double told, double strength, IntConsumer rows) {
        Require.that(network.scale() == 1, "a network that enlarges does not work in place");
        Require.within(strength, 0, 1, "strength");
        bleed(raster);
        int[] done = new int[1];
        run(network, raster, told, better -> {
            Planes band = raster.planes(0, done[0], raster.width(), better.height());
            mix(band, better, raster.header().colours(), (float) strength);
            // A network reads ahead of what it writes, so that these rows are not needed any more.
            raster.put(0, done[0], band);
            done[0] += better.height();
            rows.accept(done[0]);
        });
    }

    /**
     * A larger picture, as many times as the network enlarges; opacity by bicubic interpolation.
     *
     * @param rows hears how many rows of the result are done
     */
    public static Raster enlarged(RepairNetwork network, Raster raster, IntConsumer rows) {
        bleed(raster);
        int scale = network.scale();
        Raster larger = Raster.black(raster.header()
                .sized(Math.multiplyExact(scale, raster.width()), Math.multiplyExact(scale, raster.height())));
        Planes opacity = raster.header().hasOpacity() ? opacity(raster, scale) : null;
        int[] done = new int[1];
        run(network, raster, 0, better -> {
            Planes band = Planes.black(larger.width(), better.height(), larger.channels());
            mix(band, better, raster.header().colours(), 1);
            if (opacity != null) {
                int area = band.area();
                System.arraycopy(
                        opacity.values(), done[0] * larger.width(), band.values(), band.values().length - area, area);
            }
            larger.put(0, done[0], band);
            done[0] += better.height();
            rows.accept(done[0]);
        });
        return larger;
    }

    private static Planes opacity(Raster raster, int scale) {
        Planes all = raster.planes();
        return Bicubic.scale(all.channel(all.channels() - 1), scale);
    }

    /** Colours that nobody sees take part in what networks see, so they become those of their neighbours. */
    private static void bleed(Raster raster) {
        if (raster.header().hasOpacity()) {
            raster.put(0, 0, OpacityPlanes.bled(raster.planes()));
        }
    }

    private interface Bands {
        void take(Planes better);
    }

    private static void run(RepairNetwork network, Raster raster, double told, Bands bands) {
        try {
            network.restore(new Colours(raster), bands::take, told);
        } catch (IOException e) {
            throw new UncheckedIOException("rows in memory fail nowhere", e);
        }
    }

    /** Grey is the mean of what the network made of three equal channels. */
    private static void mix(Planes band, Planes better, int colours, float strength) {
        int area = band.area();
        for (int channel = 0; channel < colours; channel++) {
            for (int i = 0; i < area; i++) {
                float now = band.values()[channel * area + i];
                band.values()[channel * area + i] = now + strength * (colour(better, colours, channel, i) - now);
            }
        }
    }

    private static float colour(Planes better, int colours, int channel, int i) {
        int area = better.area();
        return colours == RGB
                ? better.values()[channel * area + i]
                : (better.values()[i] + better.values()[area + i] + better.values()[2 * area + i]) / RGB;
    }

    /** The colours of a raster in rows; grey as three equal channels. */
    private static final class Colours implements RowSource {
        private final Raster raster;
        private int read;

        Colours(Raster raster) {
            this.raster = raster;
        }

        @Override
        public int width() {
            return raster.width();
        }

        @Override
        public int height() {
            return raster.height();
        }

        @Override
        public int channels() {
            return RGB;
        }

        @Override
        public Planes next(int rows) {
            Planes all = raster.planes(0, read, raster.width(), rows);
            read += rows;
            Planes colours = Planes.black(raster.width(), rows, RGB);
            int area = colours.area();
            for (int channel = 0; channel < RGB; channel++) {
                int from = raster.header().isGrey() ? 0 : channel;
                System.arraycopy(all.values(), from * area, colours.values(), channel * area, area);
            }
            return colours;
        }
    }
}
