package dev.ganvas.data.format;

import dev.ganvas.error.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as people type them. */
public final class Locations {
    private Locations() {}

    /**
     * The path that {@code location} names.
     *
     * @throws UsageException when there is nothing
     */
    public static Path existing(String location) {
        Path path;
        try {
            path = Path.of(location);
        } catch (InvalidPathException e) {
            throw new UsageException(location + ": not a path (" + e.getReason() + ")", e);
        }
        if (!Files.exists(path)) {
            boolean dangling = Files.isSymbolicLink(path);
            throw new UsageException(path + ": " + (dangling ? "a link to nothing" : "no such file or folder")
                    + (path.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath())
                    + "; check the spelling");
        }
        return path;
    }
}
