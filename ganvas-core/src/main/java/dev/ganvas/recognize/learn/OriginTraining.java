package dev.ganvas.recognize.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.evaluate.distribution.Quantiles;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.model.ModelFile;
import dev.ganvas.recognize.OriginDetector;
import dev.ganvas.recognize.learn.MixtureTrials.Trial;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.TrainingListener;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Learns to tell what one generator draws from real pictures, and measures how often it is wrong. */
public final class OriginTraining {
    /** Of real pictures that the threshold is chosen by, those that may reach it. */
    private static final double FALSE_ALARMS = 0.01;

    private static final double LEAST_THRESHOLD = 0.5;
    private static final int LEAST_SIDE = 32;
    private static final int MOST_SIDE = 224;

    private final Drawn drawn;
    private final ClassifierSettings settings;
    private final Path cacheRoot;

    /**
     * What a generator drew.
     *
     * @param pictures without regard to classes; stay the caller's to close
     * @param generator its name
     * @param sha256 of its weights, in hexadecimal
     * @param layout of its pictures
     */
    public record Drawn(PictureSource pictures, String generator, String sha256, PixelLayout layout) {}

    /**
     * What came of it.
     *
     * @param model the detector
     */
    public record Result(OriginDetector.Claim claim, Path model) {
        /** For machines. */
        public ObjectNode toJson() {
            ObjectNode node = claim.into(new ObjectMapper().createObjectNode());
            return node.put("model", model.toString());
        }

        /** For people. */
        public String toText() {
            return String.format(
                    Locale.ROOT,
                    "On pictures that nothing was chosen by, from probability %.3f on:%n"
                            + "  real pictures taken for generated  %s%n"
                            + "  generated pictures missed          %s",
                    claim.threshold(),
                    claim.falseAlarms().toTextWithInterval(),
                    claim.missed().toTextWithInterval());
        }
    }

    private OriginTraining(Drawn drawn, ClassifierSettings settings, Path cacheRoot) {
        this.drawn = drawn;
        this.settings = settings;
        this.cacheRoot = cacheRoot;
    }

    /** @param settings how it learns; its size is that of the generator's pictures */
    public static OriginTraining of(Drawn drawn, ClassifierSettings settings) {
        return new OriginTraining(drawn, settings, PixelCache.defaultRoot());
    }

    /** Keeps decoded pictures under another folder than {@link PixelCache#defaultRoot()}. */
    public OriginTraining cachedIn(Path root) {
        return new OriginTraining(drawn, settings, root);
    }

    /**
     * Trains in a folder; the same call continues what is there. {@code best.ganvas} is the detector.
     *
     * @param real pictures, best those that the generator learned from; stays the caller's to close
     * @return empty when it was interrupted
     */
    public Optional<Result> run(PictureSource real, Path folder, TrainingListener listener, ProgressListener decoding)
            throws IOException {
        int side = Math.max(drawn.layout().size().width(), drawn.layout().size().height());
        RunSettings sized = settings.run().withSize(Math.max(LEAST_SIDE, Math.min(MOST_SIDE, side)));
        PictureSource both = new OriginPictures(real, drawn.pictures(), drawn.layout());
        MixtureTrials.Place place = new MixtureTrials.Place(folder, cacheRoot, listener, decoding);
        try (MixtureTrials trials = new MixtureTrials(both, settings.with(sized), place)) {
            Optional<Trial> trial = trials.run("training", MixedTask.Mixture.REAL, sized.seed());
            return trial.isEmpty()
                    ? Optional.empty()
                    : Optional.of(measured(trials, trial.get().model(), folder));
        }
    }

    private Result measured(MixtureTrials trials, Path model, Path folder) throws IOException {
        OriginDetector.Claim claim;
        try (TrainedFeatures classifier = TrainedFeatures.open(model)) {
            List<int[]> halves = trials.labelled().halvesHeldOut();
            double[] real = generated(trials, classifier, halves.get(0), 0);
            double threshold = Math.max(LEAST_THRESHOLD, Quantiles.of(real, 1 - FALSE_ALARMS));
            double[] others = generated(trials, classifier, halves.get(1), 0);
            double[] own = generated(trials, classifier, halves.get(1), 1);
            claim = new OriginDetector.Claim(
                    drawn.generator(),
                    drawn.sha256(),
                    drawn.layout().size(),
                    threshold,
                    reaching(others, threshold),
                    Proportion.of(own.length - reaching(own, threshold).hits(), own.length));
        }
        ModelFile content = ModelFile.read(model);
        Path detector = folder.resolve("best.ganvas");
        new ModelFile(
                        claim.into(content.description()),
                        content.weights(),
                        content.card(),
                        content.provenance(),
                        content.samples())
                .write(detector);
        return new Result(claim, detector);
    }

    private static Proportion reaching(double[] probabilities, double threshold) {
        return Proportion.of(
                (int) Arrays.stream(probabilities).filter(p -> p >= threshold).count(), probabilities.length);
    }

    /** Of the pictures of one class, how probable it is that they are generated. */
    private static double[] generated(MixtureTrials trials, TrainedFeatures classifier, int[] items, int label) {
        int[] ofClass = Arrays.stream(items)
                .filter(item -> trials.labelled().labels()[item] == label)
                .toArray();
        List<Double> probabilities = new ArrayList<>();
        for (Prediction prediction : trials.predictions(classifier, ofClass)) {
            probabilities.add(
                    prediction.probabilities().get(prediction.classes().indexOf(OriginDetector.GENERATED)));
        }
        return probabilities.stream().mapToDouble(p -> p).toArray();
    }
}
