package dev.ganvas.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * The folder that caches lie in.
 *
 * @param path made when missing
 */
record CacheFolder(Path path) {
    static final String SUFFIX = ".pixels";

    /** Unfinished files older than this were left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(2);

    private static final double GIB = 1L << 30;

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

    /** Makes the folder, sweeps out abandoned files and checks that {@code needed} bytes fit. */
    void prepare(long needed) throws IOException {
        Files.createDirectories(path);
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
