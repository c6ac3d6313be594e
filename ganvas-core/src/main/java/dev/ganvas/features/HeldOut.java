package dev.ganvas.features;

import dev.ganvas.random.Seed;
import java.util.Arrays;

/**
 * Pictures to learn from, and some kept aside to judge by: a tenth, at most 2,000, and never more than half.
 *
 * @param training numbers of the pictures to learn from
 * @param heldOut numbers of the pictures to judge by
 */
record HeldOut(int[] training, int[] heldOut) {
    private static final int MOST = 2000;

    /** How many of {@code count} pictures are kept aside. */
    static int aside(int count) {
        return Math.max(1, Math.min(MOST, count / 10));
    }

    /** @param count pictures in all, at least 2 */
    static HeldOut of(int count, Seed seed) {
        int[] shuffled = new int[count];
        Arrays.setAll(shuffled, i -> i);
        seed.stream().shuffle(shuffled);
        int aside = aside(count);
        return new HeldOut(Arrays.copyOfRange(shuffled, aside, count), Arrays.copyOf(shuffled, aside));
    }
}
