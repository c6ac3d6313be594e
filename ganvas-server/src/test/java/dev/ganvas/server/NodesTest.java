package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers on one database: one is killed, one is cut off from the database, and each job is done once. */
@Tag("slow")
class NodesTest {
    /** A database of PostgreSQL that may be written to. */
    private static final Optional<String> POSTGRES = Optional.ofNullable(System.getenv("GANVAS_TEST_DB"));

    private static final int JOBS = Integer.getInteger("ganvas.test.jobs", 120);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<ServerProcess> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(ServerProcess::kill);
    }

    private ServerProcess start(Path data, String database, String name) throws Exception {
        ServerProcess node = ServerProcess.start(data, Optional.of(database), name, 100_000);
        nodes.add(node);
        return node;
    }

    private Optional<HttpResponse<String>> call(ServerProcess node, String method, String path, String body)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> ask(ServerProcess node, int millis) throws Exception {
        Optional<HttpResponse<String>> answer =
                call(node, "POST", "/v1/jobs", "{\"kind\": \"wait\", \"options\": {\"millis\": " + millis + "}}");
        if (answer.isEmpty() || answer.get().statusCode() != 202) {
            return Optional.empty();
        }
        return Optional.of(
                new ObjectMapper().readTree(answer.get().body()).path("id").asText());
    }

    private List<JsonNode> ended(ServerProcess node, Set<String> taken) throws Exception {
        List<JsonNode> ended = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(taken);
        long end = System.nanoTime() + Duration.ofSeconds(120L + JOBS).toNanos();
        while (!left.isEmpty()) {
            assertThat(System.nanoTime()).as("not ended: " + left).isLessThan(end);
            for (String id : List.copyOf(left)) {
                JsonNode job = new ObjectMapper()
                        .readTree(call(node, "GET", "/v1/jobs/" + id, "")
                                .orElseThrow()
                                .body());
                if (job.has("finished")) {
                    ended.add(job);
                    left.remove(id);
                }
            }
            Thread.sleep(200);
        }
        return ended;
    }

    @Test
    void oneIsKilledAndOneIsCutOffAndEachJobIsDoneOnce(@TempDir Path data) throws Exception {
        assumeTrue(POSTGRES.isPresent(), "GANVAS_TEST_DB names no database");
        URI place = URI.create(POSTGRES.get().substring("jdbc:".length()));
        try (CutLine line = new CutLine(place.getHost(), place.getPort() < 0 ? 5432 : place.getPort())) {
            String through = POSTGRES.get().replaceFirst("//[^/]*/", "//127.0.0.1:" + line.port() + "/");
            ServerProcess stays = start(data, POSTGRES.get(), "stays");
            ServerProcess dies = start(data, POSTGRES.get(), "dies");
            ServerProcess lost = start(data, through, "lost");
            Set<String> taken = new LinkedHashSet<>();
            // Long ones first, so that each server is in the middle of some when its time comes.
            for (int i = 0; i < 6; i++) {
                ask(nodes.get(i % 3), 25_000).ifPresent(taken::add);
            }
            long killedAt = 0;
            long cutAt = 0;
            for (int i = 0; taken.size() < JOBS; i++) {
                if (taken.size() >= JOBS / 3 && killedAt == 0) {
                    killedAt = System.nanoTime();
                    dies.kill();
                    nodes.remove(dies);
                }
                if (taken.size() >= 2 * JOBS / 3 && cutAt == 0) {
                    cutAt = System.nanoTime();
                    line.cut();
                    nodes.remove(lost);
                }
                ask(nodes.get(i % nodes.size()), 50 + i % 5 * 100).ifPresent(taken::add);
            }
            Optional<HttpResponse<String>> refused = call(lost, "POST", "/v1/jobs", "{\"kind\": \"echo\"}");
            nodes.add(lost);
            List<JsonNode> ended = ended(stays, taken);
            double seconds = (System.nanoTime() - cutAt) / 1e9;
            line.mend();
            assertThat(refused.map(HttpResponse::statusCode)).contains(503);
            assertThat(ended).hasSize(taken.size()).allSatisfy(job -> {
                assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
                assertThat(job.path("results").size()).isEqualTo(1);
            });
            try (Stream<Path> files = Files.walk(data.resolve("jobs"))) {
                assertThat(files.filter(file -> file.endsWith("twice"))).isEmpty();
            }
            // Who was cut off comes back by itself.
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            Optional<String> again = Optional.empty();
            while (again.isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(end);
                again = ask(lost, 10);
            }
            ended(lost, Set.of(again.get()));
            System.out.printf(
                    "%d jobs over three servers, one killed, one cut off: all done once, %d of them begun anew; the last"
                            + " %.0f s after the cut%n",
                    taken.size(),
                    ended.stream()
                            .filter(job -> job.path("attempts").asInt() > 1)
                            .count(),
                    seconds);
        }
    }
}
