package dev.ganvas.image;

import dev.ganvas.error.Require;
import java.util.Objects;

/**
 * An upright 8-bit sRGB picture in memory.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param rgb {@code height * width * 3} bytes, row by row, red green blue, each 0 to 255 unsigned; not copied
 */
public record Picture(int width, int height, byte[] rgb) {
    public Picture {
        Require.positive(width, "width");
        Require.positive(height, "height");
        Objects.requireNonNull(rgb, "rgb");
        Require.that(
                rgb.length == Math.multiplyExact(Math.multiplyExact(width, height), 3),
                "a picture of " + width + "x" + height + " needs " + 3L * width * height + " bytes, not " + rgb.length);
    }
}
