package dev.ganvas.cli.terminal;

import dev.ganvas.io.AtomicFile;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C. While the work has nothing to lose the process ends at once, whatever it computes; files are written beside their
 * names first, and what is unfinished is removed. As soon as the work {@linkplain #hold holds} something, it is asked to
 * stop, and the process waits until it has saved.
 */
public final class Interruption implements AutoCloseable {
    private static final long MOST_SECONDS_TO_SAVE = 120;

    /** Process-wide by nature: there is one Ctrl-C. */
    private static volatile boolean requested;

    private static volatile boolean ordinary;
    private static volatile Interruption current;
    private static final CountDownLatch FINISHED = new CountDownLatch(1);

    private final Output output;
    private final String nothingLost;
    private volatile boolean holding;
    private final String saving;

    private Interruption(Output output, String nothingLost, String saving) {
        this.output = output;
        this.nothingLost = nothingLost;
        this.saving = saving;
    }

    /** From now on, for the whole process, Ctrl-C is handled as described. */
    public static void handle() {
        Runtime.getRuntime().addShutdownHook(new Thread(Interruption::interrupted, "interruption"));
    }

    private static void interrupted() {
        if (ordinary) {
            return;
        }
        requested = true;
        Interruption work = current;
        if (work != null && work.holding) {
            work.output.warn(work.saving);
            try {
                FINISHED.await(MOST_SECONDS_TO_SAVE, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (work != null) {
            work.output.lastWords(work.nothingLost);
        }
        AtomicFile.removeUnfinished();
    }

    /** Asks the work to save and end, as Ctrl-C does, in a process that goes on afterwards; or, with false, takes that back. */
    public static void request(boolean stop) {
        requested = stop;
    }

    /** Ends the process with {@code code}, or lets an interrupt end it, whose exit status is its own. */
    public static void exit(int code) {
        if (requested) {
            FINISHED.countDown();
        } else {
            ordinary = true;
            System.exit(code);
        }
    }

    /**
     * Work goes on until this is closed.
     *
     * @param nothingLost said when it is ended at once
     * @param saving said when it is asked to stop
     */
    public static Interruption of(Output output, String nothingLost, String saving) {
        current = new Interruption(output, nothingLost, saving);
        return current;
    }

    /** From now on there is something to lose: an interrupt only sets {@link #requested()}. */
    public void hold() {
        holding = true;
    }

    /** Whether the work should save and end. */
    public static boolean requested() {
        return requested;
    }

    /** What has been held is safe; what the work still does of its own accord is waited for if it was asked to stop. */
    @Override
    public void close() {
        holding = false;
        current = null;
    }
}
