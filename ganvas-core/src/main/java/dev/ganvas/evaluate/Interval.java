package dev.ganvas.evaluate;

import dev.ganvas.engine.error.Require;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 * @param level probability in (0, 1), such as 0.95
 */
public record Interval(double low, double high, double level) {
    public Interval {
        Require.that(low <= high, "an interval cannot reach from " + low + " to " + high);
        Require.that(level > 0 && level < 1, "a confidence level must lie between 0 and 1, not " + level);
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
