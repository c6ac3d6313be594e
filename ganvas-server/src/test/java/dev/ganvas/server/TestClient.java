package dev.ganvas.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A client of a server of this machine. */
class TestClient {
    static final ObjectMapper JSON = new ObjectMapper();

    final HttpClient client = HttpClient.newHttpClient();
    private final int port;

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

    TestClient(int port) {
        this.port = port;
    }

    public int port() {
        return port;
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
}
