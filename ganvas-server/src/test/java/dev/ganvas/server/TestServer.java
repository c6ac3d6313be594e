package dev.ganvas.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.kind.TestKinds;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.settings.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of this process with workers that need no natives, and a client of it. */
public final class TestServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final GanvasServer server;
    final HttpClient client = HttpClient.newHttpClient();
    final List<String> log = new CopyOnWriteArrayList<>();

    public record Answer(int status, byte[] body, HttpResponse<byte[]> whole) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError(new String(body, StandardCharsets.UTF_8), e);
            }
        }

        public Optional<String> header(String name) {
            return whole.headers().firstValue(name);
        }
    }

    private TestServer(ServerSettings settings, Kinds kinds) throws IOException {
        server = GanvasServer.start(settings, kinds, "test", log::add);
    }

    /** With other kinds of job, done by another worker; a generator ships that is called {@code drawer}. */
    public static TestServer start(Path data, Kinds kinds, Class<?> worker) throws IOException {
        return start(data, kinds, worker, ServerLimits.USUAL.with(new ServerLimits.Requests(10_000, 10_000, 32)));
    }

    /** As {@link #start(Path, Kinds, Class)}, within other limits. */
    public static TestServer start(Path data, Kinds kinds, Class<?> worker, ServerLimits limits) throws IOException {
        ServerSettings.Model model = new ServerSettings.Model("drawer", "generator", "draws");
        return new TestServer(
                new ServerSettings(
                        new ServerSettings.Address("127.0.0.1", 0, Set.of()),
                        data,
                        Optional.empty(),
                        new ServerSettings.Work(1, worker(worker), List.of(model)),
                        limits,
                        Set.of()),
                kinds);
    }

    static TestServer start(Path data) throws IOException {
        return start(data, 1, ServerLimits.USUAL.with(new ServerLimits.Requests(10_000, 10_000, 32)));
    }

    static TestServer start(Path data, int workers, ServerLimits limits) throws IOException {
        return new TestServer(settings(data, workers, limits, 0, Optional.empty()), TestKinds.all());
    }

    static ServerSettings settings(Path data, int workers, ServerLimits limits, int port, Optional<String> database) {
        return new ServerSettings(
                new ServerSettings.Address("127.0.0.1", port, Set.of("ours.example")),
                data,
                database,
                new ServerSettings.Work(
                        workers, worker(), List.of(new ServerSettings.Model("shipped", "generator", "."))),
                limits,
                Set.of());
    }

    public static List<String> worker() {
        return worker(TestWorker.class);
    }

    private static List<String> worker(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    public int port() {
        return server.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public Answer send(String method, String path, byte[] body, String... headers) {
        try {
            return trySend(method, path, body, headers);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    /** As {@link #send}, where the connection may end instead of an answer. */
    Answer trySend(String method, String path, byte[] body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(100))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.body(), answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Asks for a job and waits for its end. */
    public JsonNode done(String json) {
        Answer answer = post("/v1/jobs", json, "Prefer", "wait=60");
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.json());
        }
        return answer.json();
    }

    /** Looks at a job until it is in a state. */
    JsonNode await(String id, String state) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            JsonNode job = get("/v1/jobs/" + id).json();
            if (job.path("state").asText().equals(state)) {
                return job;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not " + state + ": " + job);
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
