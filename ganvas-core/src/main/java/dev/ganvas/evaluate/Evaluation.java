package dev.ganvas.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.FrechetInceptionDistance;
import dev.ganvas.evaluate.distribution.ManifoldOverlap;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.originality.Duplicates;
import dev.ganvas.evaluate.originality.Memorisation;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A generator evaluated from every side: by each extractor, and by FID where the network for it was supplied.
 *
 * @param extractorFigures one for each extractor, the independent ones first
 * @param memorisation whether training pictures were copied, as the first extractor sees it
 * @param duplicates whether pictures repeat, as the first extractor sees it
 * @param accuracy by the first extractor that tells just the classes of the pictures apart, if any does
 * @param fid when the Inception network was supplied
 */
public record Evaluation(
        List<ExtractorFigures> extractorFigures,
        Memorisation memorisation,
        Duplicates duplicates,
        Optional<ConditionalAccuracy> accuracy,
        Optional<FrechetInceptionDistance> fid) {
    /** Training pictures that extractors see and are searched for copies, at most; more are drawn from. */
    public static final int MOST_TRAINING = 60_000;

    /** Below this recall, pictures that differ from each other still show next to nothing of the data. */
    private static final double LITTLE_RECALL = 0.05;

    private static final ObjectMapper JSON = new ObjectMapper();

    public Evaluation {
        extractorFigures = List.copyOf(extractorFigures);
        Require.that(!extractorFigures.isEmpty(), "an evaluation needs at least one feature extractor");
    }

    /**
     * What is evaluated.
     *
     * @param training all pictures the generator was trained on
     * @param heldOut pictures like them that it was not trained on, if there are any
     * @param generated pictures of the same size; with classes, as frequent as in {@code training}
     */
    public record Material(PictureSet training, Optional<PictureSet> heldOut, PictureSet generated) {
        /** @throws dev.ganvas.error.UsageException when a set has under {@link ManifoldOverlap#LEAST} pictures */
        public Material {
            ExtractorFigures.requireEnough(training, "training pictures");
            heldOut.ifPresent(set -> ExtractorFigures.requireEnough(set, "held-out pictures"));
            ExtractorFigures.requireEnough(generated, "generated pictures");
        }
    }

    /**
     * What it is evaluated by.
     *
     * @param extractors at least one
     * @param inception the network that FID is defined on
     */
    public record Instruments(List<EvaluationExtractor> extractors, Optional<Embedder> inception) {
        public Instruments {
            extractors = List.copyOf(extractors);
            Require.that(!extractors.isEmpty(), "an evaluation needs at least one feature extractor");
            Objects.requireNonNull(inception, "inception");
        }

        /** Extractors alone. */
        public static Instruments of(EvaluationExtractor... extractors) {
            return new Instruments(List.of(extractors), Optional.empty());
        }
    }

    /** Evaluates; equal seeds give equal evaluations. */
    public static Evaluation of(Material material, Instruments instruments, Seed seed) {
        PictureSet training = material.training().draw(MOST_TRAINING, seed.child("training"));
        Material drawn = new Material(training, material.heldOut(), material.generated());
        List<EvaluationExtractor> extractors = instruments.extractors().stream()
                .sorted(Comparator.comparing(extractor -> !extractor.independent()))
                .toList();
        ExtractorFigures.Views foremost = ExtractorFigures.Views.ofAll(extractors.get(0), drawn, seed);
        List<ExtractorFigures> extractorFigures = new ArrayList<>();
        extractorFigures.add(foremost.figures());
        Optional<ConditionalAccuracy> accuracy = foremost.accuracy();
        for (EvaluationExtractor other : extractors.subList(1, extractors.size())) {
            ExtractorFigures.Views views = ExtractorFigures.Views.ofReference(other, drawn, seed);
            extractorFigures.add(views.figures());
            accuracy = accuracy.or(views::accuracy);
        }
        return new Evaluation(
                extractorFigures,
                foremost.memorisation(),
                foremost.duplicates(),
                accuracy,
                instruments
                        .inception()
                        .map(i -> FrechetInceptionDistance.of(i, material.training(), material.generated())));
    }

    /** The first figures: by an independent extractor, if there was one. */
    public ExtractorFigures foremost() {
        return extractorFigures.get(0);
    }

    /** How varied the pictures are, in words: whether they repeat, and else whether they show more than a small part of the data. */
    public String variety() {
        double recall = foremost().overlap().recall().value();
        return duplicates.verdict() == Duplicates.Verdict.NO_SIGN && recall < LITTLE_RECALL
                ? String.format(Locale.ROOT, "draws only a small part of the data: recall %.2f", recall)
                : duplicates.words();
    }

    /** Everything, for people: a block for each extractor. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (ExtractorFigures figures : extractorFigures) {
            boolean first = text.isEmpty();
            text.append(first ? "" : System.lineSeparator());
            if (!figures.independent()) {
                text.append(warning());
            }
            text.append(figures.figures());
            if (first) {
                text.append(memorisation.toText()).append(duplicates.toText(variety()));
            }
            text.append(figures.details());
        }
        accuracy.ifPresent(
                figures -> text.append(System.lineSeparator()).append(figures.toText(ExtractorFigures.NAMED_CLASSES)));
        fid.ifPresent(figure -> text.append(System.lineSeparator()).append(figure.toText()));
        return text.toString().stripTrailing();
    }

    private String warning() {
        StringBuilder text = new StringBuilder(String.format(
                "NOT INDEPENDENT of this generator, which was trained with this extractor or chosen by it and may have"
                        + " learned to please it.%n"));
        if (foremost().independent()) {
            extractorFigures.stream()
                    .filter(ExtractorFigures::independent)
                    .forEach(e -> text.append(String.format("Independent: %s%n", e.summary())));
        } else {
            text.append(String.format("No independent extractor evaluated it.%n"));
        }
        return text.toString();
    }

    /**
     * {@code extractorFigures}, {@code memorisation} and {@code duplicates} with their verdicts in {@code words}, and
     * {@code accuracy} and {@code fid} where they exist.
     */
    public ObjectNode toJson() {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode blocks = node.putArray("extractorFigures");
        for (ExtractorFigures figures : extractorFigures) {
            blocks.add(JSON.<JsonNode>valueToTree(figures));
        }
        node.set("memorisation", ((ObjectNode) JSON.valueToTree(memorisation)).put("words", memorisation.words()));
        node.set("duplicates", ((ObjectNode) JSON.valueToTree(duplicates)).put("words", variety()));
        accuracy.ifPresent(figures -> node.set("accuracy", JSON.valueToTree(figures)));
        fid.ifPresent(figure -> node.set("fid", JSON.valueToTree(figure)));
        return node;
    }
}
