package dev.ganvas.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that caches lie in.
 *
 * @param path made when missing
 */
record CacheFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);

    static final String SUFFIX = ".pixels";

    /** Unfinished files older than this were left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(2);

    private static final double GIB = 1L << 30;

    /** The folder that {@code GANVAS_CACHE} names, else the system's usual place for caches. */
    static Path usual(Map<String, String> environment, String system, String home) {
        String named = environment.getOrDefault("GANVAS_CACHE", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.contains("mac")) {
            return Path.of(home, "Library", "Caches", "ganvas");
        }
        String local = environment.getOrDefault("LOCALAPPDATA", "");
        if (lower.contains("windows") && !local.isBlank()) {
            return Path.of(local, "ganvas", "cache");
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        return xdg.isBlank() ? Path.of(home, ".cache", "ganvas") : Path.of(xdg, "ganvas");
    }

    /** {@code usual} when it can be written or made, else a folder of this user's under {@code temporary}. */
    static Path writable(Path usual, Path temporary, String user) {
        Path there = usual.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (Files.isDirectory(there) && Files.isWritable(there)) {
            return usual;
        }
        Path instead = temporary.resolve("ganvas-" + user);
        LOG.warn(
                "{} cannot be written; decoded pictures are kept in {} instead. The environment variable GANVAS_CACHE names a"
                        + " folder of your own.",
                usual,
                instead);
        return instead;
    }

    /** Makes the folder, sweeps out abandoned files and checks that {@code needed} bytes fit. */
    void prepare(long needed) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new IOException(
                    path + ": this folder for decoded pictures cannot be made ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); set GANVAS_CACHE to one that can",
                    e);
        }
        sweep();
        if (free() < needed) {
            throw tooFull(needed, null);
        }
    }

    /** A failure to write, said plainly when it was the full disk. */
    IOException explained(IOException failure, long needed) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("quota exceeded");
        return full ? tooFull(needed, failure) : failure;
    }

    private IOException tooFull(long needed, IOException cause) {
        return new IOException(
                String.format(
                        Locale.ROOT,
                        "%s: the decoded pictures need %.2f GiB, but the disk has %.2f GiB free; make room, or set"
                                + " GANVAS_CACHE to a folder on another disk",
                        path,
                        needed / GIB,
                        free() / GIB),
                cause);
    }

    /** Free bytes; without bound when the system cannot tell. */
    private long free() {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private void sweep() throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(path, ".*" + SUFFIX + ".*.tmp")) {
            for (Path file : unfinished) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
