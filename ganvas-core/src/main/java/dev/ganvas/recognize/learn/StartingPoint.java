package dev.ganvas.recognize.learn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.machine.Throughput;
import dev.ganvas.features.FeatureShape;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.features.WhitenedShape;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * With which network a classifier begins, and why.
 *
 * @param shape of the network
 * @param known name of the network that ships whose weights it begins with; empty from scratch, or where a model is named
 * @param reason a sentence without full stop
 */
record StartingPoint(FeatureShape shape, Optional<String> known, String reason) {
    /** Pictures that known networks are compared by. */
    private static final int COMPARED = 400;

    /** Passes over all pictures that a width is chosen for; the recipe's own measure is 9.9. */
    private static final double PASSES = 10;

    private static final int[] WIDTHS = {128, 96, 64, 48, 32, 24};
    private static final int USUAL_WIDTH = 64;

    /** Of the peak of matrix products that a step reaches. */
    private static final double UTILISATION = 0.45;

    private static final double MEASURED_SECONDS = 0.3;
    private static final int MEASURED_SIDE = 512;

    /** As {@link #of(LabelledPictures, RunSettings, int)}, of a run that was begun before. */
    static StartingPoint recorded(JsonNode network, JsonNode start) {
        return new StartingPoint(
                FeatureShape.read(network, network.path("size").asInt()),
                Optional.of(start.path("known").asText()).filter(name -> !name.isEmpty()),
                start.path("reason").asText());
    }

    /** @param width channels of the first group from scratch; 0 to choose */
    static StartingPoint of(LabelledPictures pictures, RunSettings run, int width) throws IOException {
        int classes = pictures.classes().size();
        if (run.from().isPresent()) {
            Path file = run.from().get();
            try (TrainedFeatures model = TrainedFeatures.open(file)) {
                return new StartingPoint(
                        model.model().shape().withOutputs(classes),
                        Optional.empty(),
                        "begins with the features of " + file + ", as asked for");
            }
        }
        int count = pictures.training().length;
        if (count < LabelledPictures.MANY && pictures.unlabelled().length == 0 && width == 0) {
            Optional<StartingPoint> known = known(pictures, classes);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return scratch(pictures, run, width);
    }

    private static Optional<StartingPoint> known(LabelledPictures pictures, int classes) throws IOException {
        int[] training = pictures.training();
        int[] compared = new int[Math.min(COMPARED, training.length)];
        // Spread over all, because pictures of a class lie together.
        Arrays.setAll(compared, i -> training[(int) ((long) i * training.length / compared.length)]);
        double best = -1;
        FeatureShape shape = null;
        String name = "";
        List<String> found = new ArrayList<>();
        for (String candidate : TrainedFeatures.shippedNames()) {
            try (TrainedFeatures model = TrainedFeatures.shipped(candidate)) {
                double accuracy = LinearProbe.of(FrozenFeatures.of(model.network(), pictures, compared))
                        .accuracy();
                found.add(String.format(Locale.ROOT, "%s %.0f %%", candidate, accuracy * 100));
                if (accuracy > best) {
                    best = accuracy;
                    shape = model.model().shape().withOutputs(classes);
                    name = candidate;
                }
            }
        }
        return shape == null
                ? Optional.empty()
                : Optional.of(new StartingPoint(
                        shape,
                        Optional.of(name),
                        String.format(
                                Locale.ROOT,
                                "%,d labelled pictures are few: begins with the features of %s and learns on (a linear"
                                        + " classifier of frozen features, cross-validated: %s)",
                                pictures.training().length,
                                name,
                                String.join(", ", found))));
    }

    private static StartingPoint scratch(LabelledPictures pictures, RunSettings run, int width) {
        int side = pictures.shape().width();
        int classes = pictures.classes().size();
        int labelled = pictures.training().length;
        int others = pictures.unlabelled().length;
        String both = others == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d labelled pictures beside %,d without labels: learns from both (FixMatch); ",
                        labelled,
                        others);
        if (width > 0) {
            return new StartingPoint(
                    new WhitenedShape(side, width, classes),
                    Optional.empty(),
                    both + "learns from scratch, at the width asked for");
        }
        int count = pictures.learnedFrom().length;
        double affordable = run.budget() instanceof Budget.Images images
                ? images.count() * operations(new WhitenedShape(side, USUAL_WIDTH, classes))
                : UTILISATION
                        * Throughput.matrixProduct(
                                run.precision().orElse(Precision.FP32), MEASURED_SIDE, MEASURED_SECONDS)
                        * ((Budget.Time) run.budget()).duration().toSeconds();
        int chosen = WIDTHS[WIDTHS.length - 1];
        for (int candidate : WIDTHS) {
            if (operations(new WhitenedShape(side, candidate, classes)) * PASSES * count <= affordable) {
                chosen = candidate;
                break;
            }
        }
        return new StartingPoint(
                new WhitenedShape(side, chosen, classes),
                Optional.empty(),
                String.format(
                        Locale.ROOT,
                        "%s%,d pictures and this budget: learns from scratch, %d channels wide, with time to show"
                                + " each picture about %.1f times (%.0f make the most of a width)",
                        both,
                        count,
                        chosen,
                        affordable / count / operations(new WhitenedShape(side, chosen, classes)),
                        PASSES));
    }

    /** Floating-point operations a training image takes. */
    private static double operations(WhitenedShape shape) {
        return 2.0 * 3 * shape.multiplyAdds();
    }
}
