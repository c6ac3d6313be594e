package dev.ganvas.engine.ranks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Ranks as threads of one process, connected as processes are. */
public final class RankThreads {
    private RankThreads() {}

    /** What a rank does. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Ranks ranks) throws IOException;
    }

    /** A place of ranks of one machine at a free port. */
    public static RankPlace place(int size) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new RankPlace(
                    0,
                    size,
                    0,
                    size,
                    "127.0.0.1",
                    socket.getLocalPort(),
                    false,
                    0,
                    "none",
                    Duration.ofSeconds(20),
                    GradientFormat.FP32,
                    false);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static RankPlace rank(RankPlace of, int rank) {
        return new RankPlace(
                rank,
                of.size(),
                rank,
                of.size(),
                of.host(),
                of.port(),
                false,
                0,
                of.run(),
                of.timeout(),
                of.format(),
                false);
    }

    /** What each rank came to; a rank that failed as the failure itself. */
    public static List<Object> outcomes(int size, Work<?> work) {
        return outcomes(place(size), work);
    }

    /** What each rank of a place came to; a rank that failed as the failure itself. */
    public static List<Object> outcomes(RankPlace place, Work<?> work) {
        int size = place.size();
        ExecutorService threads = Executors.newFixedThreadPool(size);
        try {
            List<Future<Object>> running = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int rank = i;
                running.add(threads.submit(() -> {
                    try (Ranks ranks = Ranks.join(rank(place, rank))) {
                        return work.with(ranks);
                    }
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> each : running) {
                try {
                    outcomes.add(each.get());
                } catch (ExecutionException e) {
                    outcomes.add(e.getCause());
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }

    /** What each rank came to, when none failed. */
    public static <T> List<T> each(int size, Class<T> type, Work<T> work) {
        return each(place(size), type, work);
    }

    /** What each rank of a place came to, when none failed. */
    public static <T> List<T> each(RankPlace place, Class<T> type, Work<T> work) {
        return outcomes(place, work).stream()
                .map(outcome -> {
                    if (outcome instanceof Throwable failure) {
                        throw new AssertionError("a rank failed", failure);
                    }
                    return type.cast(outcome);
                })
                .toList();
    }
}
