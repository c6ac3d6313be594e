package dev.ganvas.image;

import dev.ganvas.error.Require;
import java.util.Arrays;
import java.util.Objects;

/**
 * Pixel values as numbers, one channel after another, for arithmetic. What they mean, such as sRGB or linear light, is
 * their maker's business.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param channels at least 1
 * @param values {@code channels * height * width} numbers, 0 for black and 1 for white, rows within channels; may lie beyond
 *     while they are worked on; not copied
 */
public record Planes(int width, int height, int channels, float[] values) {
    private static final float WHITE = 255;

    public Planes {
        Require.positive(width, "width");
        Require.positive(height, "height");
        Require.positive(channels, "channels");
        Objects.requireNonNull(values, "values");
        Require.that(
                values.length == Math.multiplyExact(Math.multiplyExact(width, height), channels),
                "planes of " + width + "x" + height + " with " + channels + " channels need "
                        + (long) channels * width * height + " numbers, not " + values.length);
    }

    /** Black ones. */
    public static Planes black(int width, int height, int channels) {
        return new Planes(
                width, height, channels, new float[Math.multiplyExact(Math.multiplyExact(width, height), channels)]);
    }

    /** The pixels of a picture, divided by 255. */
    public static Planes of(Picture picture) {
        int area = picture.width() * picture.height();
        byte[] pixels = picture.pixels();
        float[] values = new float[pixels.length];
        for (int channel = 0; channel < picture.channels(); channel++) {
            for (int i = 0; i < area; i++) {
                values[channel * area + i] = (pixels[i * picture.channels() + channel] & 0xff) / WHITE;
            }
        }
        return new Planes(picture.width(), picture.height(), picture.channels(), values);
    }

    /** The nearest picture of 8 bits; for 1, 3 or 4 channels. */
    public Picture toPicture() {
        int area = area();
        byte[] pixels = new byte[values.length];
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < area; i++) {
                float value = Math.max(0, Math.min(1, values[channel * area + i]));
                pixels[i * channels + channel] = (byte) Math.round(WHITE * value);
            }
        }
        return new Picture(width, height, channels, pixels);
    }

    /** Pixels of a channel. */
    public int area() {
        return width * height;
    }

    public float value(int channel, int y, int x) {
        return values[(channel * height + y) * width + x];
    }

    /** A channel by itself, copied. */
    public Planes channel(int number) {
        Require.within(number, 0, channels - 1, "channel");
        float[] copy = new float[area()];
        System.arraycopy(values, number * area(), copy, 0, area());
        return new Planes(width, height, 1, copy);
    }

    /** A rectangle that lies inside, copied. */
    public Planes crop(int left, int top, int wide, int high) {
        Require.that(
                left >= 0 && top >= 0 && wide > 0 && high > 0 && left <= width - wide && top <= height - high,
                "a crop of " + wide + "x" + high + " at " + left + ", " + top + " leaves the picture of " + width + "x"
                        + height);
        Planes part = black(wide, high, channels);
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < high; y++) {
                System.arraycopy(
                        values,
                        (channel * height + top + y) * width + left,
                        part.values,
                        (channel * high + y) * wide,
                        wide);
            }
        }
        return part;
    }

    /** Writes these into a rectangle of {@code target}, which has as many channels. */
    public void copyInto(Planes target, int left, int top) {
        Require.that(
                channels == target.channels
                        && left >= 0
                        && top >= 0
                        && left <= target.width - width
                        && top <= target.height - height,
                "planes of " + width + "x" + height + " do not fit at " + left + ", " + top + " into those of "
                        + target.width + "x" + target.height);
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(
                        values,
                        (channel * height + y) * width,
                        target.values,
                        (channel * target.height + top + y) * target.width + left,
                        width);
            }
        }
    }

    /** These and so many channels more, each of one value throughout. */
    public Planes with(int more, float value) {
        float[] all = Arrays.copyOf(values, values.length + Math.multiplyExact(more, area()));
        Arrays.fill(all, values.length, all.length, value);
        return new Planes(width, height, channels + more, all);
    }

    /** What 8 bits hold of them: clamped to 0 to 1 and rounded to multiples of 1/255, as {@link #toPicture} does. */
    public Planes inEightBits() {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Math.round(WHITE * Math.max(0, Math.min(1, values[i]))) / WHITE;
        }
        return new Planes(width, height, channels, rounded);
    }
}
