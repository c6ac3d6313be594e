package dev.ganvas.image;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Loops over rows that do not depend on one another, on all cores when there is enough to do. */
public final class Rows {
    /** Values below which the start of a task costs more than it saves. */
    private static final int WORTH_SHARING = 1 << 18;

    private Rows() {}

    /**
     * Calls {@code row} once for each of {@code 0 .. count - 1}, in any order and from several threads at once, so a row must
     * write nothing that another one reads.
     *
     * @param length values a row, by which the work is judged
     */
    public static void each(int count, int length, IntConsumer row) {
        if ((long) count * length >= WORTH_SHARING) {
            IntStream.range(0, count).parallel().forEach(row);
        } else {
            for (int i = 0; i < count; i++) {
                row.accept(i);
            }
        }
    }
}
