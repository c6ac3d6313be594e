package dev.ganvas.explain.direction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.io.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Directions as JSON, beside their pictures. */
public final class DirectionFile {
    /** The usual name of the file. */
    public static final String NAME = "directions.json";

    /** A larger file is refused unread. */
    public static final long MAX_BYTES = 16L << 20;

    /** More directions than this are refused. */
    public static final int MAX_DIRECTIONS = 1_000;

    private static final JsonFile CONTENT = new JsonFile("directions", MAX_BYTES, MAX_DIRECTIONS, "ganvas explain");
    private static final ObjectMapper JSON = new ObjectMapper();

    private DirectionFile() {}

    /** Writes the file whole or not at all. */
    public static void write(Path file, List<LatentDirection> directions) throws IOException {
        ObjectNode root = CONTENT.begin();
        ArrayNode all = (ArrayNode) root.get(CONTENT.kind());
        for (LatentDirection direction : directions) {
            ObjectNode node = all.addObject();
            node.put("name", direction.name());
            node.put("method", direction.method().name().toLowerCase(Locale.ROOT));
            node.put("deviation", direction.deviation());
            node.set("effect", JSON.valueToTree(direction.effect()));
            ArrayNode values = node.putArray("values");
            for (float value : direction.values()) {
                values.add(value);
            }
        }
        CONTENT.write(file, root);
    }

    /**
     * Reads directions.
     *
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it is no such file or beyond a limit
     */
    public static List<LatentDirection> read(Path file) throws IOException {
        List<LatentDirection> directions = new ArrayList<>();
        for (JsonNode node : CONTENT.read(file)) {
            try {
                directions.add(direction(node));
            } catch (UsageException | IllegalArgumentException | JsonProcessingException e) {
                throw new MalformedFileException(file, "holds a direction that is none: " + e.getMessage(), e);
            }
        }
        return directions;
    }

    private static LatentDirection direction(JsonNode node) throws JsonProcessingException {
        float[] values = new float[node.path("values").size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.path("values").get(i).floatValue();
        }
        return new LatentDirection(
                node.path("name").asText(),
                LatentDirection.Method.valueOf(node.path("method").asText().toUpperCase(Locale.ROOT)),
                values,
                node.path("deviation").asDouble(),
                JSON.treeToValue(node.path("effect"), LatentDirection.Effect.class));
    }
}
