package dev.ganvas.image.fill;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import java.util.Arrays;

/**
 * How far each pixel is from the hole of a mask, exactly (Felzenszwalb and Huttenlocher, "Distance transforms of sampled
 * functions", Theory of Computing 8, 2012), in time that grows with the pixels alone.
 *
 * @param width pixels
 * @param height pixels
 * @param squared squared distances between centres of pixels, rows one after another; 0 in the hole, infinite without one
 */
public record DistanceMap(int width, int height, float[] squared) {
    /** Of the pixels that are above 0 in a mask. */
    public static DistanceMap of(Planes mask) {
        Require.that(mask.channels() == 1, "a mask has 1 channel, not " + mask.channels());
        int width = mask.width();
        int height = mask.height();
        float[] squared = new float[mask.area()];
        Rows.each(width, 8 * height, x -> column(mask, x, squared));
        Rows.each(height, 8 * width, y -> row(squared, y * width, width));
        return new DistanceMap(width, height, squared);
    }

    /** Distances along a column alone. */
    private static void column(Planes mask, int x, float[] squared) {
        int width = mask.width();
        float distance = Float.POSITIVE_INFINITY;
        for (int y = 0; y < mask.height(); y++) {
            distance = mask.values()[y * width + x] > 0 ? 0 : distance + 1;
            squared[y * width + x] = distance;
        }
        distance = Float.POSITIVE_INFINITY;
        for (int y = mask.height() - 1; y >= 0; y--) {
            distance = mask.values()[y * width + x] > 0 ? 0 : distance + 1;
            float least = Math.min(distance, squared[y * width + x]);
            squared[y * width + x] = least * least;
        }
    }

    /** The lower envelope of the parabolas that stand on the columns' distances. */
    private static void row(float[] squared, int start, int width) {
        int[] standing = new int[width];
        double[] from = new double[width];
        int count = 0;
        for (int x = 0; x < width; x++) {
            double foot = squared[start + x];
            if (foot == Double.POSITIVE_INFINITY) {
                continue;
            }
            double meets = Double.NEGATIVE_INFINITY;
            while (count > 0) {
                int last = standing[count - 1];
                meets = (foot + (double) x * x - squared[start + last] - (double) last * last) / (2.0 * (x - last));
                if (meets > from[count - 1]) {
                    break;
                }
                count--;
                meets = Double.NEGATIVE_INFINITY;
            }
            standing[count] = x;
            from[count++] = meets;
        }
        if (count > 0) {
            evaluate(squared, start, Arrays.copyOf(standing, count), from);
        }
    }

    private static void evaluate(float[] squared, int start, int[] standing, double[] from) {
        float[] feet = new float[standing.length];
        for (int i = 0; i < feet.length; i++) {
            feet[i] = squared[start + standing[i]];
        }
        int width = from.length;
        int at = 0;
        for (int x = 0; x < width; x++) {
            while (at + 1 < standing.length && from[at + 1] < x) {
                at++;
            }
            float away = x - standing[at];
            squared[start + x] = away * away + feet[at];
        }
    }

    /**
     * The mask grown by a round brush: 1 up to this distance, 0 beyond.
     *
     * @param radius pixels, 0 or more
     */
    public Planes dilated(double radius) {
        Require.that(radius >= 0, "radius must not be negative, but is " + radius);
        Planes grown = Planes.black(width, height, 1);
        for (int i = 0; i < squared.length; i++) {
            grown.values()[i] = squared[i] <= radius * radius ? 1 : 0;
        }
        return grown;
    }

    /**
     * Weights that fall off evenly around the mask: 1 in it, 0 from this distance on.
     *
     * @param radius pixels, above 0
     */
    public Planes feathered(double radius) {
        Require.that(radius > 0, "radius must be above 0, but is " + radius);
        Planes weights = Planes.black(width, height, 1);
        for (int i = 0; i < squared.length; i++) {
            weights.values()[i] = (float) Math.max(0, 1 - Math.sqrt(squared[i]) / radius);
        }
        return weights;
    }
}
