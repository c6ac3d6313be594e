package dev.ganvas.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.data.PixelShape;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Fit;
import dev.ganvas.image.PictureSize;
import dev.ganvas.model.ModelDescription;
import dev.ganvas.vision.InputContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What {@code model.json} says of a generator.
 *
 * @param fit how the pictures it learned from came to their size
 */
public record GeneratorModel(Architecture architecture, Fit fit, LatentKind latent, List<String> classes) {
    private static final String FIT = "fit";

    /** The kind of model, in its description. */
    public static final String KIND = "generator";

    /** What pictures are made into that this generator's are held against. */
    public PixelLayout layout() {
        PixelShape shape = architecture.pictures();
        return new PixelLayout(shape.size(), fit, Channels.of(shape.channels()));
    }

    /** The description that says this. */
    public ObjectNode toJson() {
        PixelShape shape = architecture.pictures();
        ModelDescription description =
                ModelDescription.of(KIND, classes, new InputContract(shape.width(), shape.height(), shape.channels()));
        description
                .architecture()
                .put("family", architecture.family().name().toLowerCase(Locale.ROOT))
                .put("latent_size", architecture.latentSize())
                .put("generator_width", architecture.generatorWidth())
                .put("discriminator_width", architecture.discriminatorWidth());
        return description
                .fields()
                .put(FIT, fit.toString())
                .put("latent", latent.name().toLowerCase(Locale.ROOT));
    }

    static GeneratorModel parse(ObjectNode fields, Path file) throws MalformedFileException {
        return ModelDescription.read(fields, file, KIND, "a generator", description -> {
            JsonNode networks = description.architecture();
            return new GeneratorModel(
                    new Architecture(
                            Architecture.Family.valueOf(
                                    networks.path("family").asText().toUpperCase(Locale.ROOT)),
                            shape(description.pictures()),
                            networks.path("latent_size").asInt(),
                            networks.path("generator_width").asInt(),
                            networks.path("discriminator_width").asInt(),
                            description.classes().size()),
                    Fit.parse(fields.path(FIT).asText(Fit.CROP.toString())),
                    LatentKind.valueOf(fields.path("latent").asText().toUpperCase(Locale.ROOT)),
                    description.classes());
        });
    }

    private static PixelShape shape(InputContract pictures) {
        return new PixelShape(new PictureSize(pictures.width(), pictures.height()), pictures.channels());
    }
}
