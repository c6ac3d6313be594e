package dev.ganvas.image.raster;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;

/** Makes pictures smaller by a whole number, a band at a time, so that a large one never stands in floating point as a whole. */
public final class BoxReduction {
    private BoxReduction() {}

    /** The factor by which a picture's longer side comes to at most so many pixels; 1 when it is no longer. */
    public static int factorTo(int longest, Raster raster) {
        Require.positive(longest, "longest side");
        int side = Math.max(raster.width(), raster.height());
        return (side + longest - 1) / longest;
    }

    /**
     * The means of boxes of {@code factor x factor} pixels of the values as stored; boxes at the right and below may be smaller.
     * Bits, colours, metadata and encoding stay.
     *
     * @param factor 1 gives the same raster
     */
    public static Raster of(Raster raster, int factor) {
        Require.positive(factor, "factor");
        if (factor == 1) {
            return raster;
        }
        int width = (raster.width() + factor - 1) / factor;
        int height = (raster.height() + factor - 1) / factor;
        Raster reduced = Raster.black(raster.header().sized(width, height));
        for (int y = 0; y < height; y++) {
            int rows = Math.min(factor, raster.height() - y * factor);
            reduced.put(0, y, row(raster.planes(0, y * factor, raster.width(), rows), width, factor));
        }
        return reduced;
    }

    private static Planes row(Planes band, int width, int factor) {
        Planes row = Planes.black(width, 1, band.channels());
        for (int channel = 0; channel < band.channels(); channel++) {
            for (int x = 0; x < width; x++) {
                int end = Math.min(band.width(), (x + 1) * factor);
                float sum = 0;
                for (int y = 0; y < band.height(); y++) {
                    for (int i = x * factor; i < end; i++) {
                        sum += band.value(channel, y, i);
                    }
                }
                row.values()[channel * width + x] = sum / (band.height() * (end - x * factor));
            }
        }
        return row;
    }
}
