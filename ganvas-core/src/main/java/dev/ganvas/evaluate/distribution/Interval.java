package dev.ganvas.evaluate.distribution;

import dev.ganvas.error.Require;
import java.util.Arrays;
import java.util.List;

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

    /** For so many degrees of freedom, from 1 on (Abramowitz and Stegun, 1964, table 26.10). */
    private static final double[] STUDENT_95 = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};

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

    /**
     * The 95 % interval of a value whose variance is the sum of the variances of several means, by Student's distribution with the
     * degrees of freedom of Satterthwaite ("An approximate distribution of estimates of variance components", 1946).
     *
     * @param samples a sample behind each mean; those of a single number are left out, and one must have two at least
     */
    public static Interval ofSum(double value, List<double[]> samples) {
        double variance = 0;
        double squares = 0;
        boolean known = false;
        for (double[] sample : samples) {
            if (sample.length < 2) {
                continue;
            }
            known = true;
            double mean = Arrays.stream(sample).average().orElseThrow();
            double of =
                    Arrays.stream(sample).map(v -> (v - mean) * (v - mean)).sum() / (sample.length - 1) / sample.length;
            variance += of;
            squares += of * of / (sample.length - 1);
        }
        Require.that(known, "a variance is known from two numbers at least");
        double half = variance == 0 ? 0 : student95(variance * variance / squares) * Math.sqrt(variance);
        return new Interval(value - half, value + half, LEVEL_95);
    }

    /** Deviations of Student's distribution that hold 95 % of it; beyond the table by its expansion (same place, 26.7.5). */
    static double student95(double degrees) {
        if (degrees < STUDENT_95.length + 1) {
            return STUDENT_95[Math.max(1, (int) degrees) - 1];
        }
        double z = NORMAL_95;
        double z3 = z * z * z;
        return z + (z3 + z) / (4 * degrees) + (5 * z3 * z * z + 16 * z3 + 3 * z) / (96 * degrees * degrees);
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
