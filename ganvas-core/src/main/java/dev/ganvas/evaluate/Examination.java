package dev.ganvas.evaluate;

import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.random.Seed;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All that one extractor says of a generator. Every figure here rests on the extractor that {@code judgement} names.
 *
 * @param independent see {@link Examiner}
 * @param classes the worst first; empty without classes
 */
public record Examination(
        boolean independent,
        Judgement judgement,
        ManifoldOverlap overlap,
        Memorisation memorisation,
        Duplicates duplicates,
        List<ClassDistance> classes,
        CalibrationLadder ladder) {
    /** Real pictures that are compared with the training pictures, at most. */
    private static final int REAL_PROBES = 2000;

    /** Rungs are read by their values; rough intervals are enough for them. */
    private static final int LADDER_RESAMPLES = 20;

    /** Classes that the text names. */
    static final int NAMED_CLASSES = 3;

    public Examination {
        classes = List.copyOf(classes);
    }

    /** Every picture goes through the extractor once; all figures share what it says. */
    static Examination of(Examiner examiner, Evaluation.Material material, Seed seed) {
        return new Views(examiner, material, seed).examine();
    }

    /** The pictures as the extractor sees them. */
    private static final class Views {
        private final Examiner examiner;
        private final ExtractedFeatures extractor;
        private final Evaluation.Material material;
        private final Seed seed;
        private final Features training;
        private final Features judged;
        private final Features reference;
        private final PictureSet referencePictures;

        Views(Examiner examiner, Evaluation.Material material, Seed seed) {
            this.examiner = examiner;
            this.extractor = new ExtractedFeatures(examiner.extractor());
            this.material = material;
            this.seed = seed;
            this.training = features(material.training());
            this.judged = features(material.generated());
            int count = Math.min(judged.count(), training.count());
            int[] chosen = Features.drawIndices(training.count(), count, seed.child("reference"));
            this.reference = training.select(chosen);
            this.referencePictures = material.training().select(chosen);
        }

        private Features features(PictureSet set) {
            return extractor.of(set.stream(), set.count());
        }

        Examination examine() {
            PictureSet heldOut = material.heldOut()
                    .map(set -> set.draw(judged.count(), seed.child("held out")))
                    .orElse(material.training());
            boolean separate = material.heldOut().isPresent();
            Features heldOutFeatures = separate ? features(heldOut) : training;
            Bootstrap bootstrap = new Bootstrap(LADDER_RESAMPLES, Interval.LEVEL_95, seed.child("ladder"));
            return new Examination(
                    examiner.independent(),
                    Judgement.of(reference, judged, seed.child("judge")),
                    ManifoldOverlap.of(reference, judged, seed.child("overlap")),
                    memorisation(heldOutFeatures, heldOut, separate),
                    Duplicates.of(reference, judged, seed.child("duplicates")),
                    ClassDistance.of(
                            training, material.training(), judged, material.generated(), seed.child("classes")),
                    separate
                            ? CalibrationLadder.ofHeldOut(
                                    reference, labelled(heldOutFeatures, heldOut), extractor, bootstrap)
                            : CalibrationLadder.ofHalves(labelled(reference, referencePictures), extractor, bootstrap));
        }

        private Memorisation memorisation(Features real, PictureSet realPictures, boolean separate) {
            int[] probes =
                    Features.drawIndices(real.count(), Math.min(REAL_PROBES, real.count()), seed.child("probes"));
            return new NearestTraining(training, material.training())
                    .compare(
                            new NearestTraining.Probes(judged, material.generated(), NearestNeighbours.NOBODY),
                            new NearestTraining.Probes(
                                    real.select(probes),
                                    realPictures.select(probes),
                                    separate ? NearestNeighbours.NOBODY : i -> probes[i]),
                            separate ? "held-out pictures" : "training pictures, each without itself");
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
        String text = judgement.toText();
        int last = text.lastIndexOf(System.lineSeparator());
        return text.substring(0, last + System.lineSeparator().length())
                + overlap.toText()
                + text.substring(last + System.lineSeparator().length())
                + System.lineSeparator();
    }

    /** Everything, for people. */
    String toText() {
        return figures()
                + memorisation.toText()
                + duplicates.toText()
                + classesText()
                + String.format("What the figures mean on these pictures:%n")
                + ladder.toText();
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
        return String.format("Worst of %d classes by KD x 1000: %s%n", classes.size(), worst);
    }

    /** The main figures in one line. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "KD x 1000 %.3f, FD %.3f, coverage %.3f on %s",
                judgement.kernelDistance().value() * 1000,
                judgement.frechetDistance().value(),
                overlap.coverage().value(),
                judgement.extractor());
    }
}
