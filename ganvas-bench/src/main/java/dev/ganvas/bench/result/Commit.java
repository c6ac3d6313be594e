package dev.ganvas.bench.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which commit a working tree stands at. */
public final class Commit {
    private Commit() {}

    /** The short hash, with {@code +changes} if tracked files differ; {@code unknown} where git does not answer. */
    public static String of(Path root) {
        try {
            String hash = git(root, "rev-parse", "--short", "HEAD");
            return hash
                    + (git(root, "status", "--porcelain", "--untracked-files=no")
                                    .isEmpty()
                            ? ""
                            : "+changes");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String git(Path root, String... arguments) throws IOException {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("git failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return output;
    }
}
