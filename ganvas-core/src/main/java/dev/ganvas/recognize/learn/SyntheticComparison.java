package dev.ganvas.recognize.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.recognize.AccuracyGain;
import dev.ganvas.recognize.learn.MixtureTrials.Trial;
import dev.ganvas.train.Budget;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether generated pictures help a classifier. Trainings with and without them take equal steps. How many are added is chosen by one
 * half of the pictures held out, and what they bring is measured by the other half, over several seeds.
 */
public final class SyntheticComparison {
    /** Generated pictures for each real one that are tried, besides none. */
    static final double[] RATIOS = {0.25, 0.5, 1};

    private static final int MOST_SEEDS = 20;
    private static final String RESULT = "synthetic.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ClassifierSettings settings;
    private final int seeds;
    private final Path cacheRoot;

    /**
     * What came of it.
     *
     * @param tried accuracy on the pictures to choose by, by generated pictures for each real one
     * @param ratio the one chosen, other than none
     * @param gain of it over none, on the other pictures
     * @param model the better one
     */
    public record Result(Map<Double, Proportion> tried, double ratio, AccuracyGain gain, Path model) {
        /** Whether the model that is kept has learned from generated pictures. */
        public boolean generatedKept() {
            return gain.isGain();
        }

        /** What came of it in a word or two: {@code gain}, {@code no gain} or {@code loss}. */
        public String verdict() {
            return gain.isGain() ? "gain" : gain.isLoss() ? "loss" : "no gain";
        }

        /** For machines. */
        public ObjectNode toJson() {
            ObjectNode node = JSON.createObjectNode();
            ObjectNode all = node.putObject("tried");
            tried.forEach((ratio, accuracy) -> all.putObject(Double.toString(ratio))
                    .put("accuracy", accuracy.value())
                    .put("low", accuracy.interval().low())
                    .put("high", accuracy.interval().high()));
            node.put("ratio", ratio).put("verdict", verdict());
            node.set("gain", gain.toJson());
            return node.put("generated_kept", generatedKept()).put("model", model.toString());
        }

        /** For people. */
        public String toText() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "Generated pictures for each real one, and accuracy on %d pictures to choose by:%n",
                    tried.values().iterator().next().of()));
            tried.forEach((each, accuracy) ->
                    text.append(String.format(Locale.ROOT, "  %-5s %s%n", each, accuracy.toTextWithInterval())));
            String kept = generatedKept() ? "the model that learned from them" : "the model without them";
            return text.append(String.format(
                            Locale.ROOT,
                            "With %s for each real one, %d training%s a side, on %d other pictures: %s%n%s; %s is kept",
                            ratio,
                            gain.trainings(),
                            gain.trainings() == 1 ? "" : "s",
                            gain.pictures(),
                            gain.toText(),
                            verdict().substring(0, 1).toUpperCase(Locale.ROOT)
                                    + verdict().substring(1),
                            kept))
                    .toString();
        }
    }

    private SyntheticComparison(ClassifierSettings settings, int seeds, Path cacheRoot) {
        this.settings = settings;
        this.seeds = seeds;
        this.cacheRoot = cacheRoot;
    }

    /**
     * @param settings of the classifier; a time budget is that of all trainings together, a number of images that of each
     * @param seeds trainings a side that the gain is measured over, 1 to {@value #MOST_SEEDS}
     */
    public static SyntheticComparison of(ClassifierSettings settings, int seeds) {
        Require.within(seeds, 1, MOST_SEEDS, "seeds");
        return new SyntheticComparison(settings, seeds, PixelCache.defaultRoot());
    }

    /** Keeps decoded pictures under another folder than {@link PixelCache#defaultRoot()}. */
    public SyntheticComparison cachedIn(Path root) {
        return new SyntheticComparison(settings, seeds, root);
    }

    /** Trainings in all: each mixture once, and none and the chosen one with each further seed. */
    private int trainings() {
        return 1 + RATIOS.length + 2 * (seeds - 1);
    }

    private ClassifierSettings ofOne() {
        if (!(settings.run().budget() instanceof Budget.Time time)) {
            return settings;
        }
        Duration each = time.duration().dividedBy(trainings());
        if (each.toSeconds() < 1) {
            throw new UsageException("a budget of " + time + " is too short for " + trainings() + " trainings");
        }
        return settings.with(settings.run().withBudget(new Budget.Time(each)));
    }

    /**
     * Trains and measures in a folder; the same call continues what is there. {@code best.ganvas} is the better model, and
     * {@code synthetic.json} and {@code report.html} say why.
     *
     * @param real pictures with classes; stays the caller's to close
     * @return empty when it was interrupted
     * @throws UsageException when the folder holds another run, or the generated pictures have other classes
     */
    public Optional<Result> run(
            PictureSource real,
            GeneratedPictures generated,
            Path folder,
            TrainingListener listener,
            ProgressListener decoding)
            throws IOException {
        if (Files.exists(folder.resolve("run.json"))) {
            throw new UsageException(folder + " holds a run without generated pictures; name a new folder.");
        }
        Path trials = folder.resolve("trials");
        try (MixtureTrials runs =
                new MixtureTrials(real, ofOne(), new MixtureTrials.Place(trials, cacheRoot, listener, decoding))) {
            double most = RATIOS[RATIOS.length - 1];
            PixelCache drawn = runs.generated(generated, most);
            listener.noted(runs.labelled().training().length + " real pictures to learn from, " + drawn.count()
                    + " generated; " + trainings() + " trainings");
            return new Comparing(runs, drawn, listener).result(folder);
        }
    }

    private final class Comparing {
        private final MixtureTrials runs;
        private final PixelCache drawn;
        private final TrainingListener listener;
        private int done;

        Comparing(MixtureTrials runs, PixelCache drawn, TrainingListener listener) {
            this.runs = runs;
            this.drawn = drawn;
            this.listener = listener;
        }

        Optional<Result> result(Path folder) throws IOException {
            Map<Double, Trial> first = new LinkedHashMap<>();
            for (double ratio : ratios()) {
                Optional<Trial> trial = trial(ratio, 0);
                if (trial.isEmpty()) {
                    return Optional.empty();
                }
                first.put(ratio, trial.get());
            }
            double chosen = RATIOS[0];
            for (double ratio : RATIOS) {
                boolean better = hits(first.get(ratio).choosing())
                        > hits(first.get(chosen).choosing());
                chosen = better ? ratio : chosen;
            }
            List<Trial> without = new ArrayList<>(List.of(first.get(0.0)));
            List<Trial> with = new ArrayList<>(List.of(first.get(chosen)));
            for (int seed = 1; seed < seeds; seed++) {
                Optional<Trial> one = trial(0, seed);
                Optional<Trial> other = one.isEmpty() ? one : trial(chosen, seed);
                if (other.isEmpty()) {
                    return Optional.empty();
                }
                without.add(one.get());
                with.add(other.get());
            }
            return Optional.of(kept(folder, first, chosen, without, with));
        }

        private List<Double> ratios() {
            List<Double> all = new ArrayList<>(List.of(0.0));
            for (double ratio : RATIOS) {
                all.add(ratio);
            }
            return all;
        }

        private Optional<Trial> trial(double ratio, int number) throws IOException {
            long seed = settings.run().seed() + number;
            listener.noted(String.format(
                    Locale.ROOT,
                    "training %d of %d: %s generated for each real picture, seed %d",
                    ++done,
                    trainings(),
                    ratio,
                    seed));
            MixedTask.Mixture mixture =
                    ratio == 0 ? MixedTask.Mixture.REAL : new MixedTask.Mixture(Optional.of(drawn), ratio, true);
            return runs.run("ratio-" + ratio + "-seed-" + seed, mixture, seed);
        }

        private Result kept(Path folder, Map<Double, Trial> first, double chosen, List<Trial> without, List<Trial> with)
                throws IOException {
            AccuracyGain gain = AccuracyGain.of(
                    without.stream().map(Trial::measuring).toList(),
                    with.stream().map(Trial::measuring).toList());
            Trial best = null;
            for (Trial trial : gain.isGain() ? with : without) {
                best = best == null || hits(trial.choosing()) > hits(best.choosing()) ? trial : best;
            }
            Path model = folder.resolve("best.ganvas");
            AtomicFile.write(model, Files.readAllBytes(best.model()));
            Map<Double, Proportion> tried = new LinkedHashMap<>();
            first.forEach(
                    (ratio, trial) -> tried.put(ratio, Proportion.of(hits(trial.choosing()), trial.choosing().length)));
            Result result = new Result(tried, chosen, gain, model);
            AtomicFile.write(folder.resolve(RESULT), JSON.writeValueAsBytes(result.toJson()));
            SyntheticPage.write(folder.resolve("report.html"), result);
            return result;
        }
    }

    /** How often it was right. */
    static int hits(boolean[] right) {
        int hits = 0;
        for (boolean one : right) {
            hits += one ? 1 : 0;
        }
        return hits;
    }
}
