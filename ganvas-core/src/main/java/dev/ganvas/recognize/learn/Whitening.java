package dev.ganvas.recognize.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.evaluate.distribution.PrincipalAxes;
import dev.ganvas.features.WhitenedShape;
import java.util.Arrays;
import java.util.List;

/**
 * The axes by which patches of pictures become uncorrelated and of equal variance: the eigenvectors of their covariance, each divided
 * by the root of its eigenvalue (Jordan, 2024, section 3.1).
 */
final class Whitening {
    private static final int MOST_PICTURES = 2000;

    /** The paper's epsilon, of pictures with a deviation of 1; here pixels lie in [-1, 1], where it is about a half. */
    private static final double EPSILON = 5e-4 / 4;

    private Whitening() {}

    /**
     * @param items numbers of pictures to measure; the first 2,000 count
     * @return F32 {@code [12, 3, patch, patch]} in the open scope
     */
    static Tensor of(LabelledPictures pictures, int[] items, WhitenedShape shape) {
        int patch = shape.patch();
        int size = 3 * patch * patch;
        double[] covariance = new double[size * size];
        double[] values = new double[size];
        PixelShape pixels = pictures.shape();
        byte[] picture = new byte[pixels.values()];
        long count = 0;
        for (int item : Arrays.copyOf(items, Math.min(items.length, MOST_PICTURES))) {
            pictures.read(item, picture, 0);
            for (int y = 0; y + patch <= pixels.height(); y += patch) {
                for (int x = 0; x + patch <= pixels.width(); x += patch) {
                    patch(picture, pixels.width(), x, y, patch, values);
                    add(covariance, values);
                    count++;
                }
            }
        }
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] /= Math.max(1, count);
        }
        return axes(covariance, size, patch);
    }

    private static void patch(byte[] picture, int width, int x, int y, int patch, double[] values) {
        int at = 0;
        for (int c = 0; c < 3; c++) {
            for (int dy = 0; dy < patch; dy++) {
                for (int dx = 0; dx < patch; dx++) {
                    values[at++] = (picture[((y + dy) * width + x + dx) * 3 + c] & 0xff) / 127.5 - 1;
                }
            }
        }
    }

    private static void add(double[] covariance, double[] values) {
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                covariance[i * values.length + j] += values[i] * values[j];
            }
        }
    }

    private static Tensor axes(double[] covariance, int size, int patch) {
        int axes = WhitenedShape.WHITENED / 2;
        List<float[]> vectors = PrincipalAxes.of(covariance, size, axes);
        float[] filters = new float[axes * size];
        for (int k = 0; k < axes; k++) {
            float[] vector = vectors.get(k);
            double variance = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    variance += vector[i] * covariance[i * size + j] * vector[j];
                }
            }
            for (int i = 0; i < size; i++) {
                filters[k * size + i] = (float) (vector[i] / Math.sqrt(Math.max(0, variance) + EPSILON));
            }
        }
        return Tensor.of(filters, axes, 3, patch, patch).to(DType.F32);
    }
}
