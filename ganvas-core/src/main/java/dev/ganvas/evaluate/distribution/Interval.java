package dev.ganvas.evaluate.distribution;

import dev.ganvas.error.Require;
import java.util.Arrays;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 * @param level probability in (0, 1), such as 0.95
 */
public record Interval(double low, double high, double level) {
    /** Deviations of a normal distribution that hold 95 % of it. */
    private static final double NORMAL_95 = 1.959963984540054;

    static final double LEVEL_95 = 0.95;

    public Interval {
        Require.that(low <= high, "an interval cannot reach from " + low + " to " + high);
        Require.that(level > 0 && level < 1, "a confidence level must lie between 0 and 1, not " + level);
    }

    /**
     * The 95 % interval of a proportion by Wilson's score (1927), which keeps its promise near 0 and 1 too.
     *
     * @param hits in {@code [0, count]}
     * @param count at least 1
     */
    public static Interval wilson(int hits, int count) {
        Require.positive(count, "count");
        Require.within(hits, 0, count, "hits");
        double share = (double) hits / count;
        double z2 = NORMAL_95 * NORMAL_95 / count;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = NORMAL_95 * Math.sqrt(share * (1 - share) / count + z2 / (4 * count)) / (1 + z2);
        return new Interval(hits == 0 ? 0 : centre - half, hits == count ? 1 : centre + half, LEVEL_95);
    }

    /** Half of the 95 % interval of a normal distribution with the deviation of {@code values}, of which there are at least 2. */
    static double halfOf(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return NORMAL_95 * Math.sqrt(squares / (values.length - 1));
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
