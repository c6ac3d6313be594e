package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.random.RandomStream;

/**
 * A range from which a strength is drawn evenly.
 *
 * @param low the least, finite
 * @param high the most, at least {@code low}; equal when nothing is to be drawn
 */
public record Span(double low, double high) {
    public Span {
        Require.that(
                Double.isFinite(low) && Double.isFinite(high) && low <= high,
                "a range must go from a number to one not below it, not from " + low + " to " + high);
    }

    /** One value alone. */
    public static Span of(double value) {
        return new Span(value, value);
    }

    double draw(RandomStream stream) {
        return low == high ? low : stream.nextDouble(low, high);
    }

    /** This, when it lies within limits. */
    Span within(double least, double most, String name) {
        Require.that(low >= least && high <= most, name + " must lie in " + least + " to " + most + ", not " + this);
        return this;
    }

    /** {@code 5} or {@code 5 to 50}. */
    @Override
    public String toString() {
        return low == high ? number(low) : number(low) + " to " + number(high);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
