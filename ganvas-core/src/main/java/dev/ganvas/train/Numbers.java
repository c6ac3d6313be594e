package dev.ganvas.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** Numbers as a reader of a report wants them; the same in every locale. */
final class Numbers {
    private Numbers() {}

    /** Three significant digits: {@code 0.00123}, {@code 4.57}, {@code 123}, {@code 12.3k}, {@code 2e-7}. */
    static String brief(double value) {
        if (!Double.isFinite(value)) {
            return "not finite";
        }
        double size = Math.abs(value);
        if (size >= 999.5e6) {
            return digits(value / 1e9) + "G";
        }
        if (size >= 999.5e3) {
            return digits(value / 1e6) + "M";
        }
        if (size >= 9_999.5) {
            return digits(value / 1e3) + "k";
        }
        if (size != 0 && size < 1e-4) {
            return new BigDecimal(value)
                    .round(new MathContext(3))
                    .stripTrailingZeros()
                    .toString()
                    .toLowerCase(Locale.ROOT);
        }
        return digits(value);
    }

    private static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(Math.abs(value) >= 1000 ? 4 : 3));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** {@code 1,234,567}. */
    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 2 h 05 min}, {@code 29 min 58 s}, {@code 41 s}. */
    static String duration(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (time.toHours() > 0) {
            return String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
        }
        if (time.toMinutes() > 0) {
            return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
        }
        return time.toSeconds() + " s";
    }

    /** A position in a drawing, to a tenth of a pixel. */
    static String coordinate(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
