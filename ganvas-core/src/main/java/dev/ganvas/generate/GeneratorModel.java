package dev.ganvas.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.model.InputContract;
import dev.ganvas.model.ModelDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What {@code model.json} says of a generator. */
public record GeneratorModel(Architecture architecture, LatentKind latent, List<String> classes) {
    /** The kind of model, in its description. */
    public static final String KIND = "generator";

    /** The description that says this. */
    public ObjectNode toJson() {
        ModelDescription description = ModelDescription.of(KIND, classes, InputContract.rgb(architecture.size()));
        description
                .architecture()
                .put("family", architecture.family().name().toLowerCase(Locale.ROOT))
                .put("latent_size", architecture.latentSize())
                .put("generator_width", architecture.generatorWidth())
                .put("discriminator_width", architecture.discriminatorWidth());
        return description.fields().put("latent", latent.name().toLowerCase(Locale.ROOT));
    }

    static GeneratorModel parse(ObjectNode fields, Path file) throws MalformedFileException {
        return ModelDescription.read(fields, file, KIND, "a generator", description -> {
            JsonNode networks = description.architecture();
            return new GeneratorModel(
                    new Architecture(
                            Architecture.Family.valueOf(
                                    networks.path("family").asText().toUpperCase(Locale.ROOT)),
                            description.pictures().size(),
                            networks.path("latent_size").asInt(),
                            networks.path("generator_width").asInt(),
                            networks.path("discriminator_width").asInt(),
                            description.classes().size()),
                    LatentKind.valueOf(fields.path("latent").asText().toUpperCase(Locale.ROOT)),
                    description.classes());
        });
    }
}
