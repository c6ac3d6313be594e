package dev.ganvas.server;

import dev.ganvas.server.work.Verbs;
import dev.ganvas.server.work.WorkerLoop;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A worker whose verbs need no natives: they write, wait, fail and die as they are told. */
final class TestWorker implements Verbs {
    private volatile boolean stopped;

    private TestWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        OutputStream out = System.out;
        System.setOut(System.err);
        WorkerLoop.serve(System.in, out, new TestWorker());
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public int run(List<String> words, PrintWriter out, PrintWriter err, Progress progress) {
        stopped = false;
        try {
            return switch (words.get(0)) {
                case "echo" -> echo(words, out);
                case "wait" -> await(words, out, progress);
                case "count" -> count(words, out, progress);
                case "fail" -> {
                    err.println("ganvas: " + words.get(1) + "/in/00001.png is damaged");
                    yield 1;
                }
                case "die" -> {
                    Runtime.getRuntime().halt(134);
                    yield 0;
                }
                default -> throw new IllegalArgumentException(words.get(0));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code echo OUT --text=T}: writes what it was told. */
    private static int echo(List<String> words, PrintWriter out) throws IOException {
        Files.writeString(
                Path.of(words.get(1)).resolve("echo.json"),
                "[\"" + String.join(" ", words.subList(2, words.size())) + "\"]");
        out.println("{\"file\": \"" + words.get(1) + "/echo.json\", \"n\": " + words.size() + "}");
        return 0;
    }

    /** {@code wait MILLIS OUT}: waits, and notes that it did; and beside {@code OUT}, if another did at the same time. */
    private int await(List<String> words, PrintWriter out, Progress progress) throws IOException {
        Path job = Path.of(words.get(2)).toAbsolutePath().getParent();
        try (FileChannel held =
                        FileChannel.open(job.resolve("held"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = held.tryLock()) {
            if (lock == null) {
                Files.writeString(job.resolve("twice"), "");
            }
            return held(words, out, progress);
        }
    }

    private int held(List<String> words, PrintWriter out, Progress progress) throws IOException {
        long millis = Long.parseLong(words.get(1).replace("--millis=", ""));
        for (long done = 0; done < millis && !stopped; done += 20) {
            progress.at("waiting", done, millis);
            pause(20);
        }
        if (stopped) {
            return 130;
        }
        Files.writeString(Path.of(words.get(2)).resolve("waited.txt"), words.get(1));
        out.println("{\"waited\": " + millis + "}");
        return 0;
    }

    /** {@code count TO RUN}: counts in a file of the run, and goes on where it was. */
    private int count(List<String> words, PrintWriter out, Progress progress) throws IOException {
        int to = Integer.parseInt(words.get(1).replace("--to=", ""));
        Path file = Files.createDirectories(Path.of(words.get(2))).resolve("metrics.jsonl");
        int from = Files.exists(file) ? Files.readAllLines(file).size() : 0;
        for (int i = from; i < to; i++) {
            if (stopped) {
                return 130;
            }
            Files.writeString(
                    file,
                    "{\"n\": " + i + "}\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            progress.at("counting", i, to);
            pause(30);
        }
        out.println("{\"from\": " + from + "}");
        return 0;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
