package dev.ganvas.server.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that does command lines, one at a time. It may die of one, be killed, and take its memory with it; whoever asked is told.
 */
public final class WorkerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LOGGED = 300;

    private final Process process;
    private final OutputStream to;
    private final Object turn = new Object();
    private CompletableFuture<Outcome> running = new CompletableFuture<>();
    private boolean begun;
    private boolean silent;
    private volatile Verbs.Progress listener = (phase, done, total) -> {};
    private final AtomicInteger jobs = new AtomicInteger();

    /**
     * How a command line ended.
     *
     * @param begun whether the process came to it; one that was still starting, or dying already, did not
     * @param code the exit code; empty when the process died
     * @param out the result
     * @param err what was said
     */
    public record Outcome(boolean begun, Optional<Integer> code, String out, String err) {
        /** That the process died, by what it did as far as one can tell. */
        public static final Outcome DEATH = new Outcome(true, Optional.empty(), "", "");

        private static final Outcome NEVER_BEGUN = new Outcome(false, Optional.empty(), "", "");

        public boolean isDeath() {
            return code.isEmpty();
        }
    }

    private WorkerProcess(Process process) {
        this.process = process;
        this.to = process.getOutputStream();
    }

    /**
     * Starts one.
     *
     * @param command the program and its arguments
     * @param folder it works in
     */
    public static WorkerProcess start(List<String> command, Path folder) throws IOException {
        WorkerProcess worker = new WorkerProcess(
                new ProcessBuilder(command).directory(folder.toFile()).start());
        worker.thread("worker-out", worker::read);
        worker.thread("worker-err", worker::log);
        return worker;
    }

    private void thread(String name, Runnable what) {
        Thread thread = new Thread(what, name + "-" + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(JSON.readTree(line));
            }
        } catch (IOException e) {
            LOG.info("a worker's words ended: {}", e.getMessage());
        }
        synchronized (turn) {
            silent = true;
            running.complete(begun ? Outcome.DEATH : Outcome.NEVER_BEGUN);
        }
    }

    private void heard(JsonNode message) {
        if (message.has("phase")) {
            listener.at(
                    message.path("phase").asText(),
                    message.path("done").asLong(),
                    message.path("total").asLong());
        } else if (message.has("note")) {
            listener.note(message.path("note").asText());
        } else if (message.has("begun")) {
            synchronized (turn) {
                begun = true;
            }
        } else if (message.has("code")) {
            synchronized (turn) {
                running.complete(new Outcome(
                        true,
                        Optional.of(message.path("code").asInt()),
                        message.path("out").asText(),
                        message.path("err").asText()));
            }
        }
    }

    private void log() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.info("worker {}: {}", process.pid(), line.substring(0, Math.min(MOST_LOGGED, line.length())));
            }
        } catch (IOException e) {
            LOG.info("a worker's words ended: {}", e.getMessage());
        }
    }

    /** Begins a command line; the one before must have ended. */
    public CompletableFuture<Outcome> run(List<String> words, Verbs.Progress progress) {
        listener = progress;
        jobs.incrementAndGet();
        CompletableFuture<Outcome> now = new CompletableFuture<>();
        synchronized (turn) {
            running = now;
            begun = false;
            if (silent) {
                now.complete(Outcome.NEVER_BEGUN);
            }
        }
        ObjectNode message = JSON.createObjectNode();
        words.forEach(message.putArray("run")::add);
        send(message);
        return now;
    }

    /** Asks it to save and end what it does. */
    public void askToStop() {
        send(JSON.createObjectNode().put("stop", true));
    }

    private synchronized void send(ObjectNode message) {
        try {
            to.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
        } catch (IOException e) {
            LOG.info("a worker cannot be reached: {}", e.getMessage());
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Command lines that it has begun. */
    public int jobs() {
        return jobs.get();
    }

    /** Ends it at once, whatever it does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Ends it, and waits until it is gone. */
    @Override
    public void close() {
        kill();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
