package dev.ganvas.evaluate;

import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.Bootstrap;
import dev.ganvas.evaluate.distribution.ClassDistance;
import dev.ganvas.evaluate.distribution.DistanceFigures;
import dev.ganvas.evaluate.distribution.ExtractedFeatures;
import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.ManifoldOverlap;
import dev.ganvas.evaluate.distribution.NearestNeighbours;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.originality.Duplicates;
import dev.ganvas.evaluate.originality.Memorisation;
import dev.ganvas.evaluate.originality.NearestTraining;
import dev.ganvas.features.FeatureClassifier;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All that one extractor says of a generator. Every figure here rests on the extractor that {@code distances} names.
 *
 * @param independent see {@link EvaluationExtractor}
 * @param classes the worst first; empty without classes
 */
public record ExtractorFigures(
        boolean independent,
        DistanceFigures distances,
        ManifoldOverlap overlap,
        List<ClassDistance> classes,
        CalibrationLadder ladder) {
    /** Real pictures that are compared with the training pictures, at most. */
    private static final int REAL_PROBES = 2000;

    /** Rungs are read by their values; rough intervals are enough for them. */
    private static final int LADDER_RESAMPLES = 20;

    /** Classes that the text names. */
    static final int NAMED_CLASSES = 3;

    public ExtractorFigures {
        classes = List.copyOf(classes);
    }

    /** The pictures as one extractor sees them, each once; all figures share what it says. */
    static final class Views {
        private final EvaluationExtractor chosen;
        private final ExtractedFeatures extractor;
        private final Evaluation.Material material;
        private final Seed seed;
        private final PictureSet trainingPictures;
        private final Features training;
        private final Features evaluated;
        private final PictureSet referencePictures;
        private final Features reference;
        private final Optional<PictureSet> heldOutPictures;
        private final Optional<Features> heldOut;

        private Views(
                EvaluationExtractor chosen, Evaluation.Material material, Seed seed, PictureSet trainingPictures) {
            this.chosen = chosen;
            this.extractor = new ExtractedFeatures(chosen.extractor());
            this.material = material;
            this.seed = seed;
            this.trainingPictures = trainingPictures;
            this.training = features(trainingPictures);
            this.evaluated = features(material.generated());
            int[] drawn = reference(material, training.count(), seed);
            this.reference = training.select(drawn);
            this.referencePictures = trainingPictures.select(drawn);
            this.heldOutPictures = material.heldOut().map(set -> set.draw(evaluated.count(), seed.child("held out")));
            this.heldOut = heldOutPictures.map(this::features);
        }

        /** Sees every training picture, as a search for copies needs. */
        static Views ofAll(EvaluationExtractor chosen, Evaluation.Material material, Seed seed) {
            return new Views(chosen, material, seed, material.training());
        }

        /** Sees only as many training pictures as there are generated ones: the same as {@link #ofAll} measures by. */
        static Views ofReference(EvaluationExtractor chosen, Evaluation.Material material, Seed seed) {
            PictureSet training = material.training();
            return new Views(chosen, material, seed, training.select(reference(material, training.count(), seed)));
        }

        private static int[] reference(Evaluation.Material material, int of, Seed seed) {
            return Features.drawIndices(of, Math.min(material.generated().count(), of), seed.child("reference"));
        }

        private Features features(PictureSet set) {
            return extractor.of(set.stream(), set.count());
        }

        ExtractorFigures figures() {
            Bootstrap bootstrap = new Bootstrap(LADDER_RESAMPLES, seed.child("ladder"));
            return new ExtractorFigures(
                    chosen.independent(),
                    DistanceFigures.of(reference, evaluated, seed.child("judge")),
                    ManifoldOverlap.of(reference, evaluated, seed.child("overlap")),
                    ClassDistance.of(
                            training, trainingPictures, evaluated, material.generated(), seed.child("classes")),
                    heldOut.isPresent()
                            ? CalibrationLadder.ofHeldOut(
                                    reference,
                                    labelled(heldOut.get(), heldOutPictures.orElseThrow()),
                                    extractor,
                                    bootstrap)
                            : CalibrationLadder.ofHalves(labelled(reference, referencePictures), extractor, bootstrap));
        }

        /** How often the extractor sees the class asked for, when it tells just these classes apart. */
        Optional<ConditionalAccuracy> accuracy() {
            return chosen.extractor() instanceof FeatureClassifier classifier
                    ? ConditionalAccuracy.of(
                            classifier,
                            evaluated,
                            material.generated(),
                            heldOut.orElse(reference),
                            heldOutPictures.orElse(referencePictures))
                    : Optional.empty();
        }

        Duplicates duplicates() {
            return Duplicates.of(reference, evaluated, seed.child("duplicates"));
        }

        Memorisation memorisation() {
            NearestTraining search = new NearestTraining(training, trainingPictures);
            return (heldOut.isPresent() ? byHeldOut(search) : byTraining(search))
                    .evaluate(evaluated, material.generated());
        }

        private NearestTraining.Yardstick byHeldOut(NearestTraining search) {
            Features real = heldOut.orElseThrow();
            int[] probes = probes(real.count());
            return search.by(
                    new NearestTraining.Probes(
                            real.select(probes),
                            heldOutPictures.orElseThrow().select(probes),
                            NearestNeighbours.NOBODY),
                    "held-out pictures");
        }

        private NearestTraining.Yardstick byTraining(NearestTraining search) {
            return search.withoutThemselves(probes(training.count()));
        }

        private int[] probes(int count) {
            return Features.drawIndices(count, Math.min(REAL_PROBES, count), seed.child("probes"));
        }

        private static ReferencePictures labelled(Features features, PictureSet set) {
            int[] labels = IntStream.range(0, set.count()).map(set::label).toArray();
            boolean all = IntStream.of(labels).allMatch(label -> label >= 0);
            return new ReferencePictures(features, set.pictures(), all ? labels : new int[0]);
        }
    }

    static void requireEnough(PictureSet set, String what) {
        Require.that(
                set.count() >= ManifoldOverlap.LEAST,
                "an evaluation needs at least " + ManifoldOverlap.LEAST + " " + what + ", not " + set.count());
    }

    /** The figures alone, for people. */
    public String figures() {
        String text = distances.toText();
        int last = text.lastIndexOf(System.lineSeparator());
        return text.substring(0, last + System.lineSeparator().length())
                + overlap.toText()
                + text.substring(last + System.lineSeparator().length())
                + System.lineSeparator();
    }

    /** What else there is to say, for people. */
    String details() {
        return classesText() + String.format("What the figures mean on these pictures:%n") + ladder.toText();
    }

    private String classesText() {
        if (classes.isEmpty()) {
            return "";
        }
        String worst = classes.stream()
                .limit(NAMED_CLASSES)
                .map(c -> String.format(
                        Locale.ROOT, "%s %.3f", c.name(), c.kernelDistance().value() * 1000))
                .collect(Collectors.joining(", "));
        double mean = classes.stream()
                .mapToDouble(c -> c.kernelDistance().value() * 1000)
                .average()
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "Within classes KD x 1000 is %.3f on average; worst of %d: %s%n",
                mean,
                classes.size(),
                worst);
    }

    /** The main figures in one line. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "KD x 1000 %.3f, FD %.3f, coverage %.3f on %s",
                distances.kernelDistance().value() * 1000,
                distances.frechetDistance().value(),
                overlap.coverage().value(),
                distances.extractor());
    }
}
