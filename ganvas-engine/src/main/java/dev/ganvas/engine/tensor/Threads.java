package dev.ganvas.engine.tensor;

import dev.ganvas.error.Require;
import java.util.concurrent.CompletableFuture;
import org.bytedeco.pytorch.global.torch;

/**
 * How many threads an operation may use that the calling thread begins, until this is closed. Every thread has a number of its
 * own, so that trainings and sessions beside each other do not know of one another; one that never asked has the default, a
 * thread a core. Closed by the thread that opened it, best by try-with-resources; they nest.
 */
public final class Threads implements AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final int before;
    private boolean closed;

    private Threads(int before) {
        this.before = before;
    }

    /** @param count at least 1 */
    public static Threads use(int count) {
        Require.positive(count, "threads");
        Threads threads = new Threads(count());
        set(count);
        return threads;
    }

    /** How many an operation of the calling thread may use now. */
    public static int count() {
        NativeLibrary.load();
        return torch.get_num_threads();
    }

    /**
     * Sets the calling thread's number. libtorch keeps it with the thread (it is OpenMP's), but remembers it besides as what
     * threads begin with that ask for the first time: another thread puts that back, which leaves this one's as it is.
     */
    private static synchronized void set(int count) {
        torch.set_num_threads(count);
        CompletableFuture.runAsync(
                        () -> torch.set_num_threads(NativeLibrary.defaultThreads()),
                        work -> new Thread(work, "ganvas-threads").start())
                .join();
    }

    @Override
    public void close() {
        Require.that(
                Thread.currentThread() == owner,
                "Threads are closed by the thread that opened them, " + owner.getName());
        if (!closed) {
            closed = true;
            set(before);
        }
    }
}
