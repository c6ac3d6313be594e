package dev.ganvas.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process of an attempt: what it says is passed on or kept, and its last words are remembered. */
final class RankProcess {
    private static final int LAST_LINES = 12;
    private static final int MOST_LINE = 500;
    private static final int SIGNALLED = 128;
    private static final long GONE_SECONDS = 10;

    private final int rank;
    private final Process process;
    private final Thread listening;
    private final Deque<String> words = new ArrayDeque<>();
    private volatile boolean ended;

    private RankProcess(int rank, Process process, Consumer<String> passOn) {
        this.rank = rank;
        this.process = process;
        this.listening = new Thread(() -> listen(process.getErrorStream(), passOn), "rank-" + rank);
        listening.setDaemon(true);
    }

    /**
     * Starts one.
     *
     * @param passOn hears what it says on standard error, line by line
     */
    static RankProcess start(int rank, List<String> command, Map<String, String> environment, Consumer<String> passOn) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        // The results are rank 0's alone. Nothing is written to its input: that it ends tells that the launcher has.
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        try {
            RankProcess started = new RankProcess(rank, builder.start(), passOn);
            started.listening.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(InputStream said, Consumer<String> passOn) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                passOn.accept(line);
                synchronized (words) {
                    words.addLast(line.substring(0, Math.min(MOST_LINE, line.length())));
                    if (words.size() > LAST_LINES) {
                        words.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            synchronized (words) {
                words.addLast("(its words broke off: " + e.getMessage() + ")");
            }
        }
    }

    int rank() {
        return rank;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code; once it has ended. */
    int code() {
        return process.exitValue();
    }

    /** Whether it was killed rather than ended; once it has ended. */
    boolean bySignal() {
        return code() > SIGNALLED;
    }

    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /** Asks it to save and end, as Ctrl-C does. */
    void ask() {
        process.destroy();
    }

    /** Ends it at once, even where it was stopped. */
    void kill() {
        if (process.isAlive()) {
            ended = true;
            process.destroyForcibly();
        }
    }

    /** Waits until it is gone after {@link #kill()}. */
    void awaitGone() {
        try {
            process.waitFor(GONE_SECONDS, TimeUnit.SECONDS);
            listening.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How it ended, and what it said last. */
    String report() {
        StringBuilder report = new StringBuilder("rank " + rank + " ");
        report.append(
                ended
                        ? "did not end and was ended"
                        : bySignal() ? "was ended by signal " + (code() - SIGNALLED) : "ended with code " + code());
        synchronized (words) {
            words.forEach(
                    line -> report.append(System.lineSeparator()).append("    ").append(line));
        }
        return report.toString();
    }
}
