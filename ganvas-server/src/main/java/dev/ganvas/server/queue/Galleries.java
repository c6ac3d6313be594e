package dev.ganvas.server.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The galleries of faces that each key keeps: files below the server's folder, which stay until they are deleted. */
public final class Galleries {
    private static final String EXTENSION = ".faces";
    private static final String OWNER = "[0-9A-Za-z]{1,26}";
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

    private final Path folder;

    /** @param data the server's folder */
    public Galleries(Path data) {
        this.folder = data.resolve("galleries");
    }

    /** Where a gallery lies, or would; the folder around it is there. */
    Path of(String name, String owner) {
        Path own = own(owner);
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return own.resolve(name + EXTENSION);
    }

    /** Where a gallery lies; empty when the key has none of that name. */
    Optional<Path> find(String name, String owner) {
        return Optional.of(own(owner).resolve(name + EXTENSION)).filter(Files::exists);
    }

    private Path own(String owner) {
        if (!owner.matches(OWNER)) {
            throw new IllegalArgumentException("no key has the id " + owner);
        }
        return folder.resolve(owner);
    }

    /** The names of a key's galleries, sorted. */
    public List<String> names(String owner) throws IOException {
        if (!Files.isDirectory(own(owner))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own(owner))) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.endsWith(EXTENSION) && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - EXTENSION.length()))
                    .sorted()
                    .toList();
        }
    }

    /** Deletes a gallery; false when the key has none of that name. */
    public boolean delete(String name, String owner) throws IOException {
        return name.matches(NAME) && Files.deleteIfExists(own(owner).resolve(name + EXTENSION));
    }
}
