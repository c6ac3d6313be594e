package dev.ganvas.bench.ranks;

import dev.ganvas.bench.process.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The same program several times at once, each told its rank by the names of the environment that torchrun made common. */
final class RankedRun {
    private RankedRun() {}

    /**
     * Runs all to their ends; a single one is told nothing and runs alone.
     *
     * @param environment of each, beside its rank
     * @return what rank 0 printed
     * @throws IOException if one fails or is still running at the limit; it says which
     */
    static List<String> of(List<String> command, Map<String, String> environment, int ranks, long limitSeconds)
            throws IOException {
        String port = Integer.toString(freePort());
        ExecutorService watching = Executors.newFixedThreadPool(ranks);
        try {
            List<Future<Run>> running = new ArrayList<>();
            for (int rank = 0; rank < ranks; rank++) {
                Map<String, String> own = new HashMap<>(environment);
                own.putAll(place(rank, ranks, port));
                running.add(watching.submit(() -> Run.of(command, own, limitSeconds, TimeUnit.SECONDS)));
            }
            List<Run> ended = new ArrayList<>();
            for (Future<Run> each : running) {
                ended.add(ended(each));
            }
            for (int rank = 0; rank < ranks; rank++) {
                if (ended.get(rank).exit() != 0) {
                    throw new IOException(
                            "rank " + rank + ": " + ended.get(rank).lastComplaint());
                }
            }
            return ended.get(0).output();
        } finally {
            // Interrupts those that still wait, which ends their programs.
            watching.shutdownNow();
        }
    }

    private static Map<String, String> place(int rank, int ranks, String port) {
        String own = Integer.toString(rank);
        String size = Integer.toString(ranks);
        return Map.of(
                "RANK", own,
                "LOCAL_RANK", own,
                "WORLD_SIZE", size,
                "LOCAL_WORLD_SIZE", size,
                "MASTER_ADDR", "127.0.0.1",
                "MASTER_PORT", port);
    }

    private static Run ended(Future<Run> run) throws IOException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
