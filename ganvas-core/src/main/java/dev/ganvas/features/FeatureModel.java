package dev.ganvas.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PixelCache;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code model.json} says of a feature extractor. */
record FeatureModel(FeatureSettings.Task task, BackboneShape shape, List<String> classes) {
    static final String KIND = "features";

    ModelFile file(Backbone backbone, PixelCache data, Map<String, Double> figures, JsonNode provenance, byte[] samples)
            throws IOException {
        return new ModelFile(toJson(), ModelFile.weightsOf(backbone), card(data, figures), provenance, samples);
    }

    private ObjectNode toJson() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("kind", KIND);
        node.put("task", task.name().toLowerCase(Locale.ROOT));
        node.putObject("architecture")
                .put("width", shape.width())
                .put("blocks", shape.blocks())
                .put("outputs", shape.outputs());
        classes.forEach(node.putArray("classes")::add);
        node.putObject("pictures")
                .put("size", shape.size())
                .put("channels", 3)
                .put("range", "-1 to 1")
                .put("colour_space", "sRGB");
        return node;
    }

    static FeatureModel parse(JsonNode node, Path file) throws MalformedFileException {
        String kind = node.path("kind").asText();
        if (!kind.equals(KIND)) {
            throw new MalformedFileException(file, "is a model of kind '" + kind + "', not a feature extractor");
        }
        try {
            List<String> classes = new ArrayList<>();
            node.path("classes").forEach(name -> classes.add(name.asText()));
            JsonNode networks = node.path("architecture");
            BackboneShape shape = new BackboneShape(
                    node.path("pictures").path("size").asInt(),
                    networks.path("width").asInt(),
                    networks.path("blocks").asInt(-1),
                    networks.path("outputs").asInt());
            FeatureSettings.Task task =
                    FeatureSettings.Task.valueOf(node.path("task").asText().toUpperCase(Locale.ROOT));
            if (task == FeatureSettings.Task.CLASSIFY && classes.size() != shape.outputs()) {
                throw new MalformedFileException(
                        file, "names " + classes.size() + " classes for " + shape.outputs() + " outputs");
            }
            return new FeatureModel(task, shape, List.copyOf(classes));
        } catch (IllegalArgumentException | UsageException e) {
            throw new MalformedFileException(file, "describes a network that cannot be built: " + e.getMessage(), e);
        }
    }

    private String card(PixelCache data, Map<String, Double> figures) {
        StringBuilder card = new StringBuilder();
        card.append("# Feature extractor, ").append(shape.size()).append(" px\n\n");
        card.append(
                task == FeatureSettings.Task.CLASSIFY
                        ? "Learned by telling " + classes.size() + " classes apart.\n\n"
                        : "Learned without labels, by recognising changed versions of a picture (Barlow Twins).\n\n");
        card.append("## Data\n\n")
                .append(data.sourceName())
                .append(": ")
                .append(data.count())
                .append(" pictures, content hash `")
                .append(data.contentHash())
                .append("`.\n\nLicence: as the pictures'. Whoever trained this model knows their terms.\n\n");
        card.append("## Figures\n\nOn a tenth of the pictures, at most 2,000, that were held out of the training.\n\n");
        card.append("| figure | value |\n|---|---|\n");
        figures.forEach((name, value) -> card.append(String.format(Locale.ROOT, "| %s | %.6g |\n", name, value)));
        card.append("\n## Limits\n\nKnows pictures of the kind and size it was trained on. Features are for comparing"
                + " pictures; classes are guesses without calibrated confidence.\n");
        return card.toString();
    }
}
