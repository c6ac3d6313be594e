package dev.ganvas.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.vision.InputContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code model.json} says of every kind of model.
 *
 * @param kind such as {@code generator}
 * @param classes names in label order; empty without classes
 * @param pictures what the network's pictures are like
 * @param fields the whole description; what else the kind has to say stands there
 */
public record ModelDescription(String kind, List<String> classes, InputContract pictures, ObjectNode fields) {
    /** Where a kind describes its networks. */
    public static final String ARCHITECTURE = "architecture";

    private static final String PICTURES = "pictures";
    private static final ObjectMapper JSON = new ObjectMapper();

    public ModelDescription {
        classes = List.copyOf(classes);
    }

    /** A description to fill in. */
    public static ModelDescription of(String kind, List<String> classes, InputContract pictures) {
        ObjectNode fields = JSON.createObjectNode().put("kind", kind);
        fields.putObject(ARCHITECTURE);
        classes.forEach(fields.putArray("classes")::add);
        fields.putObject(PICTURES)
                .put("width", pictures.width())
                .put("height", pictures.height())
                .put("channels", pictures.channels())
                .put("range", "-1 to 1")
                .put("colour_space", "sRGB");
        return new ModelDescription(kind, classes, pictures, fields);
    }

    /** What a kind says of its networks, to read or to fill in. */
    public ObjectNode architecture() {
        return fields.withObject("/" + ARCHITECTURE);
    }

    /** Makes what a kind needs of a description, which may say anything. */
    public interface Reader<T> {
        /**
         * @throws IllegalArgumentException or
         * @throws UsageException when there is no such network
         */
        T of(ModelDescription description) throws MalformedFileException;
    }

    /**
     * Reads a description of one kind.
     *
     * @param file where it comes from, for messages
     * @param what the kind in words, with its article
     * @throws MalformedFileException when it is of another kind, or describes what cannot be built
     */
    public static <T> T read(ObjectNode fields, Path file, String kind, String what, Reader<T> reader)
            throws MalformedFileException {
        String named = fields.path("kind").asText();
        if (!named.equals(kind)) {
            throw new MalformedFileException(file, "is a model of kind '" + named + "', not " + what);
        }
        List<String> classes = new ArrayList<>();
        JsonNode names = fields.path("classes");
        names.forEach(name -> classes.add(name.asText()));
        try {
            return reader.of(new ModelDescription(kind, classes, pictures(fields), fields));
        } catch (IllegalArgumentException | UsageException e) {
            throw new MalformedFileException(file, "describes a network that cannot be built: " + e.getMessage(), e);
        }
    }

    /** What a description says of pictures; no side is 0. Files of older versions name one size for both sides. */
    private static InputContract pictures(JsonNode description) {
        JsonNode pictures = description.path(PICTURES);
        int side = pictures.path("size").asInt();
        return new InputContract(
                pictures.path("width").asInt(side),
                pictures.path("height").asInt(side),
                pictures.path("channels").asInt(InputContract.RGB));
    }
}
