package dev.ganvas.data.format;

import dev.ganvas.data.Fingerprint;
import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A folder with everything below it, links followed, in the order of the names. */
final class FolderContainer implements Container {
    /** Folders nested deeper are not entered. */
    static final int MAX_DEPTH = 64;

    /** What Java puts for bytes that mean nothing in the system's character set. */
    private static final char UNREADABLE = '\ufffd';

    private record Entry(String name, Path path, long size, long modified) {}

    private final Path root;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> names;
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    FolderContainer(Path root) throws IOException {
        this.root = root;
        FileVisitor<Path> visitor = new Lister();
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, visitor);
        entries.sort(Comparator.comparing(Entry::name));
        this.names = entries.stream().map(Entry::name).toList();
    }

    private final class Lister extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && FileNames.isHidden(folder.getFileName().toString())) {
                leftOut.put(relative(folder), "hidden");
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!folder.equals(root) && isRun(folder)) {
                leftOut.put(relative(folder), "the folder of a training");
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                long modified = attributes.lastModifiedTime().toMillis();
                entries.add(new Entry(relative(file), file, attributes.size(), modified));
                if (entries.size() > MAX_ENTRIES) {
                    throw new MalformedFileException(root, "more than " + MAX_ENTRIES + " files");
                }
            } else if (attributes.isSymbolicLink()) {
                leftOut.put(relative(file), "dangling link"); // Followed, it would have been a file or a folder.
            } else {
                leftOut.put(relative(file), attributes.isDirectory() ? "nested too deep" : "not a regular file");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(root)) {
                throw failure;
            }
            leftOut.put(relative(file), failure instanceof FileSystemLoopException ? "link loop" : "not accessible");
            return FileVisitResult.CONTINUE;
        }
    }

    /** What a training writes into the folder of its data is not data. */
    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("run.json"))
                && (Files.isDirectory(folder.resolve("checkpoints")) || Files.isDirectory(folder.resolve("samples")));
    }

    private String relative(Path file) {
        StringJoiner name = new StringJoiner("/");
        root.relativize(file).forEach(part -> name.add(readable(part)));
        return name.toString();
    }

    /** A name that the system's character set cannot express is taken from its bytes, so that no two names become one. */
    private static String readable(Path part) {
        String name = part.toString();
        if (name.indexOf(UNREADABLE) < 0) {
            return name;
        }
        String escaped = part.toUri().getRawPath();
        return NameBytes.decoded(NameBytes.ofEscaped(
                FileNames.baseName(escaped.endsWith("/") ? escaped.substring(0, escaped.length() - 1) : escaped)));
    }

    @Override
    public String name() {
        Path name = root.toAbsolutePath().normalize().getFileName();
        return name == null ? root.toString() : name.toString();
    }

    @Override
    public String kind() {
        return "folder";
    }

    @Override
    public List<String> files() {
        return names;
    }

    @Override
    public Map<String, String> leftOut() {
        return leftOut;
    }

    @Override
    public byte[] read(int index) throws IOException {
        Path file = entries.get(index).path();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) MAX_ENTRY_BYTES + 1);
            if (bytes.length > MAX_ENTRY_BYTES) {
                throw new MalformedFileException(file, "file above the limit of " + MAX_ENTRY_BYTES + " bytes");
            }
            return bytes;
        }
    }

    @Override
    public byte[] start(int index, int count) throws IOException {
        try (InputStream in = Files.newInputStream(entries.get(index).path())) {
            return in.readNBytes(count);
        }
    }

    @Override
    public String locationOf(int index) {
        return entries.get(index).path().toString();
    }

    @Override
    public String contentKey() {
        Fingerprint key = new Fingerprint().add("folder");
        for (Entry entry : entries) {
            key.add(entry.name()).add(entry.size()).add(entry.modified());
        }
        leftOut.forEach((name, reason) -> key.add(name).add(reason));
        return key.hex();
    }

    @Override
    public void close() {}
}
