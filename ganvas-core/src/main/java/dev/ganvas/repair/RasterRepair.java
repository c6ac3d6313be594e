package dev.ganvas.repair;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.RasterReader;
import dev.ganvas.image.raster.RasterWriter;
import dev.ganvas.vision.RowSink;
import dev.ganvas.vision.RowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Lets networks, which take colour, work on pictures as files hold them: grey stays grey, opacity and metadata stay, and the
 * picture is never copied into floating point as a whole. Rows come from a file, go through the networks, and go to a file.
 */
public final class RasterRepair {
    private static final int RGB = 3;

    /** Rows that are handed on at once. */
    private static final int ROWS = 32;

    private RasterRepair() {}

    /**
     * A network, and what it is told of the picture.
     *
     * @param told see {@link RepairNetwork#restore(Planes, double)}
     */
    public record Stage(RepairNetwork network, double told) {}

    /**
     * What is done to a picture.
     *
     * @param stages one behind another
     * @param scale times as large the result is; at most as large as the networks make it
     * @param strength 0 for the picture as it was, 1 for the networks' result, a mixture between; 1 where it is enlarged
     */
    public record Work(List<Stage> stages, int scale, double strength) {
        public Work {
            stages = List.copyOf(stages);
            Require.positive(scale, "scale");
            Require.within(strength, 0, 1, "strength");
            Require.that(scale == 1 || strength == 1, "what is enlarged has no strength");
        }

        private int learnedScale() {
            return stages.stream().mapToInt(stage -> stage.network().scale()).reduce(1, Math::multiplyExact);
        }
    }

    /**
     * The result in rows, in as many channels as the picture has.
     *
     * @throws dev.ganvas.error.UsageException when the networks have too little memory
     */
    public static RowSource rows(RasterReader picture, Work work) throws IOException {
        RasterHeader header = picture.header();
        if (work.stages().isEmpty()) {
            return new Channels(header, picture.rows());
        }
        RowSource colours = new Colours(whole(picture), header.isGrey());
        for (Stage stage : work.stages()) {
            colours = stage.network().restored(colours, stage.told());
        }
        int learned = work.learnedScale();
        if (learned != work.scale()) {
            colours = BlockRows.resized(colours, work.scale(), learned);
        }
        boolean asItWas = work.strength() < 1 || header.hasOpacity();
        if (!asItWas) {
            return new Mixed(colours, colours, header, 1);
        }
        RowSource before = whole(picture);
        return new Mixed(
                colours, work.scale() == 1 ? before : BlockRows.resized(before, work.scale(), 1), header, (float)
                        work.strength());
    }

    /** All channels; colours that nobody sees take part in what networks see, so they become those of their neighbours. */
    private static RowSource whole(RasterReader picture) throws IOException {
        RowSource rows = new Channels(picture.header(), picture.rows());
        return picture.header().hasOpacity() ? BlockRows.bled(rows) : rows;
    }

    /**
     * Writes the result row by row, so that it is never in memory as a whole.
     *
     * @param rows hears how many rows of the result are done
     */
    public static void write(RasterReader picture, Work work, RasterWriter writer, IntConsumer rows)
            throws IOException {
        each(rows(picture, work), writer::rows, rows);
    }

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
        // A network reads ahead of what it writes, so that rows are not needed any more once they come out.
        put(raster, new Work(List.of(new Stage(network, told)), 1, strength), raster, rows);
    }

    /**
     * A larger picture, as many times as the network enlarges; opacity by bicubic interpolation.
     *
     * @param rows hears how many rows of the result are done
     */
    public static Raster enlarged(RepairNetwork network, Raster raster, IntConsumer rows) {
        int scale = network.scale();
        Raster larger = Raster.black(raster.header()
                .sized(Math.multiplyExact(scale, raster.width()), Math.multiplyExact(scale, raster.height())));
        put(raster, new Work(List.of(new Stage(network, 0)), scale, 1), larger, rows);
        return larger;
    }

    private static void put(Raster from, Work work, Raster to, IntConsumer rows) {
        int[] done = new int[1];
        try {
            RowSink sink = band -> {
                to.put(0, done[0], band);
                done[0] += band.height();
            };
            each(rows(RasterReader.of(from), work), sink, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("rows in memory fail nowhere", e);
        }
    }

    private static void each(RowSource source, RowSink sink, IntConsumer rows) throws IOException {
        for (int done = 0; done < source.height(); ) {
            int count = Math.min(ROWS, source.height() - done);
            sink.write(source.next(count));
            done += count;
            rows.accept(done);
        }
    }

    /** The rows of a picture, all channels. */
    private record Channels(RasterHeader header, RasterReader.Rows rows) implements RowSource {
        @Override
        public int width() {
            return header.width();
        }

        @Override
        public int height() {
            return header.height();
        }

        @Override
        public int channels() {
            return header.channels();
        }

        @Override
        public Planes next(int count) throws IOException {
            return rows.next(count);
        }
    }

    /** The colours alone; grey as three equal channels. */
    private record Colours(RowSource all, boolean grey) implements RowSource {
        @Override
        public int width() {
            return all.width();
        }

        @Override
        public int height() {
            return all.height();
        }

        @Override
        public int channels() {
            return RGB;
        }

        @Override
        public Planes next(int count) throws IOException {
            Planes planes = all.next(count);
            if (planes.channels() == RGB) {
                return planes;
            }
            Planes colours = Planes.black(planes.width(), count, RGB);
            int area = colours.area();
            for (int channel = 0; channel < RGB; channel++) {
                int from = grey ? 0 : channel;
                System.arraycopy(planes.values(), from * area, colours.values(), channel * area, area);
            }
            return colours;
        }
    }

    /**
     * What networks made of the colours, and the opacity as it was.
     *
     * @param better colours
     * @param before all channels in the size of these; {@code better} again when nothing of it is wanted
     */
    private record Mixed(RowSource better, RowSource before, RasterHeader header, float strength) implements RowSource {
        @Override
        public int width() {
            return better.width();
        }

        @Override
        public int height() {
            return better.height();
        }

        @Override
        public int channels() {
            return header.channels();
        }

        @Override
        public Planes next(int count) throws IOException {
            Planes colours = better.next(count);
            if (before == better && channels() == RGB) {
                return colours;
            }
            Planes band = before == better ? Planes.black(width(), count, channels()) : before.next(count);
            int area = band.area();
            for (int channel = 0; channel < header.colours(); channel++) {
                for (int i = channel * area; i < (channel + 1) * area; i++) {
                    float now = band.values()[i];
                    band.values()[i] = now + strength * (colour(colours, i % area, channel) - now);
                }
            }
            return band;
        }

        /** Grey is the mean of what the networks made of three equal channels. */
        private float colour(Planes colours, int i, int channel) {
            int area = colours.area();
            float[] values = colours.values();
            return header.isGrey()
                    ? (values[i] + values[area + i] + values[2 * area + i]) / RGB
                    : values[channel * area + i];
        }
    }
}
