package dev.ganvas.bench.peer;

import java.util.Arrays;

/** Order statistics of a few measurements. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * The {@code q} quantile, linear between the two closest ranks (type 7 of Hyndman and Fan, "Sample quantiles in
     * statistical packages", 1996).
     *
     * @param values at least one, in any order; left as they are
     * @param q in [0, 1]
     */
    public static double quantile(double[] values, double q) {
        if (values.length == 0 || !(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("no quantile " + q + " of " + values.length + " values");
        }
        double[] ordered = values.clone();
        Arrays.sort(ordered);
        double at = q * (ordered.length - 1);
        int low = (int) at;
        int high = Math.min(low + 1, ordered.length - 1);
        return ordered[low] + (at - low) * (ordered[high] - ordered[low]);
    }

    /** The middle value, or the mean of the two middle ones. */
    public static double median(double[] values) {
        return quantile(values, 0.5);
    }
}
