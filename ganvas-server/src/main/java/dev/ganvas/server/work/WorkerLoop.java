package dev.ganvas.server.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker's side: command lines come in as JSON, one a line, and what comes of them goes out likewise. When what comes in ends,
 * so does the process, whatever it computes: a worker never outlives its server.
 */
public final class WorkerLoop {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Progress is told at most so often. */
    private static final long PROGRESS_NANOS = 200_000_000L;

    private static final int MOST_ERROR_CHARACTERS = 1 << 16;
    private static final int MOST_NOTE = 1000;

    private final OutputStream out;
    private final Verbs verbs;
    private final BlockingQueue<List<String>> work = new LinkedBlockingQueue<>();

    private WorkerLoop(OutputStream out, Verbs verbs) {
        this.out = out;
        this.verbs = verbs;
    }

    /** Works until the process ends. */
    public static void serve(InputStream in, OutputStream out, Verbs verbs) throws InterruptedException {
        WorkerLoop loop = new WorkerLoop(out, verbs);
        Thread reader = new Thread(() -> loop.read(in), "commands");
        reader.setDaemon(true);
        reader.start();
        loop.send(JSON.createObjectNode().put("pid", ProcessHandle.current().pid()));
        verbs.warmUp();
        loop.send(JSON.createObjectNode().put("warm", true));
        while (true) {
            loop.run(loop.work.take());
        }
    }

    private void read(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode message = JSON.readTree(line);
                if (message.has("stop")) {
                    verbs.stop();
                } else {
                    List<String> words = new ArrayList<>();
                    message.path("run").forEach(word -> words.add(word.asText()));
                    work.add(words);
                }
            }
        } catch (IOException e) {
            // The server is gone, as at the end of what it says.
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }

    private void run(List<String> words) {
        send(JSON.createObjectNode().put("begun", true));
        StringWriter result = new StringWriter();
        Telling telling = new Telling();
        Said said = new Said();
        ObjectNode message = JSON.createObjectNode();
        try {
            int code = verbs.run(words, new PrintWriter(result, true), new PrintWriter(said, true), telling);
            message.put("code", code);
        } catch (RuntimeException | Error e) {
            message.put("code", 1);
            said.append("an unexpected failure: ").append(String.valueOf(e));
        }
        String end = said.toString();
        message.put("out", result.toString());
        message.put("err", end.substring(Math.max(0, end.length() - MOST_ERROR_CHARACTERS)));
        send(message);
    }

    private synchronized void send(ObjectNode message) {
        try {
            out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // Nobody is there to work for.
            Runtime.getRuntime().halt(1);
        }
    }

    /** What is said on the way: kept for the end, and told line by line. */
    private final class Said extends StringWriter {
        private int told;

        @Override
        public void flush() {
            StringBuffer all = getBuffer();
            for (int end = all.indexOf("\n", told); end >= 0; end = all.indexOf("\n", told)) {
                String line = all.substring(told, end).strip();
                told = end + 1;
                if (!line.isEmpty()) {
                    send(JSON.createObjectNode().put("note", line.substring(0, Math.min(MOST_NOTE, line.length()))));
                }
            }
        }
    }

    private final class Telling implements Verbs.Progress {
        private String phase = "";
        private Optional<Long> told = Optional.empty();

        @Override
        public synchronized void at(String name, long done, long total) {
            long now = System.nanoTime();
            if (name.equals(phase) && done < total && told.isPresent() && now - told.get() < PROGRESS_NANOS) {
                return;
            }
            phase = name;
            told = Optional.of(now);
            send(JSON.createObjectNode().put("phase", name).put("done", done).put("total", total));
        }
    }
}
