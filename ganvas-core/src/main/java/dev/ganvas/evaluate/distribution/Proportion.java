package dev.ganvas.evaluate.distribution;

import java.util.Locale;

/**
 * How many of how many.
 *
 * @param hits in {@code [0, of]}
 * @param of at least 1
 * @param value {@code hits / of}
 * @param interval 95 %, see {@link Interval#wilson}
 */
public record Proportion(int hits, int of, double value, Interval interval) {
    public static Proportion of(int hits, int of) {
        Interval interval = Interval.wilson(hits, of);
        return new Proportion(hits, of, (double) hits / of, interval);
    }

    /** Such as {@code 12 of 5,000 (0.2 %)}. */
    public String toText() {
        return String.format(Locale.ROOT, "%,d of %,d (%s)", hits, of, percent(value));
    }

    /** Such as {@code 81.0 % (95 % interval 79.9 to 82.1)}. */
    public String toTextWithInterval() {
        return String.format(
                Locale.ROOT,
                "%s (95 %% interval %.1f to %.1f)",
                percent(value),
                interval.low() * 100,
                interval.high() * 100);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
