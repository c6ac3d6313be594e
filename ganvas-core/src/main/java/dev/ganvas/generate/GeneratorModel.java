package dev.ganvas.generate;

import dev.ganvas.generate.network.Architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.data.PixelShape;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Fit;
import dev.ganvas.image.PictureSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code model.json} says of a generator.
 *
 * @param fit how the pictures it learned from came to their size
 */
public record GeneratorModel(Architecture architecture, Fit fit, LatentKind latent, List<String> classes) {
    private static final String KIND = "generator";

    /** What pictures are made into that this generator's are held against. */
    public PixelLayout layout() {
        return new PixelLayout(
                architecture.pictures().size(),
                fit,
                Channels.of(architecture.pictures().channels()));
    }

    public ObjectNode toJson() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("kind", KIND);
        ObjectNode networks = node.putObject("architecture");
        networks.put("family", architecture.family().name().toLowerCase(Locale.ROOT));
        networks.put("latent_size", architecture.latentSize());
        networks.put("generator_width", architecture.generatorWidth());
        networks.put("discriminator_width", architecture.discriminatorWidth());
        node.put("latent", latent.name().toLowerCase(Locale.ROOT));
        classes.forEach(node.putArray("classes")::add);
        ObjectNode pictures = node.putObject("pictures");
        pictures.put("width", architecture.pictures().width());
        pictures.put("height", architecture.pictures().height());
        pictures.put("channels", architecture.pictures().channels());
        pictures.put("fit", fit.toString());
        pictures.put("range", "-1 to 1");
        pictures.put("colour_space", "sRGB");
        return node;
    }

    /** Files of older versions have one size for both sides. */
    private static PixelShape shape(JsonNode pictures) {
        int side = pictures.path("size").asInt();
        return new PixelShape(
                new PictureSize(
                        pictures.path("width").asInt(side), pictures.path("height").asInt(side)),
                pictures.path("channels").asInt());
    }

    static GeneratorModel parse(JsonNode node, Path file) throws MalformedFileException {
        String kind = node.path("kind").asText();
        if (!kind.equals(KIND)) {
            throw new MalformedFileException(file, "is a model of kind '" + kind + "', not a generator");
        }
        try {
            List<String> classes = new ArrayList<>();
            node.path("classes").forEach(name -> classes.add(name.asText()));
            JsonNode networks = node.path("architecture");
            return new GeneratorModel(
                    new Architecture(
                            Architecture.Family.valueOf(
                                    networks.path("family").asText().toUpperCase(Locale.ROOT)),
                            shape(node.path("pictures")),
                            networks.path("latent_size").asInt(),
                            networks.path("generator_width").asInt(),
                            networks.path("discriminator_width").asInt(),
                            classes.size()),
                    Fit.parse(node.path("pictures").path("fit").asText(Fit.CROP.toString())),
                    LatentKind.valueOf(node.path("latent").asText().toUpperCase(Locale.ROOT)),
                    List.copyOf(classes));
        } catch (IllegalArgumentException | UsageException e) {
            throw new MalformedFileException(file, "describes a network that cannot be built: " + e.getMessage(), e);
        }
    }
}
