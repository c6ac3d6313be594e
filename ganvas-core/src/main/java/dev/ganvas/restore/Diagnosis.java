package dev.ganvas.restore;

import dev.ganvas.image.Planes;
import dev.ganvas.image.measure.NoiseLevel;
import dev.ganvas.image.raster.Encoding;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.RasterReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What is wrong with a picture as far as its pixels and its file tell.
 *
 * @param noise standard deviation of the noise, in levels of 255; 0 where the picture is too small to tell
 * @param jpegQuality of its file, 1 to 100, where that is a JPEG
 */
public record Diagnosis(double noise, OptionalInt jpegQuality) {
    /** Noise below this many levels is left: an estimate can be off by as much, and hardly anyone sees it. */
    static final double VISIBLE_NOISE = 3;

    /** From this quality on, a JPEG shows hardly any blocks. */
    static final int GOOD_QUALITY = 80;

    /** A part of so many pixels each side says enough of a picture's noise. */
    private static final int LOOKED_AT = 1400;

    private static final int LEAST_SIDE = 32;

    /** Looks at a picture. */
    public static Diagnosis of(Raster raster) {
        try {
            return of(RasterReader.of(raster));
        } catch (IOException e) {
            throw new UncheckedIOException("rows in memory fail nowhere", e);
        }
    }

    /** Looks at a picture, whose rows are all read. */
    public static Diagnosis of(RasterReader picture) throws IOException {
        return new Diagnosis(
                noise(picture),
                picture.header().encoding() instanceof Encoding.Jpeg jpeg
                        ? OptionalInt.of(jpeg.quality())
                        : OptionalInt.empty());
    }

    private static double noise(RasterReader picture) throws IOException {
        RasterHeader header = picture.header();
        int wide = Math.min(LOOKED_AT, header.width());
        int high = Math.min(LOOKED_AT, header.height());
        Planes middle = picture.part((header.width() - wide) / 2, (header.height() - high) / 2, wide, high);
        if (wide < LEAST_SIDE || high < LEAST_SIDE) {
            return 0;
        }
        int colours = header.colours();
        Planes looked = new Planes(wide, high, colours, Arrays.copyOf(middle.values(), colours * wide * high));
        return NoiseLevel.of(looked);
    }

    /** Whether its noise is worth taking away. */
    public boolean isNoisy() {
        return noise >= VISIBLE_NOISE;
    }

    /** Whether its file was compressed so strongly that blocks show. */
    public boolean isBlocky() {
        return jpegQuality.isPresent() && jpegQuality.getAsInt() < GOOD_QUALITY;
    }

    /** For people. */
    public String words() {
        String quality = jpegQuality.isPresent() ? ", JPEG quality " + jpegQuality.getAsInt() : "";
        return String.format(Locale.ROOT, "noise %.1f of 255%s", noise, quality);
    }
}
