package dev.ganvas.recognize.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.recognize.ClassifierMeasurement;
import dev.ganvas.recognize.learn.MixtureTrials.Trial;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The classification accuracy score of generated pictures: how often a classifier is right on real pictures that learned from
 * generated ones alone (Ravuri and Vinyals, "Classification accuracy score for conditional generative models", 2019). Beside it
 * stands what the same network comes to on as many real pictures in equal steps.
 *
 * @param generated learned from generated pictures alone
 * @param real learned from real ones
 * @param pictures that each learned from, at most
 */
public record AccuracyScore(Proportion generated, Proportion real, int pictures) {
    /** Wide enough to be right, narrow enough for some minutes. */
    private static final int WIDTH = 32;

    private static final int LEAST_SIDE = 32;
    private static final int MOST_SIDE = 224;
    private static final int MOST_TESTED = 10_000;

    /**
     * What it is measured on.
     *
     * @param real pictures with classes
     * @param test others like them to test by; absent, a part of {@code real} is held out, which a generator has seen
     * @param generated with the classes of the real ones
     * @param side of the generator's pictures
     */
    public record Material(PictureSource real, Optional<PictureSource> test, GeneratedPictures generated, int side) {}

    /**
     * Trains both classifiers from scratch and tests them.
     *
     * @param run what is chosen about both trainings; a time budget is that of both together
     * @param folder for the two runs
     * @return empty when it was interrupted
     * @throws UsageException when real or generated pictures have no classes in common
     */
    public static Optional<AccuracyScore> of(
            Material material, RunSettings run, Path folder, TrainingListener listener, ProgressListener decoding)
            throws IOException {
        RunSettings each = run.budget() instanceof Budget.Time time ? run.withBudget(half(time)) : run;
        int side = Math.max(LEAST_SIDE, Math.min(MOST_SIDE, material.side()));
        ClassifierSettings settings =
                new ClassifierSettings(each.withSize(side), OptionalInt.empty(), OptionalInt.of(WIDTH));
        MixtureTrials.Place place = new MixtureTrials.Place(folder, PixelCache.defaultRoot(), listener, decoding);
        try (MixtureTrials trials = new MixtureTrials(material.real(), settings, place)) {
            PixelCache drawn = trials.generated(material.generated(), 1);
            listener.noted("accuracy score: a classifier of real pictures, then one of generated pictures");
            Optional<Trial> real = trials.run("real", MixedTask.Mixture.REAL, run.seed());
            Optional<Trial> other = real.isEmpty()
                    ? real
                    : trials.run("generated", new MixedTask.Mixture(Optional.of(drawn), 1, false), run.seed());
            return other.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new AccuracyScore(
                            tested(other.get(), material.test()),
                            tested(real.get(), material.test()),
                            trials.labelled().training().length));
        }
    }

    private static Budget half(Budget.Time time) {
        Duration half = time.duration().dividedBy(2);
        if (half.toSeconds() < 1) {
            throw new UsageException("a budget of " + time + " is too short for two trainings");
        }
        return new Budget.Time(half);
    }

    private static Proportion tested(Trial trial, Optional<PictureSource> test) throws IOException {
        if (test.isEmpty()) {
            return Proportion.of(SyntheticComparison.hits(trial.measuring()), trial.measuring().length);
        }
        try (TrainedFeatures model = TrainedFeatures.open(trial.model())) {
            return ClassifierMeasurement.of(model, test.get(), MOST_TESTED, ProgressListener.NONE)
                    .evaluation()
                    .orElseThrow(() -> new UsageException(
                            test.get().name() + " has no pictures of the classes to test an accuracy by."))
                    .accuracy();
        }
    }

    /** For machines. */
    public ObjectNode toJson() {
        ObjectNode node = new ObjectMapper().createObjectNode().put("pictures", pictures);
        put(node.putObject("generated"), generated);
        put(node.putObject("real"), real);
        return node;
    }

    private static void put(ObjectNode node, Proportion accuracy) {
        node.put("accuracy", accuracy.value())
                .put("low", accuracy.interval().low())
                .put("high", accuracy.interval().high())
                .put("tested", accuracy.of());
    }

    /** For people. */
    public String toText() {
        return String.format(
                Locale.ROOT,
                "Classification accuracy score, %,d pictures learned from, %,d real ones tested (higher is better)%n"
                        + "  learned from generated pictures  %s%n"
                        + "  learned from real pictures       %s",
                pictures,
                generated.of(),
                generated.toTextWithInterval(),
                real.toTextWithInterval());
    }
}
