package dev.ganvas.spring;

import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureSize;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls take turns: models are for one thread at a time, and each computes on all processors. Calls that wait too long are told
 * so, which keeps an application alive that gets more than it can do.
 */
public final class PictureEngine {
    private final GanvasProperties properties;
    private final Semaphore turn = new Semaphore(1, true);
    private final Set<String> opened = new ConcurrentSkipListSet<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile String failure = "";

    PictureEngine(GanvasProperties properties) {
        this.properties = properties;
    }

    /** What is done when it is a call's turn. */
    @FunctionalInterface
    interface Work<R> {
        R call() throws IOException;
    }

    /** Hears of calls. */
    @FunctionalInterface
    interface Listener {
        /** A call of this kind, such as {@code restore}, has ended. */
        void done(String kind, Duration took, boolean failed);
    }

    void listen(Listener listener) {
        listeners.add(listener);
    }

    /**
     * Does something when the calls before are done.
     *
     * @throws BusyException when that takes longer than {@code ganvas.limits.longest-wait}
     */
    <R> R inTurn(String kind, Work<R> work) throws IOException {
        take();
        long began = System.nanoTime();
        boolean failed = true;
        try (Threads threads = Threads.use(threads())) {
            R result = work.call();
            failed = false;
            return result;
        } catch (EngineException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        } finally {
            turn.release();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            for (Listener listener : listeners) {
                listener.done(kind, took, failed);
            }
        }
    }

    private void take() {
        Duration most = properties.limits().longestWait();
        try {
            if (turn.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("Interrupted while waiting for its turn.");
        }
        throw new BusyException("Other pictures were worked on for " + most.toSeconds() + " seconds; ask again later.");
    }

    private int threads() {
        int asked = properties.threads();
        return asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
    }

    /**
     * Checks a picture file before it is worked on.
     *
     * @throws MalformedFileException when it is none, or beyond a limit of {@code ganvas.limits}
     */
    byte[] admitted(byte[] file) throws MalformedFileException {
        long most = properties.limits().bytes().toBytes();
        if (file.length > most) {
            throw new MalformedFileException("picture", "has " + file.length + " bytes, above the limit of " + most);
        }
        PictureSize size = PictureDecoder.size(file, "picture");
        long pixels = (long) size.width() * size.height();
        if (pixels > properties.limits().pixels()) {
            throw new MalformedFileException(
                    "picture",
                    "has " + pixels + " pixels, above the limit of "
                            + properties.limits().pixels());
        }
        return file;
    }

    void opened(String model) {
        opened.add(model);
        failure = "";
    }

    void failed(String model, Exception why) {
        failure = model + ": " + why.getMessage();
    }

    void closed(String model) {
        opened.remove(model);
    }

    /** The models that are open. */
    public Set<String> openModels() {
        return Set.copyOf(opened);
    }

    /** Why the engine or the model that was asked for last could not be opened; empty when it could. */
    public String lastFailure() {
        return failure;
    }

    /** Calls that wait for their turn. */
    public int waiting() {
        return turn.getQueueLength();
    }
}
