package dev.ganvas.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.model.ModelDescription;
import dev.ganvas.train.Snapshot;
import dev.ganvas.vision.InputContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What {@code model.json} says of a feature extractor. */
record FeatureModel(FeatureSettings.Task task, BackboneShape shape, List<String> classes) {
    static final String KIND = "features";

    ObjectNode toJson() {
        ModelDescription description = ModelDescription.of(KIND, classes, InputContract.rgb(shape.size()));
        description
                .architecture()
                .put("width", shape.width())
                .put("blocks", shape.blocks())
                .put("outputs", shape.outputs());
        return description.fields().put("task", task.name().toLowerCase(Locale.ROOT));
    }

    static FeatureModel parse(ObjectNode fields, Path file) throws MalformedFileException {
        return ModelDescription.read(fields, file, KIND, "a feature extractor", description -> {
            JsonNode networks = description.architecture();
            BackboneShape shape = new BackboneShape(
                    description.pictures().width(),
                    networks.path("width").asInt(),
                    networks.path("blocks").asInt(-1),
                    networks.path("outputs").asInt());
            FeatureSettings.Task task =
                    FeatureSettings.Task.valueOf(fields.path("task").asText().toUpperCase(Locale.ROOT));
            List<String> classes = description.classes();
            if (task == FeatureSettings.Task.CLASSIFY && classes.size() != shape.outputs()) {
                throw new MalformedFileException(
                        file, "names " + classes.size() + " classes for " + shape.outputs() + " outputs");
            }
            return new FeatureModel(task, shape, classes);
        });
    }

    /** What its card says. */
    Snapshot.About about() {
        return new Snapshot.About(
                (task == FeatureSettings.Task.CLASSIFY ? "Classifier, " : "Feature extractor, ") + shape.size() + " px",
                task == FeatureSettings.Task.CLASSIFY
                        ? "Learned by telling " + classes.size() + " classes apart."
                        : "Learned without labels, by recognising changed versions of a picture (Barlow Twins).",
                "On a tenth of the pictures, at most " + FeatureTrainable.MOST_HELD_OUT
                        + ", that were held out of the training.",
                "Knows pictures of the kind and size it was trained on. Features are for comparing pictures; classes are guesses"
                        + " without calibrated confidence.");
    }
}
