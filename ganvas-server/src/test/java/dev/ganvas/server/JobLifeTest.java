package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.server.TestClient.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs from being asked for to their end. */
class JobLifeTest {
    @TempDir
    static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aJobIsDoneAndItsFilesCanBeFetched() {
        JsonNode job = server.done("{\"kind\": \"echo\", \"options\": {\"text\": \"hello\"}}");
        assertThat(job.path("state").asText()).isEqualTo("done");
        JsonNode file = job.at("/results/0");
        assertThat(file.path("path").asText()).isEqualTo("echo.json");
        Answer fetched = server.get(file.path("href").asText());
        assertThat(new String(fetched.body(), StandardCharsets.UTF_8)).isEqualTo("[\"--text=hello --json\"]");
        assertThat(fetched.header("Content-Type")).contains("application/json");
        assertThat(fetched.header("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(server.get(job.path("href").asText() + "/results/1").status())
                .isEqualTo(404);
    }

    @Test
    void nothingSaysWhereTheFilesLie() {
        JsonNode done = server.done("{\"kind\": \"echo\"}");
        JsonNode failed = server.done("{\"kind\": \"fail\"}");
        assertThat(done.at("/result/file").asText()).isEqualTo("echo.json");
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.at("/problem/detail").asText()).isEqualTo("00001.png is damaged");
        assertThat(done + "" + failed)
                .doesNotContain(data.toString())
                .doesNotContain(data.getFileName().toString());
    }

    @Test
    void aRepeatedRequestIsDoneOnce() {
        String request = "{\"kind\": \"echo\", \"options\": {\"text\": \"once\"}}";
        Answer first = server.post("/v1/jobs", request, "Idempotency-Key", "k1");
        Answer second = server.post("/v1/jobs", request, "Idempotency-Key", "k1");
        Answer other = server.post("/v1/jobs", "{\"kind\": \"echo\"}", "Idempotency-Key", "k1");
        assertThat(first.status()).isIn(200, 202);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(first.header("Location"))
                .contains("/v1/jobs/" + first.json().path("id").asText());
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void whatIsWrongInARequestIsPointedAt() {
        assertThat(server.post("/v1/jobs", "{").status()).isEqualTo(400);
        assertThat(server.post("/v1/jobs", "[]").status()).isEqualTo(400);
        Answer unknown = server.post("/v1/jobs", "{\"kind\": \"echo\", \"options\": {\"out\": \"/etc\"}}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().path("pointer").asText()).isEqualTo("/options/out");
        assertThat(unknown.header("Content-Type")).contains("application/problem+json");
        assertThat(server.post("/v1/jobs", "{\"kind\": \"wait\"}")
                        .json()
                        .path("pointer")
                        .asText())
                .isEqualTo("/options/millis");
        assertThat(server.post("/v1/jobs", "{\"kind\": \"look\", \"inputs\": [\"../x\"]}")
                        .json()
                        .path("pointer")
                        .asText())
                .isEqualTo("/inputs/0");
    }

    @Test
    void aWaitingJobIsStoppedAtOnceAndARunningOneSoon() throws InterruptedException {
        String running = server.post("/v1/jobs", "{\"kind\": \"wait\", \"options\": {\"millis\": 600000}}")
                .json()
                .path("id")
                .asText();
        server.await(running, "running");
        Answer waiting = server.post("/v1/jobs", "{\"kind\": \"echo\"}");
        assertThat(waiting.status()).isEqualTo(202);
        assertThat(waiting.json().path("ahead").asInt()).isZero();
        String next = waiting.json().path("href").asText();
        assertThat(server.send("DELETE", next, new byte[0]).json().path("state").asText())
                .isEqualTo("cancelled");
        assertThat(server.send("DELETE", "/v1/jobs/" + running, new byte[0]).status())
                .isEqualTo(202);
        server.await(running, "cancelled");
        assertThat(server.send("DELETE", "/v1/jobs/" + running, new byte[0]).status())
                .isEqualTo(204);
        assertThat(server.get("/v1/jobs/" + running).status()).isEqualTo(404);
    }

    @Test
    void aJobThatKillsItsWorkerTwiceFailsAndOthersAreUnharmed() {
        JsonNode poison = server.done("{\"kind\": \"die\"}");
        assertThat(poison.path("state").asText()).isEqualTo("failed");
        assertThat(poison.at("/problem/type").asText()).isEqualTo("urn:ganvas:problem:worker-died");
        assertThat(poison.path("attempts").asInt()).isEqualTo(2);
        assertThat(server.done("{\"kind\": \"echo\"}").path("state").asText()).isEqualTo("done");
    }

    @Test
    void aStoppedTrainingGoesOnWhereItWas() throws InterruptedException {
        JsonNode asked = server.post("/v1/jobs", "{\"kind\": \"train\", \"options\": {\"to\": 40}}")
                .json();
        String id = asked.path("id").asText();
        server.await(id, "running");
        Thread.sleep(200);
        server.send("DELETE", "/v1/jobs/" + id, new byte[0]);
        server.await(id, "cancelled");
        assertThat(server.post("/v1/jobs/" + id + "/resume", "").status()).isEqualTo(202);
        JsonNode done = server.await(id, "done");
        assertThat(done.at("/result/from").asInt()).isPositive();
        Answer metrics = server.get(done.at("/results/0/href").asText());
        assertThat(new String(metrics.body(), StandardCharsets.UTF_8).lines()).hasSize(40);
        assertThat(server.post("/v1/jobs/" + id + "/resume", "").status()).isEqualTo(409);
    }

    @Test
    void eventsTellHowFarItIsAndGoOnAfterABreak() throws Exception {
        String id = server.post("/v1/jobs", "{\"kind\": \"wait\", \"options\": {\"millis\": 1200}}")
                .json()
                .path("id")
                .asText();
        List<String> all = events(id, "0");
        assertThat(all).anyMatch(line -> line.equals("event: progress"));
        assertThat(all).anyMatch(line -> line.equals("event: end"));
        assertThat(all).anyMatch(line -> line.contains("\"percent\":"));
        List<String> numbers =
                all.stream().filter(line -> line.startsWith("id: ")).toList();
        assertThat(numbers).doesNotHaveDuplicates();
        String middle = numbers.get(numbers.size() / 2).substring(4);
        List<String> later = events(id, middle).stream()
                .filter(line -> line.startsWith("id: "))
                .toList();
        assertThat(later).isEqualTo(numbers.subList(numbers.size() / 2 + 1, numbers.size()));
    }

    private static List<String> events(String id, String last) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/v1/jobs/" + id + "/events"))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", last)
                .build();
        return server.client
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .toList();
    }

    @Test
    void jobsAreListedFromTheNewestOn() {
        String first = server.done("{\"kind\": \"echo\"}").path("id").asText();
        String second = server.done("{\"kind\": \"echo\"}").path("id").asText();
        JsonNode newest = server.get("/v1/jobs").json().at("/jobs/0");
        assertThat(newest.path("id").asText()).isEqualTo(second);
        assertThat(server.get("/v1/jobs?before=" + second)
                        .json()
                        .at("/jobs/0/id")
                        .asText())
                .isEqualTo(first);
        assertThat(server.get("/v1/jobs?before=x").status()).isEqualTo(400);
    }

    @Test
    void uploadsGoIntoJobsAndStayThereWhenTheyAreForgotten() throws IOException {
        byte[] png = TestPictures.png(8, 8);
        JsonNode upload =
                server.send("POST", "/v1/files?name=a%3Cb%3E.png", png).json();
        assertThat(upload.path("name").asText()).isEqualTo("a<b>.png");
        assertThat(upload.path("width").asInt()).isEqualTo(8);
        String file = upload.path("href").asText();
        assertThat(server.get(file).body()).isEqualTo(png);
        JsonNode job = server.done(
                "{\"kind\": \"look\", \"inputs\": [\"" + upload.path("id").asText() + "\"]}");
        assertThat(job.path("state").asText()).isEqualTo("done");
        assertThat(server.send("DELETE", file, new byte[0]).status()).isEqualTo(204);
        assertThat(server.get(file).status()).isEqualTo(404);
        try (var walk = Files.walk(data.resolve("jobs"))) {
            assertThat(walk.filter(path -> path.endsWith("in/00001.png"))).hasSize(1);
        }
    }
}
