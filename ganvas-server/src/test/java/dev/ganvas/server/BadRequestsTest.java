package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.server.TestClient.Answer;
import dev.ganvas.server.settings.ServerLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent, the answer is a refusal that says why, and the server goes on. */
class BadRequestsTest {
    private static final int FUZZED = Integer.getInteger("ganvas.test.fuzzed", 600);

    @TempDir
    static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        ServerLimits usual = ServerLimits.USUAL;
        server = TestServer.start(
                data,
                1,
                new ServerLimits(
                        1 << 20,
                        usual.pixels(),
                        1_000_000,
                        3,
                        new ServerLimits.Queue(3, 2, 1 << 30),
                        usual.disk(),
                        new ServerLimits.Requests(1_000_000, 1_000_000, 8),
                        usual.archive(),
                        usual.galleries()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer upload(byte[] body) {
        return server.send("POST", "/v1/files", body);
    }

    @Test
    void aSmallFileThatClaimsAHugePictureIsRefused() throws IOException {
        Answer answer = upload(TestPictures.claiming(50_000, 50_000));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asText()).contains("50000 x 50000");
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        byte[] png = TestPictures.png(40, 40);
        assertThat(upload("<script>".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(422);
        assertThat(upload(new byte[100]).status()).isEqualTo(422);
        assertThat(upload(Arrays.copyOf(png, 20)).status()).isEqualTo(422);
        assertThat(upload(new byte[0]).status()).isEqualTo(422);
        assertThat(upload("PK\3\4 damaged".getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(422);
    }

    @Test
    void anArchiveThatUnpacksToFarMoreIsRefused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("../../a.png"));
            zip.write(new byte[20 << 20]);
        }
        Answer answer = upload(bomb.toByteArray());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asText()).contains("too much for its size");
    }

    /** A connection that ends while a client still sends would take the answer along. */
    @Test
    void whoStillSendsSeesTheRefusal() {
        for (int i = 0; i < 20; i++) {
            assertThat(server.post("/v1/jobs", " ".repeat(3 << 20)).status()).isEqualTo(413);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedUnread() {
        assertThat(upload(new byte[(1 << 20) + 1]).status()).isEqualTo(413);
        assertThat(server.post("/v1/jobs", " ".repeat((1 << 20) + 1)).status()).isEqualTo(413);
    }

    @Test
    void aFileThatIsNotWhatItsNameSaysIsRefused() throws IOException {
        Answer answer = server.send("PUT", "/v1/files/" + "0".repeat(64), TestPictures.png(2, 2));
        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void resultsThatWouldBeHugeAndTooManyInputsAreRefused() throws IOException {
        String large = upload(TestPictures.png(1200, 1000)).json().path("id").asText();
        String small = upload(TestPictures.png(2, 2)).json().path("id").asText();
        assertThat(server.post("/v1/jobs", look(List.of(large))).status()).isEqualTo(422);
        assertThat(server.post("/v1/jobs", look(List.of(small, small, small, small)))
                        .status())
                .isEqualTo(422);
    }

    private static String look(List<String> inputs) {
        return "{\"kind\": \"look\", \"inputs\": [\"" + String.join("\", \"", inputs) + "\"]}";
    }

    @Test
    void aFullQueueSaysWhenToComeBack() throws InterruptedException {
        String wait = "{\"kind\": \"wait\", \"options\": {\"millis\": 600000}}";
        String first = server.post("/v1/jobs", wait).json().path("id").asText();
        server.await(first, "running");
        List<Answer> more =
                List.of(server.post("/v1/jobs", wait), server.post("/v1/jobs", wait), server.post("/v1/jobs", wait));
        assertThat(more).extracting(Answer::status).containsExactly(202, 202, 429);
        assertThat(more.get(2).header("Retry-After")).isPresent();
        for (String id : List.of(
                more.get(0).json().path("id").asText(),
                more.get(1).json().path("id").asText(),
                first)) {
            server.send("DELETE", "/v1/jobs/" + id, new byte[0]);
        }
        server.await(first, "cancelled");
    }

    @Test
    void noRandomRequestBreaksTheServer() throws IOException {
        RandomStream random = Seed.of(31).stream();
        byte[] png = TestPictures.png(16, 16);
        List<String> methods = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD");
        List<String> paths = List.of(
                "/",
                "/v1/jobs",
                "/v1/jobs/",
                "/v1/files",
                "/v1/files/",
                "/v1/jobs/x/events",
                "/v1/jobs?before=",
                "/v1/kinds",
                "/v1/me",
                "/metrics",
                "/v1/session",
                "/ready",
                "/studio/",
                "/openapi.json");
        String request =
                "{\"kind\": \"echo\", \"options\": {\"text\": \"t\"}, \"inputs\": [], \"priority\": \"batch\"}";
        int answered = 0;
        for (int i = 0; i < FUZZED; i++) {
            byte[] body =
                    switch (random.nextInt(4)) {
                        case 0 -> new byte[0];
                        case 1 -> mutated(request.getBytes(StandardCharsets.UTF_8), random);
                        case 2 -> mutated(png, random);
                        default -> random(random);
                    };
            String path = paths.get(random.nextInt(paths.size())) + (random.nextInt(2) == 0 ? "" : name(random));
            String method = methods.get(random.nextInt(methods.size()));
            try {
                answered++;
                assertThat(server.trySend(method, path, body).status())
                        .as("%s %s %s", method, path, new String(body, StandardCharsets.ISO_8859_1))
                        .matches(status -> status < 500 || status == 503);
            } catch (IOException e) {
                // A name that is no UTF-8 is refused before its body is read, which ends the connection.
                answered--;
            }
        }
        assertThat(answered).isGreaterThan(FUZZED / 2);
        assertThat(server.get("/ready").status()).isEqualTo(200);
    }

    private static byte[] mutated(byte[] original, RandomStream random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static byte[] random(RandomStream random) {
        byte[] bytes = new byte[random.nextInt(300)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Characters that a URI may hold, escaped ones among them. */
    private static String name(RandomStream random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(30);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextInt(5) == 0
                            ? String.format("%%%02x", random.nextInt(256))
                            : String.valueOf("abcXYZ019-_.~/;=&".charAt(random.nextInt(17))));
        }
        return text.toString();
    }

    @Test
    void retentionRemovesWhatIsOverItsTime(@TempDir Path other) throws Exception {
        ServerLimits usual = ServerLimits.USUAL;
        ServerLimits.Disk disk = new ServerLimits.Disk(1 << 30, 1, Duration.ofMillis(1));
        String id;
        try (TestServer first = TestServer.start(other, 1, usual.with(disk))) {
            id = first.done("{\"kind\": \"echo\"}").path("id").asText();
        }
        try (TestServer again = TestServer.start(other, 1, usual.with(disk))) {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (again.get("/v1/jobs/" + id).status() != 404 && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertThat(again.get("/v1/jobs/" + id).status()).isEqualTo(404);
        }
    }

    @Test
    void aFullDiskIsSaid(@TempDir Path other) throws IOException {
        ServerLimits.Disk disk = new ServerLimits.Disk(1 << 30, Long.MAX_VALUE, Duration.ofDays(1));
        try (TestServer full = TestServer.start(other, 1, ServerLimits.USUAL.with(disk))) {
            assertThat(full.post("/v1/jobs", "{\"kind\": \"echo\"}").status()).isEqualTo(507);
            assertThat(full.send("POST", "/v1/files", TestPictures.png(2, 2)).status())
                    .isEqualTo(507);
        }
    }
}
