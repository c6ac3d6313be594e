package dev.ganvas.evaluate.distribution;

import java.util.Arrays;

/** Quantiles of a sample, interpolated between neighbours in order (type 7 of Hyndman and Fan, 1996). */
public final class Quantiles {
    private Quantiles() {}

    /** @param share in [0, 1] */
    public static double of(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, share);
    }

    static double ofSorted(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    public static double median(double[] values) {
        return of(values, 0.5);
    }
}
