package dev.ganvas.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a reader of a report wants them; the same in every locale. */
public final class Numbers {
    private Numbers() {}

    /** Three significant digits: {@code 0.00123}, {@code 4.57}, {@code 123}, {@code 12.3k}, {@code 2e-4}. */
    public static String brief(double value) {
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
        if (size != 0 && size < 1e-3) {
            return scientific(value);
        }
        return digits(value);
    }

    private static String scientific(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }

    private static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(Math.abs(value) >= 1000 ? 4 : 3));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** {@code 1,234,567}. */
    public static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 2.08 h}, {@code 29.8 min}, {@code 41 s}. */
    public static String duration(double seconds) {
        if (seconds >= 99.95 * 60) {
            return brief(seconds / 3600) + " h";
        }
        return seconds >= 59.95 ? brief(seconds / 60) + " min" : brief(seconds) + " s";
    }

    /** A position in a drawing, to a tenth of a pixel. */
    public static String coordinate(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
