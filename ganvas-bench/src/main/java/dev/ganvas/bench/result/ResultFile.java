package dev.ganvas.bench.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One benchmark's outcome as it is kept: what every kind has in common, and a body only its kind knows.
 *
 * @param kind which benchmark this is, such as {@code throughput}; chooses the {@link ReportSection}
 * @param name the file's name without {@code .json}
 * @param date when it was measured, UTC, ISO 8601
 * @param commit the project's commit that was measured, with {@code +changes} if files differed from it
 * @param machine what it was measured on
 * @param body the kind's own record as JSON
 */
public record ResultFile(String kind, String name, String date, String commit, Machine machine, JsonNode body) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** A result measured now on this machine; {@code body} is a record. */
    public static ResultFile of(String kind, String name, BenchFolders folders, Object body) throws IOException {
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new ResultFile(kind, name, date, Commit.of(folders.root()), Machine.current(), JSON.valueToTree(body));
    }

    /** The body as the kind's record. */
    public <T> T body(Class<T> type) throws MalformedFileException {
        return convert(body.toString(), type, name + ".json");
    }

    /** Writes {@code <name>.json} into {@code folder}, over an older one. */
    public Path write(Path folder) throws IOException {
        Path file = folder.resolve(name + ".json");
        AtomicFile.write(file, JSON.writeValueAsString(this) + "\n");
        return file;
    }

    public static ResultFile read(Path file) throws IOException {
        return convert(Files.readString(file), ResultFile.class, file);
    }

    /** All results of a folder, by name; none if there is no such folder. */
    public static List<ResultFile> readAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        List<ResultFile> results = new ArrayList<>();
        for (Path file : files) {
            results.add(read(file));
        }
        return results;
    }

    /** Reads {@code json} as {@code type}, every component of which must be there. */
    public static <T> T convert(String json, Class<T> type, Object source) throws MalformedFileException {
        try {
            return JSON.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .readValue(json);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(source, e.getOriginalMessage(), e);
        }
    }
}
