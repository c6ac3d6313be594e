package dev.ganvas.recognize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.model.ModelFile;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells pictures that one generator drew from real ones, with its errors as they were measured. It has learned nothing of other
 * generators. For one thread at a time; owns native memory until closed.
 */
public final class OriginDetector implements AutoCloseable {
    /** Its classes. */
    public static final String REAL = "real";

    public static final String GENERATED = "generated";

    private static final String FIELD = "origin";

    private final TrainedFeatures classifier;
    private final Claim claim;

    private OriginDetector(TrainedFeatures classifier, Claim claim) {
        this.classifier = classifier;
        this.claim = claim;
    }

    /**
     * What a detector stands for.
     *
     * @param generator its name
     * @param sha256 of its weights, in hexadecimal
     * @param size of the pictures that it draws
     * @param threshold probability from which on a picture counts as drawn by it, 0.5 to 1
     * @param falseAlarms real pictures that reach the threshold, among those that nothing was learned from or chosen by
     * @param missed the generator's pictures that do not, among as little known ones
     */
    public record Claim(
            String generator,
            String sha256,
            PictureSize size,
            double threshold,
            Proportion falseAlarms,
            Proportion missed) {
        /** The description of a detector: that of a classifier, and this. */
        public ObjectNode into(ObjectNode description) {
            ObjectNode fields = description.deepCopy();
            ObjectNode node = fields.putObject(FIELD);
            node.put("generator", generator).put("generator_sha256", sha256);
            node.put("width", size.width()).put("height", size.height()).put("threshold", threshold);
            node.putObject("false_alarms").put("hits", falseAlarms.hits()).put("of", falseAlarms.of());
            node.putObject("missed").put("hits", missed.hits()).put("of", missed.of());
            return fields;
        }

        private static Claim read(JsonNode node, Path file) throws MalformedFileException {
            double threshold = node.path("threshold").asDouble(-1);
            try {
                if (threshold < 0 || threshold > 1) {
                    throw new UsageException("its threshold is no probability");
                }
                return new Claim(
                        node.path("generator").asText(),
                        node.path("generator_sha256").asText(),
                        new PictureSize(
                                node.path("width").asInt(), node.path("height").asInt()),
                        threshold,
                        proportion(node.path("false_alarms")),
                        proportion(node.path("missed")));
            } catch (UsageException | IllegalArgumentException e) {
                throw new MalformedFileException(file, "says of origins what cannot be: " + e.getMessage(), e);
            }
        }

        private static Proportion proportion(JsonNode node) {
            return Proportion.of(node.path("hits").asInt(-1), node.path("of").asInt());
        }
    }

    /**
     * Opens a file.
     *
     * @throws UsageException when there is none, or it is a model of another kind
     * @throws MalformedFileException when it is damaged
     */
    public static OriginDetector open(Path file) throws IOException {
        JsonNode claim = ModelFile.read(file).description().path(FIELD);
        if (claim.isMissingNode()) {
            throw new UsageException(file + " does not tell generated pictures from real ones; `train` with the task"
                    + " `origin` and a generator makes a model that does.");
        }
        Claim read = Claim.read(claim, file);
        TrainedFeatures classifier = TrainedFeatures.open(file);
        if (!List.of(REAL, GENERATED).equals(classifier.classes())) {
            classifier.close();
            throw new MalformedFileException(file, "has other classes than " + REAL + " and " + GENERATED);
        }
        return new OriginDetector(classifier, read);
    }

    /** What it stands for. */
    public Claim claim() {
        return claim;
    }

    /** How probable it is, 0 to 1, that the generator drew a picture, among pictures of which it drew half. */
    public double probability(Picture picture) {
        Prediction prediction = classifier.predict(List.of(picture)).get(0);
        return prediction.probabilities().get(1);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
