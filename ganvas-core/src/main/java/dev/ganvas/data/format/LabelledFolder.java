package dev.ganvas.data.format;

import dev.ganvas.data.Sources;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A data set being written: a folder with a sub-folder a class, and {@code labels.csv} with a line a picture, which names
 * its class and says whatever else there is to say of it. {@link Sources} reads it back with its classes.
 *
 * <p>All is written beside the folder and moved to its name by {@link #finish}: it appears whole or not at all.
 */
public final class LabelledFolder implements AutoCloseable {
    private final Path target;
    private final Path unfinished;
    private final StringBuilder lines = new StringBuilder();
    private final Map<String, String> folders = new HashMap<>();
    private boolean finished;

    private LabelledFolder(Path target, Path unfinished, List<String> columns) {
        this.target = target;
        this.unfinished = unfinished;
        lines.append("file,label").append(cells(columns)).append('\n');
    }

    /**
     * Begins a data set.
     *
     * @param folder where it will be; must not exist yet, or be empty
     * @param columns names of what {@code labels.csv} says beside file and label
     * @throws UsageException when there is something at {@code folder}
     */
    public static LabelledFolder begin(Path folder, List<String> columns) throws IOException {
        requireFree(folder);
        Path target = folder.toAbsolutePath().normalize();
        Path unfinished = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        Files.createDirectories(unfinished);
        return new LabelledFolder(target, unfinished, columns);
    }

    /**
     * Makes sure, before long work, that a data set may be written there.
     *
     * @throws UsageException when there is something at {@code folder}
     */
    public static void requireFree(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new UsageException(
                            folder + " is not empty; name a new folder, so that nothing in it is lost.");
                }
            }
        } else if (Files.exists(folder)) {
            throw new UsageException(folder + " is a file; name a new folder.");
        }
    }

    /** A class name as one folder's name: separators and dots that would lead elsewhere are replaced. */
    public static String folderName(String className) {
        String safe = className.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]", "_");
        return safe.isBlank() || safe.startsWith(".") ? "_" + safe : safe;
    }

    /**
     * Writes a picture as PNG.
     *
     * @param className its class, or "" for none, when it lies at the top
     * @param number names the file, {@code 000041.png}; a class has each number once
     * @param origin what the picture is
     * @param about a cell for each column
     */
    public void add(String className, int number, Picture picture, Origin origin, List<String> about)
            throws IOException {
        String name = String.format("%06d.png", number);
        String file = className.isEmpty() ? name : folderOf(className) + "/" + name;
        Pictures.writePng(unfinished.resolve(file), picture, origin);
        lines.append(cell(file))
                .append(',')
                .append(cell(className))
                .append(cells(about))
                .append('\n');
    }

    /** Two classes whose names differ only in what a file name cannot hold get two folders. */
    private String folderOf(String className) {
        return folders.computeIfAbsent(className, name -> {
            Set<String> taken = new HashSet<>(folders.values());
            String folder = folderName(name);
            for (int i = 2; taken.contains(folder); i++) {
                folder = folderName(name) + "_" + i;
            }
            return folder;
        });
    }

    private static String cells(List<String> values) {
        return values.stream().map(value -> "," + cell(value)).collect(Collectors.joining());
    }

    /** As RFC 4180 has it, on one line. */
    private static String cell(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "_");
        return line.contains(",") || line.contains("\"") ? '"' + line.replace("\"", "\"\"") + '"' : line;
    }

    /**
     * Gives the folder its name.
     *
     * @throws UsageException when something has come to lie there meanwhile
     */
    public void finish() throws IOException {
        AtomicFile.write(unfinished.resolve(LabelFile.LABELS_CSV), lines.toString());
        requireFree(target);
        Files.deleteIfExists(target);
        Files.move(unfinished, target);
        finished = true;
    }

    /** Removes what was written, unless it was finished. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            try (Stream<Path> files = Files.walk(unfinished)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
