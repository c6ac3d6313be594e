package dev.ganvas.restore;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.fill.DistanceMap;
import dev.ganvas.image.fill.Grain;
import dev.ganvas.image.fill.HarmonicFill;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Fills what is marked with the smoothest surface through its rim, in the grain of the picture. All other pixels stay to the bit.
 *
 * @param marked which pixels
 * @param seed of the grain
 */
public record Filling(Marked marked, Seed seed) {
    /** Edges of what is marked are often soft; so many pixels around it are filled as well. */
    private static final int RIM = 2;

    private static final int LEAST_FOR_GRAIN = 16;
    private static final float HALF = 0.5f;

    /** Tells which pixels of a picture are to be filled. */
    @FunctionalInterface
    public interface Marked {
        /** @return {@code [1, H, W]}, above 0 where the picture is to be filled */
        Planes in(Raster raster) throws IOException;
    }

    /** What is nearer to white than to black, and visible, in a picture of the same size. */
    public static Marked by(Path mask) {
        return raster -> {
            Raster read = RasterFile.read(mask);
            if (read.width() != raster.width() || read.height() != raster.height()) {
                throw new MalformedFileException(
                        mask,
                        "a mask is as large as the picture, " + raster.width() + "x" + raster.height() + ", not "
                                + read.width() + "x" + read.height());
            }
            return where(read, read.header().hasOpacity() ? 1 : 0, HALF);
        };
    }

    /** What nobody sees; it is made visible. */
    public static Marked invisible() {
        return raster -> {
            if (!raster.header().hasOpacity()) {
                throw new UsageException("The picture has no opacity that could mark what to fill.");
            }
            Planes all = raster.planes();
            Planes mask = all.channel(all.channels() - 1);
            for (int i = 0; i < mask.values().length; i++) {
                mask.values()[i] = mask.values()[i] < HALF ? 1 : 0;
            }
            return mask;
        };
    }

    /**
     * What has this colour, or one that is off by a few levels.
     *
     * @param rgb such as {@code #ff00ff}
     */
    public static Marked colour(String rgb) {
        if (!rgb.matches("#[0-9a-fA-F]{6}")) {
            throw new UsageException("A colour is written like #ff00ff, not '" + rgb + "'.");
        }
        int wanted = Integer.parseInt(rgb.substring(1), 16);
        return raster -> {
            Planes all = raster.planes();
            Planes mask = Planes.black(raster.width(), raster.height(), 1);
            for (int i = 0; i < mask.values().length; i++) {
                mask.values()[i] = isColour(all, raster.header().isGrey(), i, wanted) ? 1 : 0;
            }
            return mask;
        };
    }

    private static final float TOLERANCE = 8 / 255f;

    private static boolean isColour(Planes all, boolean grey, int i, int wanted) {
        for (int channel = 0; channel < 3; channel++) {
            float value = all.values()[(grey ? 0 : channel) * all.area() + i];
            if (Math.abs(value - (wanted >> 16 - 8 * channel & 0xff) / 255f) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** Where the mean of the colours is above, where seen. */
    private static Planes where(Raster mask, int opacities, float threshold) {
        Planes all = mask.planes();
        int colours = all.channels() - opacities;
        Planes marked = Planes.black(all.width(), all.height(), 1);
        for (int i = 0; i < marked.values().length; i++) {
            float sum = 0;
            for (int channel = 0; channel < colours; channel++) {
                sum += all.values()[channel * all.area() + i];
            }
            boolean seen = opacities == 0 || all.values()[colours * all.area() + i] >= threshold;
            marked.values()[i] = seen && sum / colours >= threshold ? 1 : 0;
        }
        return marked;
    }

    /**
     * Fills a picture in place.
     *
     * @return pixels that were marked
     */
    public long apply(Raster raster) throws IOException {
        Planes mask = marked.in(raster);
        long count = 0;
        for (float value : mask.values()) {
            count += value > 0 ? 1 : 0;
        }
        if (count > 0) {
            fill(raster, DistanceMap.of(mask).dilated(RIM));
        }
        return count;
    }

    private void fill(Raster raster, Planes mask) {
        Planes all = raster.planes();
        int area = all.area();
        int colours = raster.header().colours();
        Planes picture = new Planes(all.width(), all.height(), colours, Arrays.copyOf(all.values(), colours * area));
        Planes filled = HarmonicFill.apply(picture, mask);
        if (Math.min(all.width(), all.height()) >= LEAST_FOR_GRAIN) {
            filled = Grain.of(picture, mask).addTo(filled, mask, seed);
        }
        System.arraycopy(filled.values(), 0, all.values(), 0, colours * area);
        for (int i = 0; raster.header().hasOpacity() && i < area; i++) {
            if (mask.values()[i] > 0) {
                all.values()[colours * area + i] = 1;
            }
        }
        raster.put(0, 0, all);
    }
}
