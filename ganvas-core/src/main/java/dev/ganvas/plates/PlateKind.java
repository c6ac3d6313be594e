package dev.ganvas.plates;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kinds of plates, with what may stand on them. Chinese ones after GA 36-2018. */
public enum PlateKind {
    CN_BLUE(Country.CN, 440, 140, false, "PLXXXXX"),
    CN_GREEN(Country.CN, 480, 140, false, "PL[ABCDEFGHJK]X9999 PL99999[ABCDEFGHJK]"),
    CN_YELLOW(Country.CN, 440, 140, false, "PLXXXXX PLXXXX学"),
    CN_YELLOW_DOUBLE(Country.CN, 440, 220, true, "PLXXXXX PLXXXX挂"),
    CN_BLACK(Country.CN, 440, 140, false, "粤ZXXXX[港澳] PLXXXX领 PLXXXX使"),
    CN_WHITE(Country.CN, 440, 140, false, "PLXXXX警"),
    EU(Country.EU, 520, 110, false, EuropeanFormats.FORMS),
    US(
            Country.US,
            305,
            152,
            false,
            "AAA9999 AAA999 9AAA999 999AAA AAA99A A99AAA 99A999 AA99999 9999AA 999999A A999999");

    private final Country country;
    private final int width;
    private final int height;
    private final boolean twoRows;
    private final String forms;

    PlateKind(Country country, int width, int height, boolean twoRows, String forms) {
        this.country = country;
        this.width = width;
        this.height = height;
        this.twoRows = twoRows;
        this.forms = forms;
    }

    public Country country() {
        return country;
    }

    /** Millimetres. */
    public int width() {
        return width;
    }

    /** Millimetres. */
    public int height() {
        return height;
    }

    /** Whether the text stands in two rows, above each other. */
    public boolean twoRows() {
        return twoRows;
    }

    /** The forms of its text. */
    public List<PlatePattern> patterns() {
        return Patterns.OF.get(this);
    }

    /** Read from the forms once. */
    private static final class Patterns {
        static final Map<PlateKind, List<PlatePattern>> OF = new EnumMap<>(PlateKind.class);

        static {
            for (PlateKind kind : PlateKind.values()) {
                OF.put(kind, PlatePattern.all(kind.forms));
            }
        }
    }

    /** As in records, such as {@code cn_blue}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
