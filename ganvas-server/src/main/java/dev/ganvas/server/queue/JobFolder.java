package dev.ganvas.server.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of one job: {@code in} its pictures, {@code 1}, {@code 2} ... what each attempt wrote, {@code run} the run of a
 * training, which all attempts continue.
 *
 * @param folder of the job
 */
public record JobFolder(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PREFIX = 8;

    /** Files listed of a job at most. */
    private static final int MOST_FILES = 10_000;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("apng", "image/apng"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("tif", "image/tiff"),
            Map.entry("tiff", "image/tiff"),
            Map.entry("json", "application/json"),
            Map.entry("jsonl", "application/jsonl"),
            Map.entry("html", "text/html"),
            Map.entry("csv", "text/csv"));

    /** The folder of a job below the folder of all. */
    public static JobFolder of(Path all, String id) {
        return new JobFolder(all.resolve(id.substring(0, PREFIX)).resolve(id));
    }

    public Path in() {
        return folder.resolve("in");
    }

    public Path out(int attempt) {
        return folder.resolve(Integer.toString(attempt));
    }

    public Path run() {
        return folder.resolve("run");
    }

    /** What a training said, a line of JSON each. */
    public Path notes() {
        return folder.resolve("notes.jsonl");
    }

    /** Media type of a file by its name. */
    public static String type(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    /** What can be fetched of a folder of results: {@code [{path, type, bytes}]} in the order of their names. */
    public static ArrayNode files(Path results) throws IOException {
        ArrayNode files = JSON.createArrayNode();
        if (!Files.isDirectory(results)) {
            return files;
        }
        List<Path> found;
        try (Stream<Path> walk = Files.walk(results)) {
            found = walk.filter(JobFolder::isResult).sorted().limit(MOST_FILES).toList();
        }
        for (Path file : found) {
            ObjectNode one = files.addObject();
            String path = results.relativize(file).toString().replace('\\', '/');
            one.put("path", path);
            one.put("type", type(path));
            one.put("bytes", Files.size(file));
        }
        return files;
    }

    private static boolean isResult(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean inside = !name.startsWith(".") && Files.isRegularFile(file);
        String path = file.toString().replace('\\', '/');
        return inside && !path.contains("/checkpoints/") && !path.contains("/index/");
    }

    /** Removes a folder with all that is in it. */
    public static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
