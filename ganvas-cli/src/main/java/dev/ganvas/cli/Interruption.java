package dev.ganvas.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C during a long piece of work: asks it to stop, and holds the process until it has saved. */
final class Interruption implements AutoCloseable {
    private static final long MOST_SECONDS_TO_SAVE = 120;

    /** Process-wide by nature: there is one Ctrl-C. */
    private static volatile boolean requested;

    private static final CountDownLatch FINISHED = new CountDownLatch(1);

    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /** Until closed, Ctrl-C only sets {@link #requested()}. */
    static Interruption deferred(Runnable onRequest) {
        Thread hook = new Thread(
                () -> {
                    requested = true;
                    onRequest.run();
                    try {
                        FINISHED.await(MOST_SECONDS_TO_SAVE, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    static boolean requested() {
        return requested;
    }

    static void finished() {
        FINISHED.countDown();
    }

    @Override
    public void close() {
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The shutdown began in this very moment; the hook then waits for main to say it is finished.
                requested = true;
            }
        }
    }
}
