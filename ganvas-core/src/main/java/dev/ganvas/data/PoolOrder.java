package dev.ganvas.data;

import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * The order in which pictures of a pool are shown: a pure function of the seed and the position. Where they do not all fit into
 * memory, they are dealt to shelves that do, anew each time round; a shelf is shown {@value #VISITS} times in different orders, then
 * the next one.
 *
 * <p>Safe from several threads.
 */
public final class PoolOrder {
    /** How often a picture is shown while it is in memory: enough to make decoding it worth while. */
    static final int VISITS = 64;

    private static final int ROUNDS_KEPT = 2;

    private final int[] numbers;
    private final IntToLongFunction bytes;
    private final long shelf;
    private final Seed seed;
    private final Map<Long, List<int[]>> rounds = new LinkedHashMap<>();

    /**
     * @param numbers of the pictures to show
     * @param bytes of each by its number
     * @param shelf bytes that a shelf may hold, if it holds more than one picture
     */
    public PoolOrder(int[] numbers, IntToLongFunction bytes, long shelf, Seed seed) {
        Require.positive(numbers.length, "number of pictures");
        this.numbers = numbers.clone();
        this.bytes = bytes;
        this.shelf = shelf;
        this.seed = seed;
    }

    /**
     * What is shown at a position.
     *
     * @param number of the picture
     * @param next number of a picture that is shown soon and may be read ahead; on the next shelf when there are several
     */
    public record Turn(int number, int next) {}

    /** The turn at {@code position}, counted from 0. */
    public Turn at(long position) {
        long length = (long) VISITS * numbers.length;
        long round = position / length;
        long within = position % length;
        List<int[]> shelves = shelves(round);
        for (int s = 0; s < shelves.size(); s++) {
            int[] here = shelves.get(s);
            long turns = (long) VISITS * here.length;
            if (within < turns) {
                int[] order = here.clone();
                seed.child(round).child(s).child(within / here.length).stream().shuffle(order);
                int[] following = s + 1 < shelves.size()
                        ? shelves.get(s + 1)
                        : shelves(round + 1).get(0);
                return new Turn(
                        order[(int) (within % here.length)], following[(int) (within * following.length / turns)]);
            }
            within -= turns;
        }
        throw new IllegalStateException("the shelves of a round hold all of its pictures");
    }

    /** Numbers on each shelf of a round, no more than a shelf may hold. */
    private List<int[]> shelves(long round) {
        synchronized (rounds) {
            List<int[]> dealt = rounds.computeIfAbsent(round, this::deal);
            if (rounds.size() > ROUNDS_KEPT) {
                rounds.remove(rounds.keySet().iterator().next());
            }
            return dealt;
        }
    }

    private List<int[]> deal(long round) {
        int[] shuffled = numbers.clone();
        seed.child("shelves").child(round).stream().shuffle(shuffled);
        List<int[]> shelves = new ArrayList<>();
        int from = 0;
        long held = 0;
        for (int i = 0; i < shuffled.length; i++) {
            long more = bytes.applyAsLong(shuffled[i]);
            if (i > from && held + more > shelf) {
                shelves.add(Arrays.copyOfRange(shuffled, from, i));
                from = i;
                held = 0;
            }
            held += more;
        }
        shelves.add(Arrays.copyOfRange(shuffled, from, shuffled.length));
        return shelves;
    }
}
