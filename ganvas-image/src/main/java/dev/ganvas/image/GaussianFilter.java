package dev.ganvas.image;

import dev.ganvas.error.Require;

/**
 * Gaussian low-pass, one axis at a time, cut at four deviations, the edge mirrored. Plain picture stays plain to within float
 * rounding.
 */
public final class GaussianFilter {
    /** Pixels; beyond, reduce the picture first. */
    public static final double MAX_SIGMA = 64;

    private GaussianFilter() {}

    /**
     * Each channel filtered.
     *
     * @param sigma standard deviation in pixels, 0 to {@value #MAX_SIGMA}; 0 changes nothing
     */
    public static Planes apply(Planes planes, double sigma) {
        Require.within(sigma, 0, MAX_SIGMA, "sigma");
        float[] weights = weights(sigma);
        return weights.length == 1 ? planes : down(across(planes, weights), weights);
    }

    /** The weights along one axis, odd in number, with a sum of 1. */
    public static float[] weights(double sigma) {
        int radius = sigma == 0 ? 0 : (int) (4 * sigma + 0.5);
        double[] raw = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < raw.length; i++) {
            int distance = i - radius;
            raw[i] = radius == 0 ? 1 : StrictMath.exp(-0.5 * distance * distance / (sigma * sigma));
            sum += raw[i];
        }
        float[] weights = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            weights[i] = (float) (raw[i] / sum);
        }
        return weights;
    }

    private static Planes across(Planes from, float[] weights) {
        int width = from.width();
        int radius = weights.length / 2;
        Planes to = Planes.black(width, from.height(), from.channels());
        Rows.each(from.height() * from.channels(), width * weights.length, row -> {
            float[] padded = new float[width + 2 * radius];
            for (int i = 0; i < padded.length; i++) {
                padded[i] = from.values()[row * width + AxisTaps.mirror(i - radius, width)];
            }
            float[] sum = new float[width];
            for (int k = 0; k < weights.length; k++) {
                add(sum, padded, k, weights[k]);
            }
            System.arraycopy(sum, 0, to.values(), row * width, width);
        });
        return to;
    }

    private static Planes down(Planes from, float[] weights) {
        int width = from.width();
        int height = from.height();
        int radius = weights.length / 2;
        Planes to = Planes.black(width, height, from.channels());
        Rows.each(height * from.channels(), width * weights.length, row -> {
            int channel = row / height;
            float[] sum = new float[width];
            for (int k = 0; k < weights.length; k++) {
                int y = AxisTaps.mirror(row % height + k - radius, height);
                add(sum, from.values(), (channel * height + y) * width, weights[k]);
            }
            System.arraycopy(sum, 0, to.values(), row * width, width);
        });
        return to;
    }

    private static void add(float[] sum, float[] values, int from, float weight) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += weight * values[from + x];
        }
    }
}
