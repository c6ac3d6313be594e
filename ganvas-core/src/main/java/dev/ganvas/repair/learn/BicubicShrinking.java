package dev.ganvas.repair.learn;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;

/**
 * Makes pictures a whole number of times smaller by Keys' cubic, {@code a = -0.5}, widened by as many times, the edge mirrored, and
 * rounded to 8 bits: MATLAB's {@code imresize}.
 */
final class BicubicShrinking {
    // To be replaced by the image module's imresize.
    private BicubicShrinking() {}

    /** @param clean with sides that are multiples of {@code factor} */
    static Planes by(int factor, Planes clean) {
        if (factor == 1) {
            return clean;
        }
        Require.that(
                clean.width() % factor == 0 && clean.height() % factor == 0,
                "sides of " + clean.width() + "x" + clean.height() + " are no multiples of " + factor);
        double[] weights = weights(factor);
        Planes narrow = Planes.black(clean.width() / factor, clean.height(), clean.channels());
        for (int row = 0; row < clean.channels() * clean.height(); row++) {
            shrink(clean.values(), row * clean.width(), 1, clean.width(), weights, narrow.values(), row * narrow.width());
        }
        Planes small = Planes.black(narrow.width(), clean.height() / factor, clean.channels());
        for (int channel = 0; channel < clean.channels(); channel++) {
            for (int x = 0; x < narrow.width(); x++) {
                int from = channel * narrow.area() + x;
                int to = channel * small.area() + x;
                shrink(narrow.values(), from, narrow.width(), clean.height(), weights, small.values(), to);
            }
        }
        for (int i = 0; i < small.values().length; i++) {
            small.values()[i] = Math.max(0, Math.min(255, Math.round(255 * small.values()[i]))) / 255f;
        }
        return small;
    }

    /** A line of {@code length} values to a line {@code weights.length / 4} times shorter, both with neighbours {@code step} apart. */
    private static void shrink(float[] in, int from, int step, int length, double[] weights, float[] out, int to) {
        int factor = weights.length / 4;
        for (int i = 0; i < length / factor; i++) {
            int first = i * factor + factor / 2 - 2 * factor;
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                sum += weights[k] * in[from + step * mirrored(first + k, length)];
            }
            out[to + step * i] = (float) sum;
        }
    }

    private static int mirrored(int i, int length) {
        int folded = Math.floorMod(i, 2 * length);
        return folded < length ? folded : 2 * length - 1 - folded;
    }

    /** Of the {@code 4 factor} pixels nearest to a small pixel's centre. */
    private static double[] weights(int factor) {
        double[] weights = new double[4 * factor];
        double sum = 0;
        // The small pixel's centre lies (factor - 1) / 2 pixels behind its first large one's.
        double centre = (factor - 1) / 2.0 - (factor / 2 - 2 * factor);
        for (int k = 0; k < weights.length; k++) {
            weights[k] = cubic((k - centre) / factor);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    private static double cubic(double distance) {
        double x = Math.abs(distance);
        if (x <= 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
}
