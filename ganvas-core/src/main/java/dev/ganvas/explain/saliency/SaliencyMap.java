package dev.ganvas.explain.saliency;

import dev.ganvas.error.Require;
import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How much each pixel spoke for a class.
 *
 * @param width pixels
 * @param height pixels
 * @param values {@code height * width} numbers of 0 and more, rows after one another; only their proportions mean something; not
 *     copied
 */
public record SaliencyMap(int width, int height, float[] values) {
    private static final int LEVELS = 255;

    public SaliencyMap {
        Require.positive(width, "width");
        Require.positive(height, "height");
        Require.that(values.length == width * height, "a map of " + width + "x" + height + " needs as many numbers");
        for (float value : values) {
            Require.that(value >= 0 && Float.isFinite(value), "a map holds finite numbers of 0 and more");
        }
    }

    /** What is below zero speaks against the class, and is left out (ReLU). */
    static SaliencyMap positive(int width, int height, float[] values) {
        float[] positive = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            positive[i] = Math.max(0, values[i]);
        }
        return new SaliencyMap(width, height, positive);
    }

    /** Enlarged between the centres of its cells, bilinearly. */
    SaliencyMap resized(int wide, int high) {
        return new SaliencyMap(
                wide,
                high,
                Interpolation.BILINEAR
                        .resize(new Planes(width, height, 1, values), wide, high)
                        .values());
    }

    /** Numbers of the pixels from the most to the least salient; equal ones in reading order. */
    int[] order() {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The same map in another place: mirrored or not, and moved by a random way around the edges. As rough as this one, so that
     * nothing but its place is left to chance.
     */
    SaliencyMap displaced(Seed seed) {
        RandomStream random = seed.stream();
        boolean mirrored = random.nextBoolean();
        int right = random.nextInt(width);
        int down = random.nextInt(height);
        float[] moved = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = (mirrored ? width - 1 - x : x);
                moved[(y + down) % height * width + (x + right) % width] = values[y * width + from];
            }
        }
        return new SaliencyMap(width, height, moved);
    }

    /**
     * The proportion of the map that lies inside of something.
     *
     * @param inside {@code height * width}, rows after one another
     * @return 0 to 1; the proportion of pixels inside for a map that is zero throughout
     */
    public double proportionInside(boolean[] inside) {
        Require.that(inside.length == values.length, "the mask is of another size than the map");
        double all = 0;
        double within = 0;
        int pixels = 0;
        for (int i = 0; i < values.length; i++) {
            all += values[i];
            within += inside[i] ? values[i] : 0;
            pixels += inside[i] ? 1 : 0;
        }
        return all == 0 ? (double) pixels / values.length : within / all;
    }

    /** In grey, the most salient pixel white; all black when nothing spoke for the class. */
    public Picture toPicture() {
        double[] relative = relative();
        byte[] grey = new byte[values.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.round(LEVELS * relative[i]);
        }
        return new Picture(width, height, 1, grey);
    }

    /** Divided by the largest, 0 to 1. */
    double[] relative() {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, value);
        }
        float divisor = most > 0 ? most : 1;
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] / divisor)
                .toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SaliencyMap map
                && width == map.width
                && height == map.height
                && Arrays.equals(values, map.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
