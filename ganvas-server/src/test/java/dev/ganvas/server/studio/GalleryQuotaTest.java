package dev.ganvas.server.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.server.TestServer;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.settings.ServerLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Galleries of faces have an end, and stay when jobs and uploads go. The worker writes a person's name in place of faces. */
class GalleryQuotaTest {
    private static TestServer.Answer enrol(TestServer server, String gallery, String person) throws Exception {
        String picture = server.send("POST", "/v1/files?name=a.png", StudioWorker.png(0.2))
                .json()
                .path("id")
                .asText();
        return server.post(
                "/v1/jobs",
                "{\"kind\": \"faces-enrol\", \"inputs\": [\"" + picture + "\"], \"options\": {\"gallery\": \"" + gallery
                        + "\", \"person\": \"" + person + "\"}}",
                "Prefer",
                "wait=60");
    }

    @Test
    void aKeyKeepsSoManyGalleriesOfSoManyBytes(@TempDir Path data) throws Exception {
        ServerLimits limits = ServerLimits.USUAL.with(new ServerLimits.Galleries(2, 10));
        try (TestServer server = TestServer.start(data, Kinds.ofVerbs(), StudioWorker.class, limits)) {
            assertThat(enrol(server, "a", "Ada").json().path("state").asText()).isEqualTo("done");
            assertThat(enrol(server, "b", "Bob").json().path("state").asText()).isEqualTo("done");
            TestServer.Answer third = enrol(server, "c", "Cy");
            assertThat(third.status()).isEqualTo(507);
            assertThat(third.json().path("type").asText()).isEqualTo("urn:ganvas:problem:disk-full");
            assertThat(third.json().path("detail").asText()).contains("2 galleries");
            // A gallery that is there takes more as long as there is room.
            assertThat(enrol(server, "a", "Charlie").status()).isEqualTo(200);
            assertThat(server.get("/v1/galleries").json().at("/galleries/0").toString())
                    .isEqualTo("{\"name\":\"a\",\"bytes\":7}");
            assertThat(enrol(server, "a", "Ada").status()).isEqualTo(507);
            assertThat(server.send("DELETE", "/v1/galleries/b", new byte[0]).status())
                    .isEqualTo(204);
            assertThat(enrol(server, "c", "Cy").status()).isEqualTo(200);
        }
    }

    @Test
    void galleriesOutliveJobsAndCountAsWhatIsKept(@TempDir Path data) throws Exception {
        ServerLimits.Disk brief = new ServerLimits.Disk(1 << 30, 1, Duration.ofMillis(1));
        String job;
        try (TestServer server =
                TestServer.start(data, Kinds.ofVerbs(), StudioWorker.class, ServerLimits.USUAL.with(brief))) {
            job = enrol(server, "a", "Ada").json().path("id").asText();
        }
        ServerLimits.Disk small = new ServerLimits.Disk(2, 1, Duration.ofMillis(1));
        try (TestServer server =
                TestServer.start(data, Kinds.ofVerbs(), StudioWorker.class, ServerLimits.USUAL.with(small))) {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (server.get("/v1/jobs/" + job).status() != 404 && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertThat(server.get("/v1/jobs/" + job).status()).isEqualTo(404);
            assertThat(server.get("/v1/galleries")
                            .json()
                            .at("/galleries/0/name")
                            .asText())
                    .isEqualTo("a");
            // Uploads and jobs are gone; the three bytes of the gallery alone are above two.
            int status = 0;
            while (status != 507 && System.nanoTime() < end) {
                status = server.send("POST", "/v1/files?name=a.png", StudioWorker.png(0.3))
                        .status();
            }
            assertThat(status).isEqualTo(507);
        }
    }
}
