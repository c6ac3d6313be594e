package dev.ganvas.data;

import java.util.Locale;
import java.util.Optional;

/**
 * How many pictures are so long that their central square is the smaller part of them.
 *
 * @param pictures how many there are
 * @param elongated those more than twice as long as wide, or as wide as long
 * @param kept what the central squares of the elongated ones keep, each in [0, 0.5), added up
 */
public record Proportions(int pictures, int elongated, double kept) {
    public static final Proportions NONE = new Proportions(0, 0, 0);

    private static final int ELONGATED = 2;

    /** With one more picture. */
    public Proportions and(int width, int height) {
        int shorter = Math.min(width, height);
        int longer = Math.max(width, height);
        boolean extreme = longer > (long) ELONGATED * shorter;
        return new Proportions(
                pictures + 1, elongated + (extreme ? 1 : 0), kept + (extreme ? (double) shorter / longer : 0));
    }

    /** What a central square costs, when it costs more than half of some picture. */
    public Optional<String> warning() {
        if (elongated == 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%,d of %,d pictures %s more than twice as long as wide; the central square keeps only %.0f %% of %s; use"
                        + " setting fit=pad to keep all of it",
                elongated,
                pictures,
                elongated == 1 ? "is" : "are",
                100 * kept / elongated,
                elongated == 1 ? "it" : "each"));
    }
}
