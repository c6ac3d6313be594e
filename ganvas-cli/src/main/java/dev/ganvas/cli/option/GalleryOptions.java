package dev.ganvas.cli.option;

import dev.ganvas.error.UsageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which network compares faces, and the password of a gallery. */
public final class GalleryOptions {
    private static final String VARIABLE = "GANVAS_GALLERY_PASSWORD";
    private static final int MOST_BYTES = 4096;

    @Option(
            names = "--embedder",
            paramLabel = "MODEL",
            description =
                    "What turns a face into numbers: a .ganvas file ('ganvas train PEOPLE --task identity'), or an ONNX file"
                            + " with its contract beside it (default: sface, once fetched).")
    private Optional<Path> embedder = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The first line of this file locks or opens the gallery; so does the environment's "
                    + VARIABLE + ".")
    private Optional<Path> passwordFile = Optional.empty();

    /**
     * Keeps others from changing a gallery until it is let go: two that add at once would lose what one of them wrote. Waits for whoever
     * has it.
     */
    public static Closeable held(Path gallery) throws IOException {
        Path absolute = gallery.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException(gallery + " cannot be written: there is no such folder.");
        }
        FileChannel channel = FileChannel.open(
                folder.resolve("." + absolute.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.lock();
            return () -> {
                lock.release();
                channel.close();
            };
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** What compares faces; empty for the usual. */
    public Optional<Path> embedder() {
        return embedder;
    }

    /** The password; empty when none is given. */
    public Optional<char[]> password() throws IOException {
        if (passwordFile.isPresent()) {
            Path file = passwordFile.get();
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new UsageException(file + " is no file with a password.");
            }
            String first = Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            if (first.isEmpty()) {
                throw new UsageException("The first line of " + file + " is empty.");
            }
            return Optional.of(first.toCharArray());
        }
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(password -> !password.isEmpty())
                .map(String::toCharArray);
    }
}
