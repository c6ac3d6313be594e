package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed at any moment loses no job that it has said it takes. */
class DurabilityTest {
    /** Where it is tested on PostgreSQL too; a database that may be emptied. */
    private static final Optional<String> POSTGRES = Optional.ofNullable(System.getenv("GANVAS_TEST_DB"));

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    private ServerProcess start(Path data, Optional<String> database) throws Exception {
        ServerProcess server = ServerProcess.start(data, database, "server", 100_000);
        port = server.port();
        return server;
    }

    private Optional<JsonNode> call(String method, String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() < 300
                    ? Optional.of(new ObjectMapper().readTree(answer.body()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Asks for jobs while the server and its workers are killed; then looks what became of each that was taken. */
    private void survives(Path data, Optional<String> database, int jobs, int kills) throws Exception {
        RandomStream random = Seed.of(2).stream();
        ServerProcess server = start(data, database);
        Set<String> taken = new LinkedHashSet<>();
        int killed = 0;
        for (int asked = 0; taken.size() < jobs; asked++) {
            String kind =
                    asked % 3 == 0 ? "{\"kind\": \"wait\", \"options\": {\"millis\": 60}}" : "{\"kind\": \"echo\"}";
            call("POST", "/v1/jobs", kind)
                    .ifPresent(job -> taken.add(job.path("id").asText()));
            if (killed < kills && taken.size() * (kills + 1) / jobs > killed) {
                killed++;
                if (random.nextInt(3) == 0) {
                    server.killWorkers();
                } else {
                    server.kill();
                    server = start(data, database);
                }
            }
        }
        Map<String, JsonNode> ended = ended(taken);
        server.kill();
        Map<String, Long> states = ended.values().stream()
                .collect(Collectors.groupingBy(job -> job.path("state").asText(), TreeMap::new, Collectors.counting()));
        System.out.printf("%d jobs taken, %d kills, ended as %s%n", taken.size(), killed, states);
        assertThat(ended.keySet()).isEqualTo(taken);
        assertThat(ended.values()).allSatisfy(job -> {
            assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
            assertThat(job.path("results").size()).isEqualTo(1);
        });
    }

    private Map<String, JsonNode> ended(Set<String> taken) throws InterruptedException {
        Map<String, JsonNode> ended = new TreeMap<>();
        long end = System.nanoTime() + Duration.ofSeconds(60 + taken.size()).toNanos();
        Set<String> left = new LinkedHashSet<>(taken);
        while (!left.isEmpty() && System.nanoTime() < end) {
            for (String id : List.copyOf(left)) {
                Optional<JsonNode> job = call("GET", "/v1/jobs/" + id, "");
                if (job.isPresent() && job.get().has("finished")) {
                    ended.put(id, job.get());
                    left.remove(id);
                }
            }
            Thread.sleep(200);
        }
        return ended;
    }

    @Test
    @Tag("slow")
    void noJobIsLostOnSqlite(@TempDir Path data) throws Exception {
        survives(
                data,
                Optional.empty(),
                Integer.getInteger("ganvas.test.jobs", 200),
                Integer.getInteger("ganvas.test.kills", 10));
    }

    @Test
    @Tag("slow")
    void noJobIsLostOnPostgres(@TempDir Path data) throws Exception {
        assumeTrue(POSTGRES.isPresent(), "GANVAS_TEST_DB names no database");
        survives(
                data,
                POSTGRES,
                Integer.getInteger("ganvas.test.jobs", 200),
                Integer.getInteger("ganvas.test.kills", 10));
    }

    @Test
    void aKilledServerGoesOnWithWhatItHadTaken(@TempDir Path data) throws Exception {
        survives(data, Optional.empty(), 12, 1);
    }
}
