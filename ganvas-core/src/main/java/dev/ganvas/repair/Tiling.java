package dev.ganvas.repair;

import dev.ganvas.error.UsageException;
import java.util.Locale;

/**
 * How a picture is cut into tiles that a network takes one at a time, such that the result is the same as of the whole: every tile
 * carries as many pixels of its surroundings as the network sees, and begins where the network's strides begin.
 *
 * @param columns tiles beside each other
 * @param rows tiles below each other
 * @param coreWidth pixels of a tile that are its own
 * @param coreHeight pixels of a tile that are its own
 * @param halo pixels around it, where there is a picture; 0 when there is one tile
 */
record Tiling(int columns, int rows, int coreWidth, int coreHeight, int halo) {
    /** Beyond so many columns, tiles would be slivers. */
    private static final int MOST_COLUMNS = 4096;

    /**
     * What a network asks for.
     *
     * @param radius pixels that it sees in each direction
     * @param multiple of which tiles' sides and places must be
     * @param bytesPerPixel that a tile takes
     * @param bytesPerRowPixel that a band of tiles takes besides, in and out, for each pixel of the picture in it
     */
    record Needs(int radius, int multiple, double bytesPerPixel, double bytesPerRowPixel) {
        int halo() {
            return up(radius, multiple);
        }
    }

    /**
     * The tiling with the least to compute that keeps to a limit.
     *
     * @param width pixels of the picture
     * @param height pixels of the picture
     * @param limit bytes
     * @throws UsageException when the smallest tile takes more
     */
    static Tiling of(int width, int height, Needs needs, long limit) {
        int wide = up(width, needs.multiple());
        int high = up(height, needs.multiple());
        if ((double) wide * high * (needs.bytesPerPixel() + needs.bytesPerRowPixel()) <= limit) {
            return new Tiling(1, 1, wide, high, 0);
        }
        Tiling best = null;
        long least = Long.MAX_VALUE;
        for (int columns = 1; columns <= Math.min(MOST_COLUMNS, wide / needs.multiple()); columns++) {
            Tiling tiling = withColumns(wide, high, columns, needs, limit);
            if (tiling != null && tiling.computed(wide, high) < least) {
                best = tiling;
                least = tiling.computed(wide, high);
            }
        }
        if (best == null) {
            throw new UsageException(String.format(
                    Locale.ROOT,
                    "A picture %,d pixels wide cannot be restored within %,d MB; it takes %,d MB, so allow more"
                            + " memory.",
                    width,
                    limit >> 20,
                    (least(width, height, needs) >> 20) + 1));
        }
        return best;
    }

    /** Bytes that the smallest tiles take. */
    static long least(int width, int height, Needs needs) {
        int wide = up(width, needs.multiple());
        int high = Math.min(up(height, needs.multiple()), needs.multiple() + 2 * needs.halo());
        int columns = Math.min(MOST_COLUMNS, wide / needs.multiple());
        int core = up((wide + columns - 1) / columns, needs.multiple());
        double tile = Math.min(wide, core + 2.0 * needs.halo());
        // The rows are rounded down to a multiple, so there must be room for one more.
        return (long) ((tile * needs.bytesPerPixel() + wide * needs.bytesPerRowPixel()) * (high + needs.multiple()));
    }

    private static Tiling withColumns(int wide, int high, int columns, Needs needs, long limit) {
        int core = up((wide + columns - 1) / columns, needs.multiple());
        int halo = needs.halo();
        double tile = Math.min(wide, core + 2.0 * halo);
        // The band beside the tile has the same rows, so both grow with them.
        double rowsInMemory = limit / (tile * needs.bytesPerPixel() + wide * needs.bytesPerRowPixel());
        int most = (int) Math.min(high, rowsInMemory >= high ? high : rowsInMemory - 2.0 * halo);
        most -= most % needs.multiple();
        if (most < needs.multiple()) {
            return null;
        }
        int rows = (high + most - 1) / most;
        return new Tiling((wide + core - 1) / core, rows, core, up((high + rows - 1) / rows, needs.multiple()), halo);
    }

    /** Pixels that the network computes in all. */
    private long computed(int wide, int high) {
        return ((long) wide + 2L * halo * (columns - 1)) * (high + 2L * halo * (rows - 1));
    }

    private static int up(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
