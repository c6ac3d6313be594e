package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.server.TestClient.Answer;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.kind.TestKinds;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.settings.ServerSettings;
import dev.ganvas.server.store.Database;
import dev.ganvas.server.store.KeyTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and what a key may do. */
class SafetyTest {
    @TempDir
    static Path data;

    private static TestServer server;
    private static String user;
    private static String other;
    private static String admin;

    @BeforeAll
    static void start() throws IOException {
        try (Database database = Database.open(data, Optional.empty())) {
            KeyTable keys = new KeyTable(database);
            user = "Bearer " + keys.add("user", Role.USE);
            other = "Bearer " + keys.add("other", Role.USE);
            admin = "Bearer " + keys.add("admin", Role.ADMIN);
        }
        server = TestServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPageOfAnotherSiteCannotUseTheServer() {
        assertThat(server.get("/v1/me", "Authorization", user, "Origin", "http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(server.get("/v1/me", "Authorization", user, "Origin", "null").status())
                .isEqualTo(403);
        assertThat(server.get("/v1/me", "Authorization", user, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        Answer own = server.get("/v1/me", "Authorization", user, "Origin", "http://127.0.0.1:" + server.port());
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "a"})
    void aNameThatWasLedHereIsNotOurs(String host) {
        assertThat(server.get("/health", "Host", host).status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:99", "OURS.example", "10.1.2.3:8420", "[::1]:8420"})
    void addressesAndNamesThatWereGivenAreOurs(String host) {
        assertThat(server.get("/health", "Host", host).status()).isEqualTo(200);
    }

    @Test
    void aMethodCannotBeSaidInAHeader() {
        assertThat(server.get("/v1/jobs", "Authorization", user, "X-HTTP-Method-Override", "DELETE")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void withoutAKeyOrWithAWrongOneNothingIsShown() {
        Answer none = server.get("/v1/jobs");
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).contains("Bearer");
        String wrong = user.substring(0, user.length() - 2) + (user.endsWith("AA") ? "BB" : "AA");
        assertThat(server.get("/v1/jobs", "Authorization", wrong).status()).isIn(401, 429);
        assertThat(server.get("/metrics").status()).isEqualTo(401);
        assertThat(server.get("/health").status()).isEqualTo(200);
    }

    @Test
    void whoGuessesKeysIsSlowedDown() {
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            refused += server.get("/v1/me", "Authorization", "Bearer gnv_" + "0".repeat(70))
                                    .status()
                            == 429
                    ? 1
                    : 0;
        }
        assertThat(refused).isPositive();
        assertThat(server.get("/v1/me", "Authorization", user).status()).isEqualTo(200);
    }

    @Test
    void aKeyDoesWhatItsRoleAllows() {
        assertThat(server.get("/metrics", "Authorization", user).status()).isEqualTo(403);
        Answer figures = server.get("/metrics", "Authorization", admin);
        assertThat(figures.status()).isEqualTo(200);
        assertThat(new String(figures.body(), StandardCharsets.UTF_8)).contains("ganvas_jobs_waiting");
        String training = "{\"kind\": \"train\", \"options\": {\"to\": 1}}";
        assertThat(server.post("/v1/jobs", training, "Authorization", user).status())
                .isEqualTo(403);
        assertThat(server.post("/v1/jobs", training, "Authorization", admin).status())
                .isIn(200, 202);
    }

    @Test
    void anotherKeysJobsAndFilesAreNotThere() throws IOException {
        Answer job = server.post("/v1/jobs", "{\"kind\": \"echo\"}", "Authorization", user);
        String href = job.json().path("href").asText();
        for (String path : List.of(href, href + "/events", href + "/results/0")) {
            assertThat(server.get(path, "Authorization", other, "Accept", "text/event-stream")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(server.send("DELETE", href, new byte[0], "Authorization", other)
                        .status())
                .isEqualTo(404);
        assertThat(server.get(href, "Authorization", admin).status()).isEqualTo(200);
        Answer file = server.send("POST", "/v1/files", TestPictures.png(3, 3), "Authorization", user);
        String id = file.json().path("id").asText();
        assertThat(server.get("/v1/files/" + id, "Authorization", other).status())
                .isEqualTo(404);
        String request = "{\"kind\": \"look\", \"inputs\": [\"" + id + "\"]}";
        assertThat(server.post("/v1/jobs", request, "Authorization", other).status())
                .isEqualTo(422);
    }

    @Test
    void aBrowserGetsACookieThatScriptsAndOtherSitesDoNotHave() {
        Answer session = server.post("/v1/session", "{\"key\": \"" + user.substring(7) + "\"}");
        assertThat(session.status()).isEqualTo(204);
        String cookie = session.header("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").doesNotContain(user.substring(7));
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(server.get("/v1/me", "Cookie", pair).json().path("name").asText())
                .isEqualTo("user");
        assertThat(server.send("DELETE", "/v1/session", new byte[0], "Cookie", pair)
                        .status())
                .isEqualTo(204);
        assertThat(server.get("/v1/me", "Cookie", pair).status()).isEqualTo(401);
        assertThat(server.post("/v1/session", "{\"key\": \"no\"}").status()).isIn(401, 429);
    }

    @Test
    void aRevokedKeyOpensNothingFromThenOn() throws IOException {
        String key;
        try (Database database = Database.open(data, Optional.empty())) {
            key = "Bearer " + new KeyTable(database).add("leaving", Role.USE);
            assertThat(server.get("/v1/me", "Authorization", key).status()).isEqualTo(200);
            new KeyTable(database).revoke("leaving");
        }
        assertThat(server.get("/v1/me", "Authorization", key).status()).isIn(401, 429);
        assertThat(Files.readAllBytes(data.resolve("ganvas.db"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/studio/../GanvasServer.class",
                "/studio/..%2f..%2fGanvasServer.class",
                "/studio/%2e%2e/x.html",
                "/studio/x.class",
                "/studio//etc/passwd",
                "/v1/files/..%2f..%2fganvas.db",
                "/v1/files/%2fetc%2fpasswd",
                "/v1/jobs/..%2f..",
                "/v1/jobs/x/results/..%2f..%2fganvas.db"
            })
    void pathsLeadNowhere(String path) {
        assertThat(server.get(path, "Authorization", user).status()).isIn(400, 404);
    }

    @Test
    void everyAnswerSaysWhatABrowserMayDoWithIt() {
        for (String path : List.of("/", "/health", "/v1/nothing", "/openapi.json")) {
            Answer answer = server.get(path, "Authorization", user);
            assertThat(answer.header("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    @Test
    void theFirstPageIsThereForWhoeverComes() {
        assertThat(server.get("/").header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(server.get("/studio/main.js").status()).isEqualTo(200);
        assertThat(server.get("/openapi.json").json().path("openapi").asText()).isEqualTo("3.1.0");
    }

    @Test
    void noKeyIsInTheLog() {
        server.get("/v1/me", "Authorization", user);
        assertThat(server.log).isNotEmpty().noneMatch(line -> line.contains("gnv_"));
    }

    @Test
    void othersAreNotLetInWithoutAKey(@TempDir Path empty) {
        ServerSettings settings = new ServerSettings(
                new ServerSettings.Address("0.0.0.0", 0, Set.of()),
                empty,
                Optional.empty(),
                new ServerSettings.Work(1, TestServer.worker(), List.of()),
                ServerLimits.USUAL,
                Set.of());
        assertThatThrownBy(() -> GanvasServer.start(settings, TestKinds.all(), "test", line -> {}))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("keys add");
    }

    @Test
    void aFolderIsOneServersAlone() {
        assertThatThrownBy(() -> TestServer.start(data))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Another server");
    }
}
