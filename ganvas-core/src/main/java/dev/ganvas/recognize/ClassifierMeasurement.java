package dev.ganvas.recognize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.image.Picture;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A classifier measured on a source: how right it is on pictures of its classes, and how many of the others it tells to be none of
 * these.
 *
 * @param evaluation on pictures of its classes; empty when there were none
 * @param foreign pictures of other classes, or of none, whose confidence lies below the threshold; empty when there were none
 * @param unreadable pictures that could not be read
 * @param pictures what the evaluation shows, by title
 */
public record ClassifierMeasurement(
        Optional<ClassifierEvaluation> evaluation,
        Optional<Proportion> foreign,
        int unreadable,
        Map<String, Picture> pictures) {
    private static final int BLOCK = 64;

    /**
     * @param most pictures to measure by, evenly chosen
     * @throws UsageException when none can be read
     */
    public static ClassifierMeasurement of(
            Classifier classifier, PictureSource source, int most, ProgressListener progress) throws IOException {
        return new Measuring(classifier, source).of(most, progress);
    }

    private static final class Measuring {
        private final Classifier classifier;
        private final PictureSource source;
        private final List<Integer> items = new ArrayList<>();
        private final List<Integer> labels = new ArrayList<>();
        private final List<Prediction> predictions = new ArrayList<>();
        private int foreign;
        private int caught;
        private int unreadable;

        Measuring(Classifier classifier, PictureSource source) {
            this.classifier = classifier;
            this.source = source;
        }

        ClassifierMeasurement of(int most, ProgressListener progress) throws IOException {
            int count = Math.min(most, source.count());
            List<Picture> block = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int item = (int) ((long) i * source.count() / count);
                try {
                    block.add(source.read(item));
                    numbers.add(item);
                } catch (MalformedFileException e) {
                    unreadable++;
                }
                if (block.size() == BLOCK || i == count - 1) {
                    take(block, numbers);
                    progress.at(i + 1, count);
                }
            }
            if (items.isEmpty() && foreign == 0) {
                throw new UsageException(source.name() + ": none of its pictures can be read.");
            }
            return result();
        }

        private void take(List<Picture> block, List<Integer> numbers) {
            List<Prediction> found = classifier.predict(block);
            for (int i = 0; i < found.size(); i++) {
                int item = numbers.get(i);
                int label = source.label(item).isPresent()
                        ? classifier
                                .classes()
                                .indexOf(source.classes().get(source.label(item).getAsInt()))
                        : -1;
                if (label < 0) {
                    foreign++;
                    caught += found.get(i).isNone(classifier.calibration().threshold()) ? 1 : 0;
                } else {
                    items.add(item);
                    labels.add(label);
                    predictions.add(found.get(i));
                }
            }
            block.clear();
            numbers.clear();
        }

        private ClassifierMeasurement result() {
            Optional<Proportion> others = foreign == 0 ? Optional.empty() : Optional.of(Proportion.of(caught, foreign));
            if (items.isEmpty()) {
                return new ClassifierMeasurement(Optional.empty(), others, unreadable, Map.of());
            }
            int[] right = labels.stream().mapToInt(i -> i).toArray();
            ClassifierEvaluation evaluation = ClassifierEvaluation.of(
                    right, predictions, classifier.calibration().threshold());
            Map<String, Picture> shown = new LinkedHashMap<>();
            EvaluationPictures.confusion(evaluation).ifPresent(picture -> shown.put("confusion matrix", picture));
            EvaluationPictures.mostWrong(evaluation, right, predictions, this::picture)
                    .ifPresent(picture -> shown.put("most wrong", picture));
            return new ClassifierMeasurement(Optional.of(evaluation), others, unreadable, shown);
        }

        private Picture picture(int i) {
            try {
                return source.read(items.get(i));
            } catch (IOException e) {
                // It could be read a moment ago.
                return EvaluationPictures.blank();
            }
        }
    }

    /** For machines. */
    public ObjectNode toJson(Classifier classifier) {
        ObjectNode node =
                evaluation.map(ClassifierEvaluation::toJson).orElseGet(() -> new ObjectMapper().createObjectNode());
        node.put("classifier", classifier.name()).put("sha256", classifier.sha256());
        node.put("temperature", classifier.calibration().temperature());
        node.put("threshold", classifier.calibration().threshold());
        node.put("unreadable", unreadable);
        foreign.ifPresent(others -> node.put("foreign", others.of())
                .put("foreign_told", others.hits())
                .put("foreign_told_part", others.value()));
        return node;
    }

    /** For people. */
    public String toText(Classifier classifier, int mostClasses) {
        StringBuilder text = new StringBuilder();
        evaluation.ifPresent(found -> text.append(found.toText(mostClasses)));
        foreign.ifPresent(others -> text.append(String.format(
                Locale.ROOT,
                "Pictures of other classes: %s of %,d told to be none of these, by the threshold %.3f%n",
                others.toTextWithInterval(),
                others.of(),
                classifier.calibration().threshold())));
        if (unreadable > 0) {
            text.append(String.format(Locale.ROOT, "%,d pictures could not be read%n", unreadable));
        }
        return text.toString();
    }
}
