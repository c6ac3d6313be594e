package dev.ganvas.train;

import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The order in which items are shown: a new shuffle each epoch, a pure function of the seed and the position. For any threads. */
public final class DataOrder {
    private final Seed seed;
    private final int count;

    /**
     * An even and an odd epoch that were asked for last: where one ends within a batch, the shards of the batch ask for both, in
     * turns.
     */
    private final AtomicReferenceArray<Epoch> epochs = new AtomicReferenceArray<>(2);

    private record Epoch(long number, int[] shuffled) {}

    public DataOrder(int count, Seed seed) {
        this.seed = seed;
        this.count = Require.positive(count, "number of pictures");
    }

    /** The item shown at {@code position}, counted from 0 over all epochs. */
    public int at(long position) {
        return epoch(position / count).shuffled()[(int) (position % count)];
    }

    private Epoch epoch(long number) {
        int place = (int) (number % 2);
        Epoch known = epochs.get(place);
        if (known != null && known.number() == number) {
            return known;
        }
        int[] shuffled = new int[count];
        Arrays.setAll(shuffled, i -> i);
        seed.child(number).stream().shuffle(shuffled);
        Epoch epoch = new Epoch(number, shuffled);
        epochs.set(place, epoch);
        return epoch;
    }
}
