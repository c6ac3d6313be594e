package dev.ganvas.train;

import dev.ganvas.page.Numbers;
import java.util.Objects;

/**
 * What a number of a training is: enough to print, to chart and to compare it by.
 *
 * @param name in records, such as {@code held_out_error}; {@code name_low} and {@code name_high} are its interval
 * @param label for people, such as {@code KD × 1000}
 * @param scale what the number is multiplied by where people read it
 * @param unit behind the scaled number, such as {@code %}; empty without
 * @param direction which values are better
 * @param meaning a sentence without full stop; empty where the label says all
 * @param axis how it is charted
 * @param headline whether it stands at the top of reports and in progress
 */
public record Figure(
        String name,
        String label,
        double scale,
        String unit,
        Direction direction,
        String meaning,
        Axis axis,
        boolean headline) {
    /** Which values are better. */
    public enum Direction {
        LOWER_IS_BETTER("lower is better"),
        HIGHER_IS_BETTER("higher is better"),
        NEITHER("");

        private final String words;

        Direction(String words) {
            this.words = words;
        }

        /** In words; empty for {@link #NEITHER}. */
        public String words() {
            return words;
        }

        /** Whether {@code value} is better than {@code other}; never so for {@link #NEITHER} or what is not a number. */
        public boolean better(double value, double other) {
            return switch (this) {
                case LOWER_IS_BETTER -> value < other;
                case HIGHER_IS_BETTER -> value > other;
                case NEITHER -> false;
            };
        }
    }

    /** How a figure is charted. */
    public enum Axis {
        /** Logarithmic where values are very far apart. */
        USUAL(60),
        /** A distance falls by factors and is read so: logarithmic from a small ratio on. */
        FACTORS(8),
        /** Never logarithmic: a schedule's shape is meant to be seen as it was set. */
        LINEAR(Double.POSITIVE_INFINITY);

        private final double logarithmicFrom;

        Axis(double logarithmicFrom) {
            this.logarithmicFrom = logarithmicFrom;
        }

        /** Ratio of the largest to the smallest value from which the axis is logarithmic. */
        public double logarithmicFrom() {
            return logarithmicFrom;
        }
    }

    public Figure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(axis, "axis");
    }

    /** A figure of which nothing is known but its name, whose words are its label. */
    public static Figure named(String name) {
        return named(name, Words.of(name));
    }

    /** A figure with a label. */
    public static Figure named(String name, String label) {
        return new Figure(name, label, 1, "", Direction.NEITHER, "", Axis.USUAL, false);
    }

    public Figure scaled(double factor, String newUnit) {
        return new Figure(name, label, factor, newUnit, direction, meaning, axis, headline);
    }

    public Figure better(Direction newDirection) {
        return new Figure(name, label, scale, unit, newDirection, meaning, axis, headline);
    }

    public Figure meaning(String sentence) {
        return new Figure(name, label, scale, unit, direction, sentence, axis, headline);
    }

    public Figure charted(Axis newAxis) {
        return new Figure(name, label, scale, unit, direction, meaning, newAxis, headline);
    }

    /** The same at the top of reports. */
    public Figure asHeadline() {
        return new Figure(name, label, scale, unit, direction, meaning, axis, true);
    }

    /** A value for people: scaled, with its unit, to three digits. */
    public String show(double value) {
        return Numbers.brief(value * scale) + (unit.isEmpty() ? "" : " " + unit);
    }
}
