package dev.ganvas.data;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One pass over a source: decoded by all processors, handed on in order, with a bounded number in flight. */
public final class DecodingPass {
    /** Pictures in flight for each thread: enough to hide a slow one, few enough to fit in memory. */
    private static final int WINDOW_PER_THREAD = 16;

    /** What a thread may need for one picture at the decoder's limits: file, codec's raster and result. */
    private static final long BYTES_PER_THREAD = 384L << 20;

    private static final long DRAIN_SECONDS = 60;

    private DecodingPass() {}

    /** What is done with a picture on the decoding thread; only its result is kept. */
    @FunctionalInterface
    public interface Work<T> {
        T on(int index, Picture picture) throws IOException;
    }

    /** Receives the results, in the order of the items, on the thread that runs the pass. */
    public interface Sink<T> {
        void decoded(int index, T result) throws IOException;

        /**
         * Hears of an item that could not be read.
         *
         * @param lasting false when the same item may well be readable at another time
         */
        void failed(int index, String reason, boolean lasting) throws IOException;
    }

    public static <T> void run(PictureSource source, Work<T> work, Sink<T> sink, ProgressListener listener)
            throws IOException {
        int count = source.count();
        int threads = threads();
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "ganvas-decoding");
            thread.setDaemon(true);
            return thread;
        });
        Queue<Future<T>> window = new ArrayDeque<>();
        try {
            for (int done = 0, submitted = 0; done < count; done++) {
                for (; submitted < count && submitted - done < WINDOW_PER_THREAD * threads; submitted++) {
                    int index = submitted;
                    window.add(pool.submit(() -> work.on(index, source.read(index))));
                }
                settle(source, done, window.remove(), work, sink);
                listener.at(done + 1L, count);
            }
        } finally {
            // Not interrupted: an interrupt would close the source's file channels under the other readers.
            window.forEach(task -> task.cancel(false));
            drain(pool);
        }
    }

    private static int threads() {
        long byMemory = Runtime.getRuntime().maxMemory() / BYTES_PER_THREAD;
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), byMemory));
    }

    private static <T> void settle(PictureSource source, int index, Future<T> task, Work<T> work, Sink<T> sink)
            throws IOException {
        T result;
        try {
            result = await(task);
        } catch (IOException first) {
            if (!isMemory(first)) {
                fail(sink, index, first);
                return;
            }
            try {
                result = work.on(index, source.read(index)); // Once more, with fewer beside it.
            } catch (IOException second) {
                fail(sink, index, second);
                return;
            }
        }
        sink.decoded(index, result);
    }

    private static <T> T await(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static boolean isMemory(IOException failure) {
        return failure instanceof MalformedFileException malformed
                && malformed.reason().equals(PictureDecoder.OUT_OF_MEMORY);
    }

    private static void fail(Sink<?> sink, int index, IOException failure) throws IOException {
        if (failure instanceof Interruption) {
            throw failure;
        }
        if (failure instanceof MalformedFileException malformed) {
            sink.failed(index, malformed.reason(), !isMemory(failure));
        } else {
            sink.failed(index, "cannot be read (" + failure.getClass().getSimpleName() + ")", false);
        }
    }

    private static void drain(ExecutorService pool) {
        pool.shutdown();
        try {
            pool.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The pass itself was interrupted, as opposed to an item that failed. */
    private static final class Interruption extends InterruptedIOException {
        private static final long serialVersionUID = 1L;

        Interruption(InterruptedException cause) {
            super("interrupted");
            initCause(cause);
        }
    }
}
