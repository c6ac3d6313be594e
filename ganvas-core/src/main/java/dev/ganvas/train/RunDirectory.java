package dev.ganvas.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.model.Provenance;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of one run, which tells its own story: {@code run.json}, {@code metrics.jsonl}, {@code samples/},
 * {@code checkpoints/}, {@code tensorboard/}, {@code best.ganvas}, {@code last.ganvas}, {@code timelapse.gif},
 * {@code report.html}.
 *
 * <p>Held by one training at a time.
 */
public final class RunDirectory implements AutoCloseable {
    /** The part of {@code run.json} that a continued run must agree with. */
    public static final String SETTINGS = Provenance.SETTINGS;

    /** The part of {@code run.json} that says why a run ended before its plan did. */
    static final String ENDED = "ended";

    /** The part of {@code run.json} that says how a run broke down. */
    private static final String FAILED = "failed";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private RunDirectory(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens or creates a run's folder and holds it.
     *
     * @throws UsageException when the folder cannot be used, holds other things, or is held by another training
     */
    public static RunDirectory open(Path folder) throws IOException {
        FileChannel channel = null;
        try {
            if (Files.isDirectory(folder) && !Files.exists(folder.resolve("run.json")) && !isNew(folder)) {
                throw new UsageException(folder + " holds other files and is no run; name a new or empty folder.");
            }
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new OverlappingFileLockException();
            }
            return new RunDirectory(folder, channel, lock);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new UsageException(folder + " is in use by another training; wait for it or name another folder.", e);
        } catch (FileSystemException e) {
            throw new UsageException(
                    "The run folder " + folder + " cannot be written (" + reason(e) + "); name another.", e);
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() != null
                ? e.getReason()
                : e.getClass().getSimpleName().replace("Exception", "");
    }

    private static boolean isNew(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            // A start that was killed may have left what it was about to write.
            return entries.map(entry -> entry.getFileName().toString())
                    .allMatch(name -> name.equals(".lock") || name.startsWith(".") && name.endsWith(".tmp"));
        }
    }

    public Path folder() {
        return folder;
    }

    public Path best() {
        return best(folder);
    }

    static Path best(Path folder) {
        return folder.resolve("best.ganvas");
    }

    public Path last() {
        return last(folder);
    }

    static Path last(Path folder) {
        return folder.resolve("last.ganvas");
    }

    public Path metrics() {
        return folder.resolve("metrics.jsonl");
    }

    public Path report() {
        return report(folder);
    }

    static Path report(Path folder) {
        return folder.resolve("report.html");
    }

    public Path samples(long images) {
        return folder.resolve("samples").resolve(String.format("%012d.png", images));
    }

    /** A picture of the newest evaluation. */
    public Path evaluation(String title) {
        return folder.resolve("evaluation").resolve(title.replace(' ', '-') + ".png");
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    Path tensorboard() {
        return folder.resolve("tensorboard");
    }

    /** The record of the run so far; empty for a new one. */
    public Optional<ObjectNode> record() throws IOException {
        Path file = folder.resolve("run.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode node) {
                return Optional.of(node);
            }
        } catch (IOException e) {
            throw new MalformedFileException(file, "is no JSON; the run cannot be continued", e);
        }
        throw new MalformedFileException(file, "is no JSON object; the run cannot be continued");
    }

    public void writeRecord(ObjectNode record) throws IOException {
        AtomicFile.write(folder.resolve("run.json"), JSON.writeValueAsBytes(record));
    }

    /** Why the run ended before its plan did, in words; empty while it has not. */
    Optional<String> ended() throws IOException {
        return words(ENDED);
    }

    /** How the run broke down, in words; empty while it has not. */
    Optional<String> failed() throws IOException {
        return words(FAILED);
    }

    private Optional<String> words(String part) throws IOException {
        return record().filter(record -> record.hasNonNull(part))
                .map(record -> record.path(part).asText());
    }

    /** Writes into the record that the run is over, and why. */
    void end(String reason) throws IOException {
        writeRecord(record().orElseThrow().put(ENDED, reason));
    }

    /** Writes into the record that the run has broken down, and how: from its last checkpoint it would do so again. */
    void fail(String reason) throws IOException {
        writeRecord(record().orElseThrow().put(FAILED, reason));
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
