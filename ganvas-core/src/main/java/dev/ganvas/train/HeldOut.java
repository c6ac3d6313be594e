package dev.ganvas.train;

import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.Arrays;

/**
 * Pictures to learn from, and some that are never learned from: a tenth, at least one, and never more than half.
 *
 * @param training numbers of the pictures to learn from
 * @param heldOut numbers of the others
 */
public record HeldOut(int[] training, int[] heldOut) {
    private static final int ONE_OF = 10;

    /**
     * @param count pictures in all, at least 2
     * @param most to hold out
     */
    public static HeldOut of(int count, int most, Seed seed) {
        int[] shuffled = new int[count];
        Arrays.setAll(shuffled, i -> i);
        seed.stream().shuffle(shuffled);
        int aside = count(count, most);
        return new HeldOut(Arrays.copyOfRange(shuffled, aside, count), Arrays.copyOf(shuffled, aside));
    }

    /** How many of {@code count} pictures are held out. */
    public static int count(int count, int most) {
        Require.within(count, 2, Integer.MAX_VALUE, "pictures to learn from");
        return Math.max(1, Math.min(most, count / ONE_OF));
    }
}
