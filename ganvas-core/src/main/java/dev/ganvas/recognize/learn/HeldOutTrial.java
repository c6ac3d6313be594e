package dev.ganvas.recognize.learn;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.features.PictureViews;
import dev.ganvas.image.Picture;
import dev.ganvas.recognize.ClassifierEvaluation;
import dev.ganvas.recognize.Confidence;
import dev.ganvas.recognize.EvaluationPictures;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Direction;
import dev.ganvas.vision.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A classifier on the pictures that are held out.
 *
 * @param confidence by these pictures
 * @param evaluation of calibrated answers
 * @param pictures what the evaluation shows, by title
 */
record HeldOutTrial(Confidence confidence, ClassifierEvaluation evaluation, Map<String, Picture> pictures) {
    private static final int BLOCK = 64;

    static final Figure ERROR = Figure.named("held_out_error", "error on held-out pictures")
            .scaled(100, "%")
            .better(Direction.LOWER_IS_BETTER)
            .meaning("proportion of the held-out pictures that are taken for another class")
            .asHeadline();
    static final Figure LOSS = Figure.named("held_out_loss", "log loss on held-out pictures")
            .better(Direction.LOWER_IS_BETTER)
            .meaning("minus the logarithm of the right class's calibrated probability, in nats");
    static final Figure BEFORE = Figure.named("calibration_error_before", "calibration error before calibration")
            .scaled(100, "%")
            .better(Direction.LOWER_IS_BETTER)
            .meaning("mean distance between confidence and accuracy, by the logits as they are");
    static final Figure AFTER = Figure.named("calibration_error", "calibration error")
            .scaled(100, "%")
            .better(Direction.LOWER_IS_BETTER)
            .meaning("the same once calibrated, each half of the pictures by the other")
            .asHeadline();
    static final Figure TEMPERATURE = Figure.named("temperature", "temperature")
            .meaning("what logits are divided by; above 1 where the network is too sure of itself");
    static final Figure THRESHOLD = Figure.named("threshold", "threshold of \"none of these\"")
            .meaning("confidence that 95 % of the held-out pictures reach");

    /** In the order people should see them. */
    static final List<Figure> FIGURES = List.of(ERROR, AFTER, BEFORE, LOSS, TEMPERATURE, THRESHOLD);

    /**
     * @param network in evaluation mode
     * @param views see {@link PictureViews}
     */
    static HeldOutTrial of(FeatureNetwork network, LabelledPictures pictures, int views, DType dtype) {
        int[] items = pictures.heldOut();
        int[] labels = pictures.labels(items);
        double[][] logits = new double[items.length][];
        for (int from = 0; from < items.length; from += BLOCK) {
            int count = Math.min(BLOCK, items.length - from);
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                Tensor pixels = FrozenFeatures.pixels(pictures, items, from, count, dtype)
                        .to(network.device());
                double[] values = network.outputs(PictureViews.features(network, pixels, views))
                        .toDoubles();
                int classes = values.length / count;
                for (int i = 0; i < count; i++) {
                    logits[from + i] = Arrays.copyOfRange(values, i * classes, (i + 1) * classes);
                }
            }
        }
        Confidence confidence = Confidence.of(logits, labels);
        List<Prediction> predictions = new ArrayList<>();
        for (double[] each : logits) {
            predictions.add(
                    Prediction.of(pictures.classes(), confidence.calibration().probabilities(each)));
        }
        ClassifierEvaluation evaluation = ClassifierEvaluation.of(
                labels, predictions, confidence.calibration().threshold());
        Map<String, Picture> shown = new LinkedHashMap<>();
        EvaluationPictures.confusion(evaluation).ifPresent(picture -> shown.put("confusion matrix", picture));
        EvaluationPictures.mostWrong(evaluation, labels, predictions, i -> pictures.picture(items[i]))
                .ifPresent(picture -> shown.put("most wrong", picture));
        return new HeldOutTrial(confidence, evaluation, shown);
    }

    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(ERROR.name(), 1 - evaluation.accuracy().value());
        figures.put(ERROR.name() + "_low", 1 - evaluation.accuracy().interval().high());
        figures.put(ERROR.name() + "_high", 1 - evaluation.accuracy().interval().low());
        figures.put(AFTER.name(), confidence.after());
        figures.put(BEFORE.name(), confidence.before());
        figures.put(LOSS.name(), evaluation.logLoss());
        figures.put(TEMPERATURE.name(), confidence.calibration().temperature());
        figures.put(THRESHOLD.name(), confidence.calibration().threshold());
        return figures;
    }
}
