package dev.ganvas.image;

import dev.ganvas.error.Require;
import java.util.Objects;

/**
 * A small square of weights that a picture is convolved with; the edge is mirrored.
 *
 * @param size weights a side, odd, 1 to {@value #MAX_SIZE}
 * @param weights {@code size * size} numbers, row by row; not copied
 */
public record Kernel(int size, float[] weights) {
    /** Weights a side; beyond, a convolution takes minutes. */
    public static final int MAX_SIZE = 257;

    public Kernel {
        Require.within(size, 1, MAX_SIZE, "kernel size");
        Require.that(size % 2 == 1, "a kernel's size must be odd, not " + size);
        Objects.requireNonNull(weights, "weights");
        Require.that(weights.length == size * size, "a kernel of " + size + " needs " + size * size + " weights");
    }

    /** A weight as a function of the distance from the centre in pixels. */
    @FunctionalInterface
    public interface Weight {
        double at(double x, double y);
    }

    /** The kernel of a function, scaled to a sum of 1. */
    public static Kernel of(int size, Weight weight) {
        Require.within(size, 1, MAX_SIZE, "kernel size");
        double[] raw = new double[size * size];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = weight.at(i % size - size / 2, i / size - size / 2);
        }
        return ofSumOne(size, raw);
    }

    /** These weights divided by their sum, which must not be 0. */
    public static Kernel ofSumOne(int size, double[] raw) {
        double sum = 0;
        for (double value : raw) {
            sum += value;
        }
        Require.that(Double.isFinite(sum) && sum != 0, "a kernel's weights must have a sum, not " + sum);
        float[] weights = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            weights[i] = (float) (raw[i] / sum);
        }
        return new Kernel(size, weights);
    }

    /** Each channel convolved; the size stays. */
    public Planes convolve(Planes planes) {
        int radius = size / 2;
        int width = planes.width();
        int height = planes.height();
        Planes out = Planes.black(width, height, planes.channels());
        float[] padded = paddedAcross(planes, radius);
        int stride = width + 2 * radius;
        Rows.each(height * planes.channels(), width * size * size, row -> {
            int channel = row / height;
            float[] sum = new float[width];
            for (int k = 0; k < size; k++) {
                int source = (channel * height + AxisTaps.mirror(row % height + k - radius, height)) * stride;
                addRow(sum, padded, source, (size - 1 - k) * size);
            }
            System.arraycopy(sum, 0, out.values(), row * width, width);
        });
        return out;
    }

    /** Adds what one row of weights makes of one row of the picture; the kernel is turned over, as a convolution does. */
    private void addRow(float[] sum, float[] padded, int source, int weightRow) {
        for (int k = 0; k < size; k++) {
            float weight = weights[weightRow + size - 1 - k];
            if (weight != 0) {
                int from = source + k;
                for (int x = 0; x < sum.length; x++) {
                    sum[x] += weight * padded[from + x];
                }
            }
        }
    }

    private static float[] paddedAcross(Planes planes, int radius) {
        int width = planes.width();
        int stride = width + 2 * radius;
        int rows = planes.height() * planes.channels();
        float[] padded = new float[Math.multiplyExact(stride, rows)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(planes.values(), row * width, padded, row * stride + radius, width);
            for (int i = 0; i < radius; i++) {
                padded[row * stride + i] = planes.values()[row * width + AxisTaps.mirror(i - radius, width)];
                padded[row * stride + radius + width + i] =
                        planes.values()[row * width + AxisTaps.mirror(width + i, width)];
            }
        }
        return padded;
    }
}
