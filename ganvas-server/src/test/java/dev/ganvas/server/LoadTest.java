package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.server.TestClient.Answer;
import dev.ganvas.server.settings.ServerLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many at once: somebody who waits beside a long batch, streams and slow uploads; clients that ask and look at events, and come back
 * to them.
 */
@Tag("slow")
class LoadTest {
    private static final int BATCH = Integer.getInteger("ganvas.test.batch", 400);
    private static final int STREAMS = Integer.getInteger("ganvas.test.streams", 200);
    private static final int UPLOADS = Integer.getInteger("ganvas.test.uploads", 50);
    private static final int CLIENTS = Integer.getInteger("ganvas.test.clients", 16);
    private static final int JOBS = Integer.getInteger("ganvas.test.jobs", 400);
    private static final int ASKED = 30;
    private static final String JOB = "{\"kind\": \"wait\", \"options\": {\"millis\": 150}";

    private static ServerLimits limits() {
        return ServerLimits.USUAL
                .with(new ServerLimits.Requests(
                        100_000, 100_000, ServerLimits.USUAL.requests().uploads()))
                .with(new ServerLimits.Queue(100_000, 100_000, 1L << 40));
    }

    private static double quantile(List<Long> nanos, double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        sorted.sort(null);
        return sorted.get((int) Math.min(sorted.size() - 1.0, share * sorted.size())) / 1e6;
    }

    /** Milliseconds that one job after another takes whoever waits for it: half of them, and 95 of 100, at most. */
    private static double[] waits(TestServer server) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            long began = System.nanoTime();
            server.done(JOB + "}");
            nanos.add(System.nanoTime() - began);
        }
        return new double[] {quantile(nanos, 0.5), quantile(nanos, 0.95)};
    }

    private static double health(TestServer server) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long began = System.nanoTime();
            assertThat(server.get("/health").status()).isEqualTo(200);
            nanos.add(System.nanoTime() - began);
        }
        return quantile(nanos, 0.99);
    }

    private static Socket open(TestServer server, String head) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(120_000);
        socket.getOutputStream()
                .write((head + "\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void whoWaitsIsBeforeABatchStreamsAndSlowUploads(@TempDir Path data) throws Exception {
        try (TestServer server = TestServer.start(data, 2, limits())) {
            waits(server);
            double[] quiet = waits(server);
            String last = "";
            for (int i = 0; i < BATCH; i++) {
                last = server.post("/v1/jobs", JOB + ", \"priority\": \"batch\"}")
                        .json()
                        .path("id")
                        .asText();
            }
            double[] beside = waits(server);
            assertThat(server.get("/v1/jobs/" + last).json().path("state").asText())
                    .as("the batch went on all the time")
                    .isEqualTo("queued");
            List<Socket> streams = new ArrayList<>();
            List<Socket> uploads = new ArrayList<>();
            try {
                for (int i = 0; i < STREAMS; i++) {
                    streams.add(open(server, "GET /v1/jobs/" + last + "/events HTTP/1.1\r\nAccept: text/event-stream"));
                }
                byte[] png = TestPictures.png(8, 8);
                for (int i = 0; i < UPLOADS; i++) {
                    uploads.add(open(
                            server, "POST /v1/files?name=" + i + ".png HTTP/1.1\r\nContent-Length: " + png.length));
                    uploads.get(i).getOutputStream().write(png, 0, png.length / 2);
                }
                double[] crowded = waits(server);
                double alive = health(server);
                assertThat(server.send("DELETE", "/v1/jobs/" + last, new byte[0])
                                .status())
                        .isLessThan(300);
                for (Socket stream : streams) {
                    assertThat(told(stream)).contains("event: end");
                }
                // What comes to a halt is not waited for without end, and takes nobody's place for good.
                for (Socket upload : uploads) {
                    assertThat(firstLine(upload)).contains(" 408 ");
                }
                System.out.printf(
                        "one who waits, p50 / p95 ms: alone %.0f / %.0f, beside a batch of %d %.0f / %.0f, beside %d streams and"
                                + " %d slow uploads too %.0f / %.0f; /health p99 %.0f ms%n",
                        quiet[0],
                        quiet[1],
                        BATCH,
                        beside[0],
                        beside[1],
                        STREAMS,
                        UPLOADS,
                        crowded[0],
                        crowded[1],
                        alive);
            } finally {
                for (Socket socket : streams) {
                    socket.close();
                }
                for (Socket socket : uploads) {
                    socket.close();
                }
            }
        }
    }

    private static String told(Socket stream) throws IOException {
        StringBuilder all = new StringBuilder();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            all.append(line).append('\n');
            if (line.equals("event: end")) {
                break;
            }
        }
        return all.toString();
    }

    private static String firstLine(Socket socket) throws IOException {
        return String.valueOf(
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine());
    }

    @Test
    void manyClientsEachGetWhatTheyAskedFor(@TempDir Path data) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        try (TestServer server = TestServer.start(data, 2, limits())) {
            long began = System.nanoTime();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> {
                    for (int number = next.getAndIncrement(); number < JOBS; number = next.getAndIncrement()) {
                        String said = echoed(server, number);
                        if (!said.equals("[\"--text=job " + number + " --json\"]")) {
                            wrong.add(number + ": " + said);
                        }
                    }
                });
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(60L + JOBS, TimeUnit.SECONDS)).isTrue();
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%d jobs of %d clients in %.1f s, %.0f a second, all as asked for%n",
                    JOBS, CLIENTS, seconds, JOBS / seconds);
            assertThat(wrong).isEmpty();
            assertThat(next.get()).isGreaterThanOrEqualTo(JOBS);
        }
    }

    private static String echoed(TestServer server, int number) {
        Answer answer = server.post(
                "/v1/jobs",
                "{\"kind\": \"echo\", \"options\": {\"text\": \"job " + number + "\"}}",
                "Prefer",
                "wait=60");
        while (answer.status() == 202) {
            answer = server.get("/v1/jobs/" + answer.json().path("id").asText(), "Prefer", "wait=60");
            if (!answer.json().has("finished")) {
                pause(200);
                continue;
            }
            break;
        }
        if (!answer.json().path("state").asText().equals("done")) {
            return answer.status() + " " + answer.json();
        }
        return new String(
                server.get("/v1/jobs/" + answer.json().path("id").asText() + "/results/0")
                        .body(),
                StandardCharsets.UTF_8);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one client heard: events by number, and the longest silence while the job went on. */
    private record Heard(TreeMap<Long, String> events, long silence) {}

    /** Listens to a job; hangs up after some events and comes back, again and again, or never. */
    private static Heard listen(TestServer server, String id, boolean breaks, Random random) throws Exception {
        TreeMap<Long, String> events = new TreeMap<>();
        long[] silence = new long[1];
        boolean ended = false;
        while (!ended) {
            Socket stream = open(
                    server,
                    "GET /v1/jobs/" + id + "/events HTTP/1.1\r\nAccept: text/event-stream\r\nLast-Event-ID: "
                            + (events.isEmpty() ? 0 : events.lastKey()));
            int most = breaks ? 1 + random.nextInt(4) : Integer.MAX_VALUE;
            try (stream) {
                ended = follow(stream, events, silence, most);
            }
        }
        return new Heard(events, silence[0]);
    }

    private static boolean follow(Socket stream, TreeMap<Long, String> events, long[] silence, int most)
            throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8));
        Map<String, String> event = new HashMap<>();
        long before = System.nanoTime();
        int count = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                event.put(line.substring(0, colon), line.substring(colon + 2));
            } else if (line.isEmpty() && event.containsKey("event")) {
                if (event.get("event").equals("end")) {
                    return true;
                }
                long now = System.nanoTime();
                // A job that waits is told of when its place changes.
                if (event.get("event").matches("progress|alive")) {
                    silence[0] = Math.max(silence[0], now - before);
                }
                before = now;
                if (event.containsKey("id")) {
                    events.put(Long.parseLong(event.get("id")), event.get("event") + " " + event.get("data"));
                    count++;
                }
                event.clear();
                if (count >= most) {
                    return false;
                }
            }
        }
        return false;
    }

    @Test
    void noEventIsMissedByThoseWhoComeBack(@TempDir Path data) throws Exception {
        int listened = Math.max(4, CLIENTS / 2);
        try (TestServer server = TestServer.start(data, 2, limits())) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ids.add(server.post("/v1/jobs", "{\"kind\": \"wait\", \"options\": {\"millis\": 6000}}")
                        .json()
                        .path("id")
                        .asText());
            }
            Queue<Heard> whole = new ConcurrentLinkedQueue<>();
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            Map<String, TreeMap<Long, String>> complete = new HashMap<>();
            ExecutorService clients = Executors.newFixedThreadPool(4 + listened);
            for (int i = 0; i < 4 + listened; i++) {
                int number = i;
                clients.execute(() -> {
                    try {
                        String id = ids.get(number % 4);
                        Heard heard = listen(server, id, number >= 4, new Random(number));
                        synchronized (complete) {
                            TreeMap<Long, String> known = complete.computeIfAbsent(id, key -> heard.events());
                            if (!known.equals(heard.events())) {
                                failures.add(id + ": " + known + " and " + heard.events());
                            }
                        }
                        if (number < 4) {
                            whole.add(heard);
                        }
                    } catch (Exception e) {
                        failures.add(e.toString());
                    }
                });
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(3, TimeUnit.MINUTES)).isTrue();
            assertThat(failures).isEmpty();
            assertThat(complete).hasSize(4).allSatisfy((id, events) -> {
                assertThat(events.lastKey()).isEqualTo(events.size());
                assertThat(events.firstKey()).isEqualTo(1);
            });
            System.out.printf(
                    "events of four jobs: %d to %d heard by %d that hung up and came back; the longest silence %.2f s%n",
                    complete.values().stream().mapToInt(Map::size).min().orElseThrow(),
                    complete.values().stream().mapToInt(Map::size).max().orElseThrow(),
                    listened,
                    whole.stream().mapToLong(Heard::silence).max().orElseThrow() / 1e9);
        }
    }
}
