package dev.ganvas.engine.nn;

/**
 * Counts the multiply-accumulates of what runs inside {@link #during}: how a network's price is known without a table.
 * Only convolutions and linear maps count, as is the field's habit.
 */
public final class Operations {
    private static final ThreadLocal<long[]> COUNTING = new ThreadLocal<>();

    private Operations() {}

    /** Runs {@code forward} on this thread and returns its multiply-accumulates. */
    public static long during(Runnable forward) {
        long[] before = COUNTING.get();
        long[] counter = new long[1];
        COUNTING.set(counter);
        try {
            forward.run();
            return counter[0];
        } finally {
            if (before == null) {
                COUNTING.remove();
            } else {
                COUNTING.set(before);
            }
        }
    }

    /** Counts what a layer does, where somebody counts. */
    public static void count(long multiplyAccumulates) {
        long[] counter = COUNTING.get();
        if (counter != null) {
            counter[0] += multiplyAccumulates;
        }
    }
}
