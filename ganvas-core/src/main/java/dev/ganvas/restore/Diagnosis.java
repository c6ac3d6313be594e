package dev.ganvas.restore;

import dev.ganvas.image.raster.Encoding;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterReader;
import dev.ganvas.repair.RasterNoise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What is wrong with a picture as far as its pixels and its file tell.
 *
 * @param noise standard deviation of the noise, in levels of 255; 0 where the picture is too small to tell
 * @param jpegQuality of its file, 1 to 100, where that is a JPEG
 */
public record Diagnosis(double noise, OptionalInt jpegQuality) {
    /** Noise below this many levels is left. */
    static final double VISIBLE_NOISE = RasterNoise.VISIBLE;

    /** From this quality on, a JPEG shows hardly any blocks. */
    static final int GOOD_QUALITY = 80;

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
                RasterNoise.of(picture),
                picture.header().encoding() instanceof Encoding.Jpeg jpeg
                        ? OptionalInt.of(jpeg.quality())
                        : OptionalInt.empty());
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
