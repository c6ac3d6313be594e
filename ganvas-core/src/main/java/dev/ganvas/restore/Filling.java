package dev.ganvas.restore;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.fill.Composite;
import dev.ganvas.image.fill.DistanceMap;
import dev.ganvas.image.fill.Grain;
import dev.ganvas.image.fill.Region;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fills what is marked, in the grain of the picture: by a network that goes on with what is around it, or else with the smoothest
 * surface through its rim. All pixels stay to the bit that are farther than {@value #RIM} pixels from what is marked. Works on a
 * window around each hole, so that no large picture is held in floating point as a whole for a few holes.
 *
 * @param marked which pixels
 * @param seed of the grain, and of what a network makes up
 * @param varied whether each seed gives a proposal of its own, rather than the most likely one in other grain
 */
public record Filling(Marked marked, Seed seed, boolean varied) {
    /** Edges of what is marked are often soft; so many pixels around it are filled as well, the last of them half. */
    static final int RIM = 2;

    /** Pixels around a hole that it is filled from, at least; it is half of its longer side where that is more. */
    private static final int LEAST_SURROUNDINGS = 64;

    /** Rows that are read at a time to find what is marked. */
    private static final int BAND = 64;

    private static final int LEAST_FOR_GRAIN = 16;
    private static final float HALF = 0.5f;

    /** The most likely filling. */
    public Filling(Marked marked, Seed seed) {
        this(marked, seed, false);
    }

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
            return where(read, (band, i) -> isWhite(band, read.header().hasOpacity(), i));
        };
    }

    /** What nobody sees; it is made visible. */
    public static Marked invisible() {
        return raster -> {
            if (!raster.header().hasOpacity()) {
                throw new UsageException("The picture has no opacity that could mark what to fill.");
            }
            return where(raster, (band, i) -> band.values()[(band.channels() - 1) * band.area() + i] < HALF);
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
        return raster ->
                where(raster, (band, i) -> isColour(band, raster.header().isGrey(), i, wanted));
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

    /** Whether the mean of the colours is nearer to white, and the pixel is seen. */
    private static boolean isWhite(Planes band, boolean hasOpacity, int i) {
        int colours = band.channels() - (hasOpacity ? 1 : 0);
        float sum = 0;
        for (int channel = 0; channel < colours; channel++) {
            sum += band.values()[channel * band.area() + i];
        }
        return sum / colours >= HALF && (!hasOpacity || band.values()[colours * band.area() + i] >= HALF);
    }

    /** Tells whether a pixel of some rows is marked. */
    private interface Test {
        boolean marks(Planes band, int i);
    }

    private static Planes where(Raster raster, Test test) {
        Planes mask = Planes.black(raster.width(), raster.height(), 1);
        for (int top = 0; top < raster.height(); top += BAND) {
            int rows = Math.min(BAND, raster.height() - top);
            Planes band = raster.planes(0, top, raster.width(), rows);
            for (int i = 0; i < band.area(); i++) {
                mask.values()[top * raster.width() + i] = test.marks(band, i) ? 1 : 0;
            }
        }
        return mask;
    }

    /**
     * Fills a picture in place with the smoothest surface.
     *
     * @return pixels that were marked
     */
    public long apply(Raster raster) throws IOException {
        return apply(raster, Optional.empty());
    }

    /**
     * Fills a picture in place.
     *
     * @param network for {@link dev.ganvas.repair.RepairKind#FILL}, if there is one; stays the caller's
     * @return pixels that were marked
     */
    public long apply(Raster raster, Optional<RepairNetwork> network) throws IOException {
        Planes mask = marked.in(raster);
        long count = 0;
        for (float value : mask.values()) {
            count += value > 0 ? 1 : 0;
        }
        HoleFiller filler = new HoleFiller(network, seed, varied);
        for (Region window : windows(mask)) {
            fill(raster, mask.crop(window.left(), window.top(), window.width(), window.height()), window, filler);
        }
        return count;
    }

    /** Parts of the picture that hold all that is marked, and what is around it; they share no pixel. */
    private static List<Region> windows(Planes mask) {
        return Region.merged(Region.of(mask).stream()
                .map(hole -> hole.grown(
                        Math.max(LEAST_SURROUNDINGS, Math.max(hole.width(), hole.height()) / 2),
                        mask.width(),
                        mask.height()))
                .toList());
    }

    private void fill(Raster raster, Planes mask, Region window, HoleFiller filler) {
        DistanceMap distances = DistanceMap.of(mask);
        Planes holes = distances.dilated(RIM);
        Planes all = raster.planes(window.left(), window.top(), window.width(), window.height());
        int area = all.area();
        int colours = raster.header().colours();
        Planes picture = new Planes(all.width(), all.height(), colours, Arrays.copyOf(all.values(), colours * area));
        Planes filled = filler.apply(picture, holes);
        if (Math.min(all.width(), all.height()) >= LEAST_FOR_GRAIN) {
            filled = Grain.of(picture, holes)
                    .addTo(filled, holes, seed.child(window.top()).child(window.left()));
        }
        filled = Composite.of(picture, filled, feathered(distances));
        System.arraycopy(filled.values(), 0, all.values(), 0, colours * area);
        for (int i = 0; raster.header().hasOpacity() && i < area; i++) {
            if (holes.values()[i] > 0) {
                all.values()[colours * area + i] = 1;
            }
        }
        raster.put(window.left(), window.top(), all);
    }

    /** 1 in what is marked and beside it, a half at the rim, 0 beyond. */
    private static Planes feathered(DistanceMap distances) {
        Planes weights = Planes.black(distances.width(), distances.height(), 1);
        for (int i = 0; i < weights.values().length; i++) {
            double beyond = (RIM + 1 - Math.sqrt(distances.squared()[i])) / 2;
            weights.values()[i] = distances.squared()[i] > RIM * RIM ? 0 : (float) Math.min(1, beyond);
        }
        return weights;
    }
}
