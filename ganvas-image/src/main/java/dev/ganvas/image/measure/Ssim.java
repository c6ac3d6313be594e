package dev.ganvas.image.measure;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import java.util.Arrays;

/**
 * Structural similarity (Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment: from error visibility to structural
 * similarity", IEEE TIP 13(4), 2004), 1 at best: Gaussian window of 11x11 with sigma 1.5, K1 = 0.01, K2 = 0.03, the mean of
 * the map where the window lies inside, as the authors' {@code ssim.m} has it without its reduction of large pictures. Colour
 * is the mean over channels; results are rounded to 8 bits.
 */
public final class Ssim {
    private static final int WINDOW = 11;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;
    private static final double[] WEIGHTS = weights();

    private Ssim() {}

    /** Of all channels and pixels. */
    public static double of(Planes wanted, Planes found) {
        return of(wanted, found, Comparison.whole());
    }

    /**
     * The mean of the map.
     *
     * @throws dev.ganvas.error.UsageException when less than 11x11 pixels are left to compare
     */
    public static double of(Planes wanted, Planes found, Comparison comparison) {
        Comparison.sameSize(wanted, found);
        Comparison.Levels first = comparison.of(wanted);
        Comparison.Levels second = comparison.of(found);
        Require.that(
                first.width() >= WINDOW && first.height() >= WINDOW,
                "SSIM needs at least 11x11 pixels, not " + first.width() + "x" + first.height());
        int valid = first.height() - WINDOW + 1;
        double[] rows = new double[valid * first.channels()];
        Rows.each(
                rows.length,
                5 * WINDOW * first.width(),
                row -> rows[row] = row(first, second, (row / valid) * first.area() + (row % valid) * first.width()));
        return Arrays.stream(rows).sum() / rows.length / (first.width() - WINDOW + 1);
    }

    /** The sum over one row of the map, whose window begins at {@code start}. */
    private static double row(Comparison.Levels first, Comparison.Levels second, int start) {
        int width = first.width();
        double[][] moments = new double[5][width];
        for (int k = 0; k < WINDOW; k++) {
            for (int x = 0; x < width; x++) {
                double a = first.values()[start + k * width + x];
                double b = second.values()[start + k * width + x];
                moments[0][x] += WEIGHTS[k] * a;
                moments[1][x] += WEIGHTS[k] * b;
                moments[2][x] += WEIGHTS[k] * a * a;
                moments[3][x] += WEIGHTS[k] * b * b;
                moments[4][x] += WEIGHTS[k] * a * b;
            }
        }
        double sum = 0;
        for (int x = 0; x <= width - WINDOW; x++) {
            double a = window(moments[0], x);
            double b = window(moments[1], x);
            double varianceOfA = window(moments[2], x) - a * a;
            double varianceOfB = window(moments[3], x) - b * b;
            double covariance = window(moments[4], x) - a * b;
            sum += (2 * a * b + C1) * (2 * covariance + C2) / ((a * a + b * b + C1) * (varianceOfA + varianceOfB + C2));
        }
        return sum;
    }

    private static double window(double[] values, int from) {
        double sum = 0;
        for (int k = 0; k < WINDOW; k++) {
            sum += WEIGHTS[k] * values[from + k];
        }
        return sum;
    }

    private static double[] weights() {
        double[] weights = new double[WINDOW];
        for (int k = 0; k < WINDOW; k++) {
            int distance = k - WINDOW / 2;
            weights[k] = Math.exp(-distance * distance / (2 * SIGMA * SIGMA));
        }
        double sum = Arrays.stream(weights).sum();
        for (int k = 0; k < WINDOW; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
