package dev.ganvas.recognize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.vision.Prediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How far a classifier is right on labelled pictures, and how far its confidences hold.
 *
 * @param classes names in label order
 * @param accuracy pictures whose most probable class is theirs
 * @param calibrationError see {@link Confidence#calibrationError}
 * @param logLoss mean of minus the logarithm of the right class's probability, in nats
 * @param kept pictures whose confidence reaches the classifier's threshold
 * @param confusion {@code [right class][most probable class]}: numbers of pictures
 * @param mostWrong numbers of the pictures that are taken for another class, the surest first
 */
public record ClassifierEvaluation(
        List<String> classes,
        Proportion accuracy,
        double calibrationError,
        double logLoss,
        Proportion kept,
        List<List<Integer>> confusion,
        List<Integer> mostWrong) {
    private static final double LEAST_PROBABILITY = 1e-12;

    /** The accuracy of one class. */
    public record OfClass(String name, Proportion accuracy) {}

    /**
     * @param labels the right class of each picture
     * @param predictions as many
     * @param threshold of the classifier
     */
    public static ClassifierEvaluation of(int[] labels, List<Prediction> predictions, double threshold) {
        Require.that(
                labels.length == predictions.size() && labels.length > 0,
                "an evaluation needs labelled pictures, and one prediction of each");
        List<String> classes = predictions.get(0).classes();
        int[][] counts = new int[classes.size()][classes.size()];
        double[] confidences = new double[labels.length];
        boolean[] right = new boolean[labels.length];
        double loss = 0;
        int hits = 0;
        int kept = 0;
        for (int i = 0; i < labels.length; i++) {
            Prediction prediction = predictions.get(i);
            int seen = prediction.label();
            counts[labels[i]][seen]++;
            confidences[i] = prediction.best().probability();
            right[i] = seen == labels[i];
            hits += right[i] ? 1 : 0;
            kept += prediction.isNone(threshold) ? 0 : 1;
            loss -= Math.log(
                    Math.max(LEAST_PROBABILITY, prediction.probabilities().get(labels[i])));
        }
        List<Integer> wrong = IntStream.range(0, labels.length)
                .filter(i -> !right[i])
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -confidences[i]))
                .toList();
        List<List<Integer>> confusion = new ArrayList<>();
        for (int[] row : counts) {
            confusion.add(IntStream.of(row).boxed().toList());
        }
        return new ClassifierEvaluation(
                classes,
                Proportion.of(hits, labels.length),
                Confidence.calibrationError(confidences, right),
                loss / labels.length,
                Proportion.of(kept, labels.length),
                confusion,
                wrong);
    }

    /** Each class of which there were pictures, the worst first. */
    public List<OfClass> byClass() {
        List<OfClass> found = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            int count = confusion.get(i).stream().mapToInt(n -> n).sum();
            if (count > 0) {
                found.add(new OfClass(
                        classes.get(i), Proportion.of(confusion.get(i).get(i), count)));
            }
        }
        found.sort(Comparator.comparing(one -> one.accuracy().value()));
        return found;
    }

    /** For machines. */
    public ObjectNode toJson() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("pictures", accuracy.of()).put("right", accuracy.hits());
        node.put("accuracy", accuracy.value());
        node.put("accuracy_low", accuracy.interval().low());
        node.put("accuracy_high", accuracy.interval().high());
        node.put("calibration_error", calibrationError);
        node.put("log_loss", logLoss);
        node.put("kept_by_threshold", kept.value());
        ArrayNode each = node.putArray("classes");
        for (OfClass one : byClass()) {
            each.addObject()
                    .put("name", one.name())
                    .put("pictures", one.accuracy().of())
                    .put("accuracy", one.accuracy().value())
                    .put("low", one.accuracy().interval().low())
                    .put("high", one.accuracy().interval().high());
        }
        ObjectNode matrix = node.putObject("confusion");
        for (int i = 0; i < classes.size(); i++) {
            ArrayNode row = matrix.putArray(classes.get(i));
            confusion.get(i).forEach(row::add);
        }
        return node;
    }

    /** For people; names at most {@code most} classes. */
    public String toText(int most) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "Right: %s of %,d pictures%n", accuracy.toTextWithInterval(), accuracy.of()));
        List<OfClass> each = byClass();
        for (OfClass one : each.subList(0, Math.min(most, each.size()))) {
            text.append(String.format(
                    Locale.ROOT, "  %-20s %s%n", one.name(), one.accuracy().toTextWithInterval()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "Confidence: calibration error %.1f %%, log loss %.3f; the threshold keeps %s of these pictures%n",
                        calibrationError * 100,
                        logLoss,
                        kept.toTextWithInterval()))
                .toString();
    }
}
