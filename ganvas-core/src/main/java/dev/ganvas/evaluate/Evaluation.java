package dev.ganvas.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.features.FeatureExtractor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A generator judged from every side: by each extractor, and by FID where the network for it was supplied.
 *
 * @param examinations one for each extractor, the independent ones first
 * @param memorisation whether training pictures were copied, as the first extractor sees it
 * @param duplicates whether pictures repeat, as the first extractor sees it
 * @param accuracy by the first extractor that tells just the classes of the pictures apart, if any does
 * @param fid when the Inception network was supplied
 */
public record Evaluation(
        List<Examination> examinations,
        Memorisation memorisation,
        Duplicates duplicates,
        Optional<ConditionalAccuracy> accuracy,
        Optional<FrechetInceptionDistance> fid) {
    /** Training pictures that extractors see and are searched for copies, at most; more are drawn from. */
    public static final int MOST_TRAINING = 60_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    public Evaluation {
        examinations = List.copyOf(examinations);
        Require.that(!examinations.isEmpty(), "an evaluation needs at least one feature extractor");
    }

    /**
     * What is judged.
     *
     * @param training all pictures the generator was trained on
     * @param heldOut pictures like them that it was not trained on, if there are any
     * @param generated pictures of the same size; with classes, as frequent as in {@code training}
     */
    public record Material(PictureSet training, Optional<PictureSet> heldOut, PictureSet generated) {
        /** @throws dev.ganvas.engine.error.UsageException when a set has under {@link ManifoldOverlap#LEAST} pictures */
        public Material {
            Examination.requireEnough(training, "training pictures");
            heldOut.ifPresent(set -> Examination.requireEnough(set, "held-out pictures"));
            Examination.requireEnough(generated, "generated pictures");
        }
    }

    /**
     * What it is judged by.
     *
     * @param examiners at least one
     * @param inception the network that FID is defined on
     */
    public record Instruments(List<Examiner> examiners, Optional<FeatureExtractor> inception) {
        public Instruments {
            examiners = List.copyOf(examiners);
            Require.that(!examiners.isEmpty(), "an evaluation needs at least one feature extractor");
            Objects.requireNonNull(inception, "inception");
        }

        /** Extractors alone. */
        public static Instruments of(Examiner... examiners) {
            return new Instruments(List.of(examiners), Optional.empty());
        }
    }

    /** Judges; equal seeds give equal evaluations. */
    public static Evaluation of(Material material, Instruments instruments, Seed seed) {
        PictureSet training = material.training().draw(MOST_TRAINING, seed.child("training"));
        Material examined = new Material(training, material.heldOut(), material.generated());
        List<Examiner> examiners = instruments.examiners().stream()
                .sorted(Comparator.comparing(examiner -> !examiner.independent()))
                .toList();
        Examination.Views foremost = Examination.Views.ofAll(examiners.get(0), examined, seed);
        List<Examination> examinations = new ArrayList<>();
        examinations.add(foremost.examine());
        Optional<ConditionalAccuracy> accuracy = foremost.accuracy();
        for (Examiner other : examiners.subList(1, examiners.size())) {
            Examination.Views views = Examination.Views.ofReference(other, examined, seed);
            examinations.add(views.examine());
            accuracy = accuracy.or(views::accuracy);
        }
        return new Evaluation(
                examinations,
                foremost.memorisation(),
                foremost.duplicates(),
                accuracy,
                instruments
                        .inception()
                        .map(i -> FrechetInceptionDistance.of(i, material.training(), material.generated())));
    }

    /** The first examination: by an independent extractor, if there was one. */
    public Examination foremost() {
        return examinations.get(0);
    }

    /** Everything, for people: a block for each extractor. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (Examination examination : examinations) {
            boolean first = text.isEmpty();
            text.append(first ? "" : System.lineSeparator());
            if (!examination.independent()) {
                text.append(warning());
            }
            text.append(examination.figures());
            if (first) {
                text.append(memorisation.toText()).append(duplicates.toText());
            }
            text.append(examination.details());
        }
        accuracy.ifPresent(
                figures -> text.append(System.lineSeparator()).append(figures.toText(Examination.NAMED_CLASSES)));
        fid.ifPresent(figure -> text.append(System.lineSeparator()).append(figure.toText()));
        return text.toString().stripTrailing();
    }

    private String warning() {
        StringBuilder text = new StringBuilder(String.format(
                "NOT INDEPENDENT of this generator, which was trained with this extractor or chosen by it and may have"
                        + " learned to please it.%n"));
        if (foremost().independent()) {
            examinations.stream()
                    .filter(Examination::independent)
                    .forEach(e -> text.append(String.format("Independent: %s%n", e.summary())));
        } else {
            text.append(String.format("No independent extractor judged it.%n"));
        }
        return text.toString();
    }

    /**
     * {@code examinations}, {@code memorisation} and {@code duplicates} with their verdicts in {@code words}, and
     * {@code accuracy} and {@code fid} where they exist.
     */
    public JsonNode toJson() {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode blocks = node.putArray("examinations");
        for (Examination examination : examinations) {
            blocks.add(JSON.<JsonNode>valueToTree(examination));
        }
        node.set("memorisation", ((ObjectNode) JSON.valueToTree(memorisation)).put("words", memorisation.words()));
        node.set("duplicates", ((ObjectNode) JSON.valueToTree(duplicates)).put("words", duplicates.words()));
        accuracy.ifPresent(figures -> node.set("accuracy", JSON.valueToTree(figures)));
        fid.ifPresent(figure -> node.set("fid", JSON.valueToTree(figure)));
        return node;
    }
}
