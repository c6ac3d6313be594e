package dev.ganvas.plates;

import java.util.Locale;

/** Whose rules a plate's text follows. */
public enum Country {
    /** China. */
    CN,
    /** The countries of Europe, all of their formats together. */
    EU,
    /** The states of the USA, all of their formats together. */
    US;

    /** As in commands and records, such as {@code cn}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
