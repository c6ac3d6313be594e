package dev.ganvas.engine.tensor;

import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Threads that compute side by side, each with an equal share of the {@link Threads} of the one that makes them. Small tensors gain
 * little from several threads within an operation; whole chains of operations beside each other gain nearly all.
 *
 * <p>A shard is always the same thread, so that a {@link Scope} opened in one call may be closed in a later one. With a single
 * shard all runs on the calling thread.
 */
public final class ParallelShards implements AutoCloseable {
    private final List<ExecutorService> threads = new ArrayList<>();

    /** @param count of shards, at least 1 */
    public ParallelShards(int count) {
        Require.positive(count, "shards");
        if (count == 1) {
            return;
        }
        int share = Math.max(1, Threads.count() / count);
        for (int i = 0; i < count; i++) {
            String name = "ganvas-shard-" + i;
            threads.add(Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
            }));
        }
        Scope.kept(this::close);
        // For as long as these threads live.
        each(i -> Threads.use(share));
    }

    public int count() {
        return Math.max(1, threads.size());
    }

    /**
     * Runs {@code work} once a shard and waits for all, then throws the first of what they threw.
     *
     * @return what each shard returned, in order
     */
    public <T> List<T> each(IntFunction<T> work) {
        if (threads.isEmpty()) {
            return List.of(work.apply(0));
        }
        List<Future<T>> running = IntStream.range(0, threads.size())
                .mapToObj(i -> threads.get(i).submit(() -> work.apply(i)))
                .toList();
        List<T> results = new ArrayList<>();
        Throwable failure = null;
        for (Future<T> shard : running) {
            try {
                results.add(resultOf(shard));
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return results;
    }

    /** {@link #each} for work that returns nothing. */
    public void run(IntConsumer work) {
        each(i -> {
            work.accept(i);
            return true;
        });
    }

    /** Waits through interruptions: a shard must never be left running. */
    private static <T> T resultOf(Future<T> shard) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return shard.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdown);
    }
}
