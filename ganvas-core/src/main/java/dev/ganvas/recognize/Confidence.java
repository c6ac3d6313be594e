package dev.ganvas.recognize;

import dev.ganvas.error.Require;
import dev.ganvas.vision.Calibration;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Makes the confidences of a classifier hold, by pictures that it did not learn from.
 *
 * @param before expected calibration error of the logits as they are, in [0, 1]
 * @param after the same once calibrated; half of the pictures calibrate the other half, so that none vouches for itself
 * @param calibration by all of them
 */
public record Confidence(double before, double after, Calibration calibration) {
    /** Proportion of the known pictures that the threshold keeps. */
    public static final double KEPT = 0.95;

    private static final int BINS = 15;
    private static final int STEPS = 60;
    private static final double LEAST_LOG = -3;
    private static final double MOST_LOG = 3;

    /**
     * @param logits {@code [pictures][classes]}
     * @param labels the right class of each picture
     */
    public static Confidence of(double[][] logits, int[] labels) {
        Require.that(logits.length > 0 && logits.length == labels.length, "each picture needs a label");
        Calibration calibration = new Calibration(temperature(logits, labels, i -> true), 0);
        double[] best = new double[logits.length];
        boolean[] right = new boolean[logits.length];
        double[] uncalibrated = new double[logits.length];
        double even = temperature(logits, labels, i -> i % 2 == 1);
        double odd = temperature(logits, labels, i -> i % 2 == 0);
        double[] crossed = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            int label = largest(logits[i]);
            right[i] = label == labels[i];
            best[i] = calibration.probabilities(logits[i])[label];
            uncalibrated[i] = Calibration.NONE.probabilities(logits[i])[label];
            crossed[i] = new Calibration(i % 2 == 0 ? even : odd, 0).probabilities(logits[i])[label];
        }
        return new Confidence(
                calibrationError(uncalibrated, right),
                calibrationError(crossed, right),
                calibration.withThreshold(threshold(best)));
    }

    /**
     * The expected calibration error (Naeini et al., 2015; Guo et al., 2017): over 15 bins of equal width, the mean distance between
     * confidence and accuracy, weighted by how many pictures fall into each.
     */
    public static double calibrationError(double[] confidences, boolean[] right) {
        double[] confidence = new double[BINS];
        double[] hits = new double[BINS];
        for (int i = 0; i < confidences.length; i++) {
            int bin = Math.min(BINS - 1, (int) (confidences[i] * BINS));
            confidence[bin] += confidences[i];
            hits[bin] += right[i] ? 1 : 0;
        }
        return IntStream.range(0, BINS)
                        .mapToDouble(bin -> Math.abs(confidence[bin] - hits[bin]))
                        .sum()
                / Math.max(1, confidences.length);
    }

    /** The confidence that {@link #KEPT} of these reach. */
    static double threshold(double[] confidences) {
        double[] sorted = confidences.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.floor((1 - KEPT) * sorted.length)];
    }

    /** The temperature of least log loss, found by the golden section on its logarithm, in which the loss has one minimum. */
    private static double temperature(double[][] logits, int[] labels, IntPredicate used) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = LEAST_LOG;
        double high = MOST_LOG;
        for (int i = 0; i < STEPS; i++) {
            double left = high - ratio * (high - low);
            double right = low + ratio * (high - low);
            if (loss(logits, labels, used, Math.exp(left)) < loss(logits, labels, used, Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double loss(double[][] logits, int[] labels, IntPredicate used, double temperature) {
        Calibration calibration = new Calibration(temperature, 0);
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            if (used.test(i)) {
                sum -= Math.log(Math.max(1e-300, calibration.probabilities(logits[i])[labels[i]]));
            }
        }
        return sum;
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
