package dev.ganvas.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.error.MalformedFileException;
import dev.ganvas.engine.error.UsageException;
import dev.ganvas.engine.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Latent points as JSON: {@code {"kind": "latents", "format": 1, "latents": [{"class": "cat", "values": [...]}]}}. */
public final class LatentFile {
    /** A larger file is refused unread. */
    public static final long MAX_BYTES = 64L << 20;

    /** More points than this are refused. */
    public static final int MAX_LATENTS = 10_000;

    private static final String KIND = "latents";
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LatentFile() {}

    /**
     * Writes points whole or not at all.
     *
     * @param classes the generator's class names, which the file holds instead of numbers
     */
    public static void write(Path file, List<Latent> latents, List<String> classes) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("kind", KIND);
        root.put("format", FORMAT);
        ArrayNode all = root.putArray(KIND);
        for (Latent latent : latents) {
            ObjectNode node = all.addObject();
            latent.label().ifPresent(label -> node.put("class", classes.get(label)));
            ArrayNode values = node.putArray("values");
            for (float value : latent.values()) {
                values.add(value);
            }
        }
        AtomicFile.write(file, JSON.writeValueAsBytes(root));
    }

    /**
     * Reads points of {@code generator}.
     *
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it is no such file, beyond a limit, or of another generator
     */
    public static List<Latent> read(Path file, Generator generator) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException(
                    "There is no latent file " + file + "; 'ganvas project --latent FILE' writes one.");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new MalformedFileException(file, "is larger than " + MAX_BYTES + " bytes");
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(file, "is no JSON", e);
        }
        check(file, root.path("kind").asText().equals(KIND), "holds no latent points");
        check(file, root.path("format").asInt() == FORMAT, "is of a format this version does not know");
        JsonNode all = root.path(KIND);
        check(
                file,
                all.isArray() && !all.isEmpty() && all.size() <= MAX_LATENTS,
                "must hold 1 to " + MAX_LATENTS + " latent points");
        List<Latent> latents = new ArrayList<>();
        for (JsonNode node : all) {
            latents.add(latent(file, node, generator));
        }
        return latents;
    }

    private static Latent latent(Path file, JsonNode node, Generator generator) throws MalformedFileException {
        JsonNode numbers = node.path("values");
        check(
                file,
                numbers.size() == generator.latentSize(),
                "holds latent vectors of " + numbers.size() + " numbers; this generator's have "
                        + generator.latentSize());
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
            check(
                    file,
                    numbers.get(i).isNumber() && Float.isFinite(values[i]),
                    "holds a value that is no finite number");
        }
        OptionalInt label = OptionalInt.empty();
        if (!generator.classes().isEmpty()) {
            int number = generator.classes().indexOf(node.path("class").asText());
            check(
                    file,
                    number >= 0,
                    "names the class '" + node.path("class").asText() + "', which this generator does not have");
            label = OptionalInt.of(number);
        }
        return new Latent(values, label);
    }

    private static void check(Path file, boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(file, otherwise);
        }
    }
}
