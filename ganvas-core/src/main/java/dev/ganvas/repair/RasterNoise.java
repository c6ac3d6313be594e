package dev.ganvas.repair;

import dev.ganvas.image.Planes;
import dev.ganvas.image.measure.NoiseLevel;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.RasterReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The noise of a picture as its file holds it, found in its middle. */
public final class RasterNoise {
    /** Noise below this many levels is left: an estimate can be off by as much, and hardly anyone sees it. */
    public static final double VISIBLE = 3;

    /** A part of so many pixels each side says enough of a picture's noise. */
    private static final int LOOKED_AT = 1400;

    private static final int LEAST_SIDE = 32;

    private RasterNoise() {}

    /** Its standard deviation in levels of 255, see {@link NoiseLevel}; 0 where the picture is too small to tell. */
    public static double of(Raster raster) {
        try {
            return of(RasterReader.of(raster));
        } catch (IOException e) {
            throw new UncheckedIOException("rows in memory fail nowhere", e);
        }
    }

    /** As {@link #of(Raster)}, of a picture whose rows are all read. */
    public static double of(RasterReader picture) throws IOException {
        RasterHeader header = picture.header();
        int wide = Math.min(LOOKED_AT, header.width());
        int high = Math.min(LOOKED_AT, header.height());
        // Reading it all is what finds a damaged picture, however small it is.
        Planes middle = picture.part((header.width() - wide) / 2, (header.height() - high) / 2, wide, high);
        if (wide < LEAST_SIDE || high < LEAST_SIDE) {
            return 0;
        }
        int colours = header.colours();
        return NoiseLevel.of(new Planes(wide, high, colours, Arrays.copyOf(middle.values(), colours * wide * high)));
    }
}
