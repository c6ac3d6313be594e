package dev.ganvas.generate.latent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.io.JsonFile;
import java.io.IOException;
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

    private static final JsonFile CONTENT =
            new JsonFile("latents", MAX_BYTES, MAX_LATENTS, "ganvas project --latent FILE");

    private LatentFile() {}

    /**
     * Writes points whole or not at all.
     *
     * @param classes the generator's class names, which the file holds instead of numbers
     */
    public static void write(Path file, List<Latent> latents, List<String> classes) throws IOException {
        ObjectNode root = CONTENT.begin();
        ArrayNode all = (ArrayNode) root.get(CONTENT.kind());
        for (Latent latent : latents) {
            ObjectNode node = all.addObject();
            latent.label().ifPresent(label -> node.put("class", classes.get(label)));
            ArrayNode values = node.putArray("values");
            for (float value : latent.values()) {
                values.add(value);
            }
        }
        CONTENT.write(file, root);
    }

    /**
     * Reads points of {@code generator}.
     *
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it is no such file, beyond a limit, or of another generator
     */
    public static List<Latent> read(Path file, Generator generator) throws IOException {
        JsonNode all = CONTENT.read(file);
        check(file, !all.isEmpty(), "holds no latent point");
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
