package dev.ganvas.cli;

import static dev.ganvas.cli.MainTest.ganvas;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.server.GanvasServer;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.settings.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients of a server with its real workers get, byte by byte, what the command line writes. */
@Tag("slow")
class ServedResultsTest {
    private static final int CLIENTS = Integer.getInteger("ganvas.test.clients", 8);
    private static final int JOBS = Integer.getInteger("ganvas.test.jobs", 40);
    private static final int AWFUL = 500;
    private static final int SEEDS = 5;
    private static final String MODEL = "toybox-faces";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Prefer", "wait=60")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    /** What the command line makes of each seed, and, last, of enhancing the first of these pictures. */
    private List<String> expected() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Path out = folder.resolve("of-" + seed);
            MainTest.Said said = ganvas("generate", MODEL, "-n", "1", "--seed", seed, "--out", out);
            assertThat(said.code()).as(said.err()).isZero();
            expected.add(hash(Files.readAllBytes(out.resolve("000000.png"))));
        }
        Path out = folder.resolve("enhanced.png");
        MainTest.Said said = ganvas("enhance", picture(), "--color", "0.5", "--out", out);
        assertThat(said.code()).as(said.err()).isZero();
        expected.add(hash(Files.readAllBytes(out)));
        return expected;
    }

    private Path picture() {
        return folder.resolve("of-0").resolve("000000.png");
    }

    private String asked(int what, String upload) {
        return what < SEEDS
                ? "{\"kind\": \"generate\", \"options\": {\"model\": \"" + MODEL + "\", \"n\": 1, \"seed\": " + what
                        + "}}"
                : "{\"kind\": \"enhance\", \"inputs\": [\"" + upload + "\"], \"options\": {\"color\": 0.5}}";
    }

    private String result(int what, String upload) throws Exception {
        JsonNode job = json(send("POST", "/v1/jobs", asked(what, upload).getBytes(StandardCharsets.UTF_8)));
        String path = "/v1/jobs/" + job.path("id").asText();
        while (!job.has("finished")) {
            TimeUnit.MILLISECONDS.sleep(200);
            job = json(send("GET", path, new byte[0]));
        }
        return job.path("state").asText().equals("done")
                ? hash(send("GET", path + "/results/0", new byte[0]).body())
                : job.toString();
    }

    private GanvasServer server() throws IOException {
        ServerSettings settings = new ServerSettings(
                new ServerSettings.Address("127.0.0.1", 0, Set.of()),
                folder.resolve("data"),
                Optional.empty(),
                new ServerSettings.Work(
                        1, ServeCommand.worker(1), List.of(new ServerSettings.Model(MODEL, "generator", "draws"))),
                ServerLimits.USUAL.with(new ServerLimits.Requests(100_000, 100_000, 100)),
                Set.of());
        GanvasServer server = GanvasServer.start(settings, Kinds.ofVerbs(), "test", line -> {});
        port = server.port();
        return server;
    }

    @Test
    void resultsAreThoseOfTheCommandLine() throws Exception {
        List<String> expected = expected();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        try (GanvasServer server = server()) {
            String upload = json(send("POST", "/v1/files?name=a.png", Files.readAllBytes(picture())))
                    .path("id")
                    .asText();
            long began = System.nanoTime();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> {
                    for (int number = next.getAndIncrement(); number < JOBS; number = next.getAndIncrement()) {
                        int what = number % expected.size();
                        try {
                            String got = result(what, upload);
                            if (!got.equals(expected.get(what))) {
                                wrong.add(asked(what, upload) + ": " + got);
                            }
                        } catch (Exception e) {
                            wrong.add(number + ": " + e);
                        }
                    }
                });
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(120 + 5L * JOBS, TimeUnit.SECONDS))
                    .isTrue();
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%d jobs of %d clients in %.0f s; %d results unlike the command line's%n",
                    JOBS, CLIENTS, seconds, wrong.size());
        }
        assertThat(wrong).isEmpty();
    }

    /** Files that programs get wrong, then files of theirs with bytes changed or the end missing. */
    private List<byte[]> awfulFiles() throws IOException {
        AwkwardFiles.writeTo(folder.resolve("awkward"));
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder.resolve("awkward"))) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
        Random random = new Random(9);
        for (int i = 0; files.size() < AWFUL; i++) {
            byte[] bytes = files.get(i).clone();
            for (int edits = random.nextInt(5); edits >= 0 && bytes.length > 0; edits--) {
                int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 64);
                bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
            }
            files.add(i % 4 == 0 ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
        }
        return files;
    }

    @Test
    void awfulFilesKillNoWorker() throws Exception {
        List<String> asked = List.of(
                "\"recognize\"",
                "\"enhance\", \"options\": {\"color\": 0.5}",
                "\"restore\", \"options\": {\"denoise\": 10, \"jpeg\": \"off\"}",
                "\"faces-detect\"",
                "\"plates\"");
        Map<String, Integer> ends = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (GanvasServer server = server()) {
            int number = 0;
            for (byte[] file : awfulFiles()) {
                HttpResponse<byte[]> upload = send("POST", "/v1/files?name=" + number, file);
                String end = "upload " + upload.statusCode();
                if (upload.statusCode() < 300) {
                    String kind = asked.get(number % asked.size());
                    JsonNode job = json(send(
                            "POST",
                            "/v1/jobs",
                            ("{\"kind\": " + kind + ", \"inputs\": [\""
                                            + json(upload).path("id").asText() + "\"]}")
                                    .getBytes(StandardCharsets.UTF_8)));
                    String path = "/v1/jobs/" + job.path("id").asText();
                    while (job.has("id") && !job.has("finished")) {
                        TimeUnit.MILLISECONDS.sleep(50);
                        job = json(send("GET", path, new byte[0]));
                    }
                    end = job.path("state").asText("refused " + job.path("status"));
                    if (job.path("attempts").asInt(1) != 1
                            || !job.has("state") && job.path("status").asInt() >= 500
                            || end.equals("failed")
                                    && job.at("/problem/detail").asText().isBlank()) {
                        wrong.add(number + ", " + kind + ": " + job);
                    }
                } else if (upload.statusCode() >= 500) {
                    wrong.add(number + ": " + new String(upload.body(), StandardCharsets.UTF_8));
                }
                ends.merge(end, 1, Integer::sum);
                number++;
            }
        }
        System.out.println(AWFUL + " awful files: " + ends);
        assertThat(wrong).isEmpty();
        assertThat(ends).containsKeys("done", "upload 422");
    }
}
