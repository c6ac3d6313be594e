package dev.ganvas.train;

import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.Arrays;

/** The order in which items are shown: a new shuffle each epoch, a pure function of the seed and the position. */
public final class DataOrder {
    private final Seed seed;
    private final int[] shuffled;
    private long epoch = -1;

    public DataOrder(int count, Seed seed) {
        this.seed = seed;
        this.shuffled = new int[Require.positive(count, "number of pictures")];
    }

    /** The item shown at {@code position}, counted from 0 over all epochs. */
    public int at(long position) {
        long wanted = position / shuffled.length;
        if (wanted != epoch) {
            Arrays.setAll(shuffled, i -> i);
            seed.child(wanted).stream().shuffle(shuffled);
            epoch = wanted;
        }
        return shuffled[(int) (position % shuffled.length)];
    }
}
