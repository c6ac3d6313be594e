package dev.ganvas.server.queue;

import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.settings.ServerLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The galleries of faces that each key keeps: files below the server's folder, which stay until they are deleted. */
public final class Galleries {
    private static final String EXTENSION = ".faces";
    private static final String OWNER = "[0-9A-Za-z]{1,26}";
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

    private final Path folder;
    private final ServerLimits.Galleries most;

    /**
     * @param data the server's folder
     * @param most that each key may keep
     */
    public Galleries(Path data, ServerLimits.Galleries most) {
        this.folder = data.resolve("galleries");
        this.most = most;
    }

    /** A gallery: its name, and the bytes of its file. */
    public record Gallery(String name, long bytes) {}

    /**
     * Where a gallery lies, or would, for more to be put into it; the folder around it is there.
     *
     * @throws Problem when the key's galleries take all the room that they may
     */
    Path of(String name, String owner) {
        Path own = own(owner);
        try {
            requireRoom(name, all(owner));
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return own.resolve(name + EXTENSION);
    }

    private void requireRoom(String name, List<Gallery> all) {
        if (all.stream().mapToLong(Gallery::bytes).sum() >= most.bytes()) {
            throw Problem.of(
                    Problem.Kind.DISK_FULL,
                    "The galleries of this key take all the room they may; remove people, or delete a gallery.");
        }
        boolean there = all.stream().anyMatch(gallery -> gallery.name().equals(name));
        if (!there && all.size() >= most.count()) {
            throw Problem.of(
                    Problem.Kind.DISK_FULL,
                    "This key has " + all.size() + " galleries, which is the most; delete one.");
        }
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

    /** A key's galleries, by name. */
    public List<Gallery> all(String owner) throws IOException {
        return in(own(owner));
    }

    private static List<Gallery> in(Path own) throws IOException {
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        List<Path> found;
        try (Stream<Path> files = Files.list(own)) {
            found = files.filter(Galleries::isGallery).sorted().toList();
        }
        List<Gallery> all = new ArrayList<>();
        for (Path file : found) {
            String name = String.valueOf(file.getFileName());
            try {
                all.add(new Gallery(name.substring(0, name.length() - EXTENSION.length()), Files.size(file)));
            } catch (NoSuchFileException e) {
                // It was deleted meanwhile.
            }
        }
        return all;
    }

    private static boolean isGallery(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(EXTENSION) && !name.startsWith(".");
    }

    /** Bytes of the galleries of all keys. */
    long bytes() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        List<Path> owners;
        try (Stream<Path> all = Files.list(folder)) {
            owners = all.toList();
        }
        long bytes = 0;
        for (Path own : owners) {
            bytes += in(own).stream().mapToLong(Gallery::bytes).sum();
        }
        return bytes;
    }

    /** Deletes a gallery; false when the key has none of that name. */
    public boolean delete(String name, String owner) throws IOException {
        return name.matches(NAME) && Files.deleteIfExists(own(owner).resolve(name + EXTENSION));
    }
}
