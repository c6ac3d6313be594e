package dev.ganvas.model.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.pull.KnownModel.KnownFile;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching from a server of this machine that does what servers of the world do. */
class PullTest {
    private static final int LENGTH = 200_000;
    private static final int CUT = 70_000;

    @TempDir
    private Path folder;

    private final byte[] content = new byte[LENGTH];
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Pull pull;

    @BeforeEach
    void serve() throws IOException {
        for (int i = 0; i < LENGTH; i++) {
            content[i] = (byte) Seed.of(i).stream().nextInt(256);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        pull = new Pull(
                new ModelStore(folder.resolve("models")),
                Optional.empty(),
                RemoteFiles.with(Map.of(), Duration.ofMillis(800)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(path + (range == null ? "" : " " + range));
        byte[] body = content;
        int status = 200;
        if (range != null && !path.equals("/no-range")) {
            body = Arrays.copyOfRange(content, Integer.parseInt(range.replaceAll("\\D", "")), LENGTH);
            status = 206;
        }
        switch (path) {
            case "/missing" -> send(exchange, 404, new byte[0]);
            case "/wrong" -> send(exchange, 200, new byte[LENGTH]);
            case "/pointer" -> send(exchange, 200, bytes("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"));
            case "/page" -> send(exchange, 200, bytes("<html>Please accept our terms</html>"));
            case "/endless" -> send(exchange, 200, new byte[LENGTH + 1]);
            case "/cut" -> {
                exchange.sendResponseHeaders(200, LENGTH);
                exchange.getResponseBody().write(content, 0, CUT);
                exchange.getResponseBody().flush();
                throw new IOException("the connection is closed in the midst of it");
            }
            case "/redirect" -> {
                exchange.getResponseHeaders().add("Location", "/good");
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            }
            case "/silent" -> {
                exchange.sendResponseHeaders(200, LENGTH);
                exchange.getResponseBody().write(content, 0, 10);
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(3_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            default -> send(exchange, status, body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private KnownModel model(String... paths) throws Exception {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        List<String> addresses = Arrays.stream(paths).map(path -> base + path).toList();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return new KnownModel(
                "tiny",
                "classify",
                "A test.",
                new KnownModel.Licence("MIT", "", true),
                "nothing",
                List.of(new KnownFile("tiny.onnx", LENGTH, sha256, addresses)),
                Optional.of(new ObjectMapper().createObjectNode().put("order", "rgb")));
    }

    private final Pull.Listener listener = new Pull.Listener() {
        @Override
        public void note(String line) {
            notes.add(line);
        }

        @Override
        public void progress(String file, long bytes, long of) {
            assertThat(bytes).isBetween(1L, of);
        }
    };

    private void assertHere(KnownModel model) throws IOException {
        Path file = pull.store().find(model).orElseThrow();
        assertThat(file).hasBinaryContent(content);
        assertThat(file.resolveSibling("tiny.onnx.json")).content().contains("rgb");
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("tiny.onnx", "tiny.onnx.json", ".lock");
        }
    }

    @Test
    void theRightFileComesAndIsNotFetchedTwice() throws Exception {
        KnownModel model = model("/good");
        assertThat(pull.store().find(model)).isEmpty();
        pull.fetch(model, listener);
        assertHere(model);
        pull.fetch(model, listener);
        assertThat(asked).containsExactly("/good");
        assertThat(pull.store().remove(model)).isTrue();
        assertThat(pull.store().find(model)).isEmpty();
        assertThat(pull.store().remove(model)).isFalse();
    }

    @Test
    void whatWasCutOffGoesOnWhereItEnded() throws Exception {
        KnownModel model = model("/cut", "/good");
        pull.fetch(model, listener);
        assertHere(model);
        assertWentOn("/good");
    }

    /** From where the first ended; of what was sent, the connection may lose the last. */
    private void assertWentOn(String path) {
        assertThat(asked).hasSize(2).first().isEqualTo("/cut");
        assertThat(asked.get(1)).matches(path + " bytes=[1-9]\\d*-");
        assertThat(Integer.parseInt(asked.get(1).replaceAll("\\D", ""))).isLessThanOrEqualTo(CUT);
    }

    @Test
    void afterARestartItGoesOnToo() throws Exception {
        KnownModel once = model("/cut");
        assertThatThrownBy(() -> pull.fetch(once, listener))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("broke off");
        pull.fetch(model("/no-range"), listener);
        assertHere(once);
        assertWentOn("/no-range");
    }

    @Test
    void anotherFileIsRefusedAndTheNextAddressTried() throws Exception {
        for (String bad : List.of("/wrong", "/pointer", "/page", "/endless", "/missing", "/silent")) {
            KnownModel model = model(bad, "/good");
            pull.fetch(model, listener);
            assertHere(model);
            pull.store().remove(model);
        }
        assertThat(String.join("\n", notes))
                .contains("SHA-256 is", "Git LFS pointer", "web page", "more bytes", "status 404", "gave nothing for");
    }

    @Test
    void whenNoAddressHasItAllAreNamed() throws Exception {
        KnownModel model = model("/missing", "/page");
        assertThatThrownBy(() -> pull.fetch(model, listener))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("/missing: answers with status 404", "/page", "web page");
        assertThat(pull.store().find(model)).isEmpty();
        KnownModel nobody = new KnownModel(
                model.name(),
                model.task(),
                model.about(),
                model.licence(),
                model.trainedOn(),
                List.of(new KnownFile(
                        "tiny.onnx", LENGTH, model.files().get(0).sha256(), List.of("http://127.0.0.1:9/file"))),
                Optional.empty());
        assertThatThrownBy(() -> pull.fetch(nobody, listener))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void redirectsAreFollowedAndMirrorsComeFirst() throws Exception {
        KnownModel model = model("/redirect");
        new Pull(
                        pull.store(),
                        Optional.of("http://127.0.0.1:" + server.getAddress().getPort() + "/missing/"),
                        pull.source())
                .fetch(model, listener);
        assertHere(model);
        assertThat(asked).containsExactly("/missing/tiny/tiny.onnx");
        pull.store().remove(model);
        pull.fetch(model, listener);
        assertHere(model);
        assertThat(asked).endsWith("/redirect", "/good");
    }

    @Test
    void twoAtOnceFetchOnce() throws Exception {
        KnownModel model = model("/good");
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Void>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            pull.fetch(model, listener);
                            done.incrementAndGet();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    threads));
        }
        CompletableFuture.allOf(both.toArray(CompletableFuture[]::new)).join();
        assertThat(done).hasValue(2);
        assertHere(model);
        assertThat(asked).containsExactly("/good");
    }

    @Test
    void filesThatCameByOtherMeansAreTakenByTheirHash() throws Exception {
        KnownModel model = model("/missing");
        Path good = folder.resolve("renamed.bin");
        Files.write(good, content);
        Path bad = folder.resolve("bad.bin");
        Files.write(bad, new byte[LENGTH]);
        assertThatThrownBy(() -> pull.take(model, List.of(bad), listener))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("bad.bin");
        pull.take(model, List.of(bad, good), listener);
        assertHere(model);
        assertThat(good).hasBinaryContent(content);
        Path here = pull.store().find(model).orElseThrow();
        Files.write(here, new byte[LENGTH]);
        assertThatThrownBy(() -> ModelStore.check(here, model.files().get(0)))
                .isInstanceOf(MalformedFileException.class);
    }

    @Test
    void theBuiltInListIsSound() throws Exception {
        KnownModels known = KnownModels.builtIn();
        assertThat(known.all()).hasSizeGreaterThan(10).allSatisfy(model -> {
            assertThat(model.about()).isNotBlank();
            assertThat(model.licence().id()).isNotBlank();
            assertThat(model.trainedOn()).isNotBlank();
            assertThat(model.files())
                    .allSatisfy(file -> assertThat(file.addresses()).isNotEmpty());
        });
        assertThatThrownBy(() -> known.require("nothing"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("yunet");
    }

    @Test
    void ownListsAreReadAndBadOnesRefused() throws Exception {
        Path own = folder.resolve("own.json");
        Files.writeString(
                own,
                "{\"models\": [{\"name\": \"mine\", \"task\": \"fill\", \"about\": \"x\", \"licence\": {\"id\": \"MIT\"},"
                        + " \"files\": [{\"name\": \"a.onnx\", \"bytes\": 3, \"sha256\": \"" + "0".repeat(64)
                        + "\", \"addresses\": [\"https://example.org/a\"]}]}]}");
        KnownModels known = KnownModels.builtIn().with(own);
        assertThat(known.require("mine").trainedOn()).contains("not stated");
        assertThat(known.require("yunet")).isNotNull();
        for (String bad : List.of(
                "",
                "{}",
                "{\"models\": [{}]}",
                Files.readString(own).replace("a.onnx", "../a.onnx"),
                Files.readString(own).replace("https://", "file:///"),
                Files.readString(own).replace("\"bytes\": 3", "\"bytes\": -3"))) {
            Files.writeString(folder.resolve("bad.json"), bad);
            assertThatThrownBy(() -> known.with(folder.resolve("bad.json")))
                    .as(bad)
                    .isInstanceOf(MalformedFileException.class);
        }
    }
}
