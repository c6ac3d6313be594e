package dev.ganvas.server.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.server.TestServer;
import dev.ganvas.server.kind.Kinds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the studio's pages ask of the server, without a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudioRoutesTest {
    @TempDir
    static Path data;

    private TestServer server;

    @BeforeAll
    void start() throws Exception {
        server = TestServer.start(data, Kinds.ofVerbs(), StudioWorker.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static List<String> lines(TestServer.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).lines().toList();
    }

    private String upload() throws Exception {
        return server.send("POST", "/v1/files?name=a.png", StudioWorker.png(0.2))
                .json()
                .path("id")
                .asText();
    }

    @Test
    void aTrainingShowsItsFiguresNotesAndSamples() throws Exception {
        String job = "/v1/jobs/"
                + server.done("{\"kind\": \"train\", \"options\": {\"data\": \"toybox\", \"seed\": 7}}")
                        .path("id")
                        .asText();
        JsonNode run = server.get(job + "/run").json();
        assertThat(run.path("images").asLong()).isEqualTo(480);
        assertThat(run.at("/figures/0/name").asText()).isEqualTo("kd");
        assertThat(run.at("/notes/0/text").asText()).isEqualTo("precision fp32");
        assertThat(run.path("samples").size()).isEqualTo(3);
        assertThat(run.toString()).doesNotContain(data.toString());
        TestServer.Answer sample = server.get(run.at("/samples/1/href").asText());
        assertThat(sample.status()).isEqualTo(200);
        assertThat(sample.header("Content-Type")).contains("image/png");
        List<String> all = lines(server.get(job + "/metrics"));
        assertThat(all).hasSize(30);
        assertThat(lines(server.get(job + "/metrics?from=28"))).isEqualTo(all.subList(28, 30));
        assertThat(lines(server.get(job + "/metrics?from=30"))).isEmpty();
        assertThat(server.get(job + "/metrics?from=x").status()).isEqualTo(400);
        assertThat(server.get(job + "/samples/17").status()).isEqualTo(404);
        assertThat(server.get(job + "/samples/..%2Frun.json").status()).isBetween(400, 404);
        String other = server.done("{\"kind\": \"generate\", \"options\": {\"model\": \"drawer\"}}")
                .path("id")
                .asText();
        assertThat(server.get("/v1/jobs/" + other + "/run").status()).isEqualTo(404);
    }

    @Test
    void picturesAreDrawnAtOnce() {
        TestServer.Answer drawn =
                server.post("/v1/live", "{\"kind\": \"draw\", \"options\": {\"model\": \"drawer\", \"seed\": 2}}");
        assertThat(drawn.status()).isEqualTo(200);
        assertThat(drawn.header("Content-Type")).contains("image/png");
        assertThat(new String(drawn.body(), 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
        JsonNode axes = server.post("/v1/live", "{\"kind\": \"axes\", \"options\": {\"model\": \"drawer\"}}")
                .json();
        assertThat(axes.path("axes").size()).isEqualTo(2);
        TestServer.Answer missing =
                server.post("/v1/live", "{\"kind\": \"draw\", \"options\": {\"model\": \"nobody\"}}");
        assertThat(missing.status()).isEqualTo(422);
        TestServer.Answer path = server.post("/v1/live", "{\"kind\": \"draw\", \"options\": {\"model\": \"../x\"}}");
        assertThat(path.json().path("pointer").asText()).isEqualTo("/options/model");
        assertThat(server.post("/v1/live", "{\"kind\": \"generate\", \"options\": {\"model\": \"drawer\"}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aPartIsShownRestored() throws Exception {
        String picture = upload();
        String asked = "{\"kind\": \"restore\", \"inputs\": [\"%s\"], \"options\": {\"strength\": 0.4, \"x\": %s}}";
        TestServer.Answer shown = server.post("/v1/live", asked.formatted(picture, "0.25"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Content-Type")).contains("image/png");
        assertThat(shown.body()).isEqualTo(StudioWorker.png(0.4));
        assertThat(shown.header("X-Ganvas-Said")).contains("looked%20at%200.25%0Amade%200.4");
        assertThat(server.post("/v1/live", asked.formatted(picture, "1.5"))
                        .json()
                        .path("pointer")
                        .asText())
                .isEqualTo("/options/x");
        TestServer.Answer foreign = server.post("/v1/live", asked.formatted("0".repeat(64), "0.5"));
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.json().path("pointer").asText()).isEqualTo("/inputs/0");
        assertThat(server.post("/v1/live", "{\"kind\": \"enhance\", \"options\": {\"light\": 0.4}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void galleriesAreMadeNamedAndDeleted() throws Exception {
        String find = "{\"kind\": \"faces-find\", \"inputs\": [\"" + upload()
                + "\"], \"options\": {\"gallery\": \"people\"}}";
        assertThat(server.post("/v1/jobs", find).status()).isEqualTo(422);
        server.done("{\"kind\": \"faces-enrol\", \"inputs\": [\"" + upload()
                + "\"], \"options\": {\"gallery\": \"people\", \"person\": \"Ada Lovelace\"}}");
        assertThat(server.get("/v1/galleries").json().at("/galleries/0/name").asText())
                .isEqualTo("people");
        assertThat(server.done(find).path("state").asText()).isEqualTo("done");
        assertThat(server.send("DELETE", "/v1/galleries/..%2Fpeople", new byte[0])
                        .status())
                .isBetween(400, 404);
        assertThat(server.send("DELETE", "/v1/galleries/people", new byte[0]).status())
                .isEqualTo(204);
        assertThat(server.send("DELETE", "/v1/galleries/people", new byte[0]).status())
                .isEqualTo(404);
        assertThat(server.get("/v1/galleries").json().path("galleries").size()).isZero();
        assertThat(server.post("/v1/jobs", find).status()).isEqualTo(422);
    }

    @Test
    void nothingIsFetchedFromElsewhereUnlessItWasAllowed() {
        TestServer.Answer refused =
                server.post("/v1/files/fetch", "{\"url\": \"http://127.0.0.1:" + server.port() + "/health\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("pointer").asText()).isEqualTo("/url");
    }
}
