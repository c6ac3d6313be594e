package dev.ganvas.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a model comes from, {@code provenance.json}: enough to train it again. Files of older versions lack some of it.
 *
 * @param version of Ganvas that began the training; empty when unknown
 * @param date when it began, as ISO 8601 in UTC; empty when unknown
 * @param data what it learned from
 * @param from the model it began with, if any
 * @param settings what was asked for, by name
 * @param machine the computer it was trained on
 * @param record all of the run's record, the above included
 */
public record Provenance(
        String version,
        String date,
        Data data,
        Optional<From> from,
        JsonNode settings,
        JsonNode machine,
        ObjectNode record) {
    private static final long MOST_BYTES = 64L << 20;

    /** The part of a record that names the version. */
    public static final String VERSION = "version";

    /** The part of a record that says when a run began. */
    public static final String DATE = "date";

    /** The part of a record that describes the data. */
    public static final String DATA = "data";

    /** The part of a record that names the model a run began with. */
    public static final String FROM = "from";

    /** The part of a record that says what was asked for. */
    public static final String SETTINGS = "settings";

    /** The part of a record that describes the machine. */
    public static final String MACHINE = "machine";

    /**
     * The pictures.
     *
     * @param name of the source
     * @param kind of the source
     * @param pictures how many
     * @param contentSha256 of the pictures at the size trained at
     * @param licence their terms, where the person who trained stated them
     * @param classes names in label order; empty without
     */
    public record Data(
            String name,
            String kind,
            long pictures,
            String contentSha256,
            Optional<String> licence,
            List<String> classes) {
        public Data {
            classes = List.copyOf(classes);
        }

        static Data of(JsonNode node) {
            List<String> classes = new ArrayList<>();
            node.path("classes").forEach(name -> classes.add(name.asText()));
            return new Data(
                    node.path("name").asText(),
                    node.path("kind").asText(),
                    node.path("pictures").asLong(),
                    node.path("content_sha256").asText(),
                    Optional.of(node.path("licence").asText()).filter(text -> !text.isBlank()),
                    classes);
        }
    }

    /**
     * A model that a training began with.
     *
     * @param name of its file
     * @param weightsSha256 of its weights, in hexadecimal
     */
    public record From(String name, String weightsSha256) {}

    /**
     * Reads what a file says: a model file, the name of a model that ships, a run's folder, or its {@code run.json}.
     *
     * @throws dev.ganvas.error.UsageException when there is none
     * @throws MalformedFileException when it cannot be understood
     */
    public static Provenance read(Path file) throws IOException {
        Path record = Files.isDirectory(file) ? file.resolve("run.json") : file;
        if (!record.toString().endsWith(".json")) {
            return ModelFile.read(record).origin();
        }
        if (!Files.isRegularFile(record)) {
            throw new UsageException("There is no file " + record + ".");
        }
        if (Files.size(record) > MOST_BYTES) {
            throw new MalformedFileException(
                    record, "has " + Files.size(record) + " bytes, too many for a run's record");
        }
        try {
            return of(new ObjectMapper().readTree(Files.readAllBytes(record)));
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(record, "is no JSON", e);
        }
    }

    /** What a run's record says; parts that are missing stay empty. */
    public static Provenance of(JsonNode record) {
        JsonNode from = record.path(FROM);
        ObjectNode whole = record instanceof ObjectNode object ? object : new ObjectMapper().createObjectNode();
        return new Provenance(
                record.path(VERSION).asText(),
                record.path(DATE).asText(),
                Data.of(record.path(DATA)),
                from.hasNonNull("name")
                        ? Optional.of(new From(
                                from.path("name").asText(),
                                from.path("weights_sha256").asText()))
                        : Optional.empty(),
                record.path(SETTINGS),
                record.path(MACHINE),
                whole);
    }
}
