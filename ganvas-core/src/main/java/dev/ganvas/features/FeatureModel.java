package dev.ganvas.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.model.ModelDescription;
import dev.ganvas.model.ModelFile;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.InputContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code model.json} says of a feature extractor or a classifier.
 *
 * @param shape of its network
 * @param side of the pictures it is shown, which may be other than that its network was made for
 * @param classes names in label order; empty where it learned without labels
 * @param calibration {@link Calibration#NONE} where it was not measured
 * @param views versions of a picture that an answer is the mean of: 1, 3 (moved), or 6 (mirrored as well)
 */
public record FeatureModel(FeatureShape shape, int side, List<String> classes, Calibration calibration, int views) {
    /** Of models, in their files. */
    public static final String KIND = "features";

    private static final String TASK = "task";
    private static final String CLASSIFY = "classify";
    private static final String CALIBRATION = "calibration";

    /** Largest side that a file may claim. */
    private static final int MAX_SIDE = 512;

    public FeatureModel {
        classes = List.copyOf(classes);
        Require.within(side, 1, MAX_SIDE, "side of pictures");
        Require.that(PictureViews.COUNTS.contains(views), "views must be 1, 3 or 6, not " + views);
    }

    /** One that learned without labels. */
    static FeatureModel withoutClasses(FeatureShape shape) {
        return new FeatureModel(shape, shape.size(), List.of(), Calibration.NONE, 1);
    }

    /**
     * Whether a file holds a classifier or feature extractor.
     *
     * @throws MalformedFileException when it is no model file, or damaged
     */
    public static boolean isOne(Path file) throws IOException {
        return ForeignClassifier.isForeign(file)
                ? ForeignClassifier.isOne(file)
                : ModelFile.read(file).description().path("kind").asText().equals(KIND);
    }

    /** The description. */
    public ObjectNode toJson() {
        ModelDescription description = ModelDescription.of(KIND, classes, InputContract.rgb(side));
        shape.describe(description.architecture());
        ObjectNode fields = description.fields().put(TASK, classes.isEmpty() ? KIND : CLASSIFY);
        if (!classes.isEmpty()) {
            fields.putObject(CALIBRATION)
                    .put("temperature", calibration.temperature())
                    .put("threshold", calibration.threshold());
            fields.put("views", views);
        }
        return fields;
    }

    /** @throws MalformedFileException when it is of another kind, or describes what cannot be */
    static FeatureModel parse(ObjectNode fields, Path file) throws MalformedFileException {
        return ModelDescription.read(fields, file, KIND, "a classifier or feature extractor", description -> {
            int side = description.pictures().width();
            FeatureShape shape = FeatureShape.read(description.architecture(), side);
            boolean classify = fields.path(TASK).asText().equals(CLASSIFY);
            List<String> classes = description.classes();
            if (classify && classes.size() != shape.outputs()) {
                throw new MalformedFileException(
                        file, "names " + classes.size() + " classes for " + shape.outputs() + " outputs");
            }
            JsonNode calibration = fields.path(CALIBRATION);
            return new FeatureModel(
                    shape,
                    side,
                    classify ? classes : List.of(),
                    new Calibration(
                            calibration.path("temperature").asDouble(1),
                            calibration.path("threshold").asDouble(0)),
                    fields.path("views").asInt(1));
        });
    }
}
