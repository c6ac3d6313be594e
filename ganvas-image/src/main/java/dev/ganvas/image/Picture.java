package dev.ganvas.image;

import dev.ganvas.error.Require;
import java.util.Objects;

/**
 * An upright 8-bit sRGB picture in memory: grey, in colour, or in colour with opacity.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param channels 1 for grey, 3 for red green blue, 4 for red green blue and opacity, by which the colours are not multiplied
 * @param pixels {@code height * width * channels} bytes, row by row, each 0 to 255 unsigned; not copied
 */
public record Picture(int width, int height, int channels, byte[] pixels) {
    public Picture {
        Require.positive(width, "width");
        Require.positive(height, "height");
        Channels.of(channels);
        Objects.requireNonNull(pixels, "pixels");
        Require.that(
                pixels.length == Math.multiplyExact(Math.multiplyExact(width, height), channels),
                "a picture of " + width + "x" + height + " with " + channels + " channels needs "
                        + (long) channels * width * height + " bytes, not " + pixels.length);
    }

    /** A picture of red, green and blue. */
    public Picture(int width, int height, byte[] rgb) {
        this(width, height, Channels.RGB.count(), rgb);
    }

    /**
     * What a screen shows, {@code height * width * 3} bytes: grey as three equal values, what is transparent on white. These
     * are the {@link #pixels} themselves when there are 3 channels, and made anew otherwise.
     */
    public byte[] rgb() {
        return toRgb().pixels();
    }

    /** This picture as {@link #rgb} tells it. */
    public Picture toRgb() {
        return Channels.RGB.of(this);
    }
}
