package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.server.TestClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked for twice what it can do does as much as it can, refuses the rest at once, and loses nothing. */
@Tag("slow")
class OverloadTest {
    private static final int SECONDS = Integer.getInteger("ganvas.test.seconds", 20);
    private static final String JOB = "{\"kind\": \"wait\", \"options\": {\"millis\": 100}}";

    private final Queue<Long> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Long> health = new ConcurrentLinkedQueue<>();
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();

    private static double quantile(Queue<Long> nanos, double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        sorted.sort(null);
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1.0, share * sorted.size())) / 1e6;
    }

    /** Jobs a second when there is always one waiting. */
    private double capacity(TestClient server) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            clients.execute(() -> {
                while (System.nanoTime() < end) {
                    server.done(JOB);
                    done.incrementAndGet();
                }
            });
        }
        clients.shutdown();
        assertThat(clients.awaitTermination(SECONDS + 60L, TimeUnit.SECONDS)).isTrue();
        return (double) done.get() / SECONDS;
    }

    private void ask(TestClient server) {
        long began = System.nanoTime();
        Answer answer = server.post("/v1/jobs", JOB);
        if (answer.status() == 202) {
            taken.add(answer.json().path("id").asText());
        } else {
            assertThat(answer.status()).isIn(429, 503);
            assertThat(answer.header("Retry-After")).isPresent();
            refusals.add(System.nanoTime() - began);
        }
    }

    private void look(TestClient server) {
        long began = System.nanoTime();
        assertThat(server.get("/health").status()).isEqualTo(200);
        health.add(System.nanoTime() - began);
    }

    private void overload(TestClient server, double capacity) throws InterruptedException {
        long nanos = (long) (1e9 / (2 * capacity));
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(8);
        ScheduledFuture<?> asking =
                clock.scheduleAtFixedRate(() -> clock.execute(() -> ask(server)), 0, nanos, TimeUnit.NANOSECONDS);
        ScheduledFuture<?> looking =
                clock.scheduleAtFixedRate(() -> clock.execute(() -> look(server)), 0, 100, TimeUnit.MILLISECONDS);
        TimeUnit.SECONDS.sleep(SECONDS);
        asking.cancel(false);
        looking.cancel(false);
        clock.shutdown();
        assertThat(clock.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void twiceTheCapacityIsRefusedByHalf(@TempDir Path data) throws Exception {
        ServerProcess process = ServerProcess.start(data, Optional.empty(), "server", 20);
        try {
            TestClient server = new TestClient(process.port());
            server.done(JOB);
            double capacity = capacity(server);
            long before = process.resident();
            long began = System.nanoTime();
            overload(server, capacity);
            double seconds = (System.nanoTime() - began) / 1e9;
            long after = process.resident();
            for (String id : taken) {
                server.await(id, "done");
            }
            System.out.printf(
                    "capacity %.1f jobs/s; taken %.1f/s and refused %.1f/s in %.0f s; refusals p50 %.0f ms, p99 %.0f ms;"
                            + " /health p50 %.0f ms, p99 %.0f ms; resident %.0f MB before, %.0f MB after%n",
                    capacity,
                    taken.size() / seconds,
                    refusals.size() / seconds,
                    seconds,
                    quantile(refusals, 0.5),
                    quantile(refusals, 0.99),
                    quantile(health, 0.5),
                    quantile(health, 0.99),
                    before / 1e6,
                    after / 1e6);
            assertThat(taken).isNotEmpty();
            assertThat(refusals).isNotEmpty();
        } finally {
            process.kill();
        }
    }
}
