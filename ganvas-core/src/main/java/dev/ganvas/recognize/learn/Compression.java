package dev.ganvas.recognize.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.FeatureModel;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.features.PrunableShape;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.recognize.AccuracyGain;
import dev.ganvas.recognize.learn.MixtureTrials.Trial;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a classifier smaller: channels that matter least are taken out of its network, and what is left learns on. */
public final class Compression {
    private static final double MILLION = 1e6;

    private final Path model;
    private final double part;
    private final RunSettings run;
    private final Path cacheRoot;

    /**
     * What came of it.
     *
     * @param accuracy of the model as it was, and of the smaller one, on pictures that nothing was chosen by
     * @param pruned accuracy on these of what is left before it learns on
     * @param multiplyAdds of a picture before
     * @param left multiply-adds of a picture after
     * @param values numbers in the network before
     * @param valuesLeft numbers in the network after
     * @param file the smaller model
     */
    public record Result(
            AccuracyGain accuracy,
            double pruned,
            double multiplyAdds,
            double left,
            long values,
            long valuesLeft,
            Path file) {
        /** For machines. */
        public ObjectNode toJson() {
            ObjectNode node = new ObjectMapper()
                    .createObjectNode()
                    .put("model", file.toString())
                    .put("multiply_adds_before", multiplyAdds)
                    .put("multiply_adds", left)
                    .put("values_before", values)
                    .put("values", valuesLeft)
                    .put("accuracy_before_tuning", pruned);
            node.set("accuracy", accuracy.toJson());
            return node;
        }

        /** For people. */
        public String toText() {
            return String.format(
                    Locale.ROOT,
                    "Operations: %.1f -> %.1f million multiply-adds a picture (%.0f %%)%n"
                            + "Parameters: %,d -> %,d (%.0f %%)%n"
                            + "Accuracy on %d pictures that nothing was chosen by: %s; before it learned on: %.1f %%",
                    multiplyAdds / MILLION,
                    left / MILLION,
                    100 * left / multiplyAdds,
                    values,
                    valuesLeft,
                    100.0 * valuesLeft / values,
                    accuracy.pictures(),
                    accuracy.toText(),
                    100 * pruned);
        }
    }

    private Compression(Path model, double part, RunSettings run, Path cacheRoot) {
        this.model = model;
        this.part = part;
        this.run = run;
        this.cacheRoot = cacheRoot;
    }

    /**
     * @param model a classifier
     * @param part of its operations to come down to, 0.05 to 0.95
     * @param run how what is left learns on; its size and the model that it begins with are chosen here
     */
    public static Compression of(Path model, double part, RunSettings run) {
        Require.that(
                part >= 0.05 && part <= 0.95,
                "the part of the operations to come down to must lie between 0.05 and 0.95, not " + part);
        return new Compression(model, part, run, PixelCache.defaultRoot());
    }

    /** Keeps decoded pictures under another folder than {@link PixelCache#defaultRoot()}. */
    public Compression cachedIn(Path root) {
        return new Compression(model, part, run, root);
    }

    /**
     * Compresses into a folder; the same call continues what is there. {@code compressed.ganvas} is the smaller model.
     *
     * @param source pictures with the model's classes, best those that it learned from; stays the caller's to close
     * @return empty when it was interrupted
     * @throws UsageException when the model is no classifier, or the pictures have other classes
     */
    public Optional<Result> run(PictureSource source, Path folder, TrainingListener listener, ProgressListener decoding)
            throws IOException {
        if (!FeatureModel.isOne(model)) {
            throw new UsageException(model + " is no classifier; only classifiers can be compressed.");
        }
        Path pruned = folder.resolve("pruned.ganvas");
        try (TrainedFeatures whole = TrainedFeatures.open(model)) {
            Require.that(
                    !whole.classes().isEmpty(),
                    model + " learned without labels and tells no classes apart; only classifiers can be compressed");
            RunSettings tuned = run.withSize(whole.model().side()).from(pruned);
            try (MixtureTrials trials = new MixtureTrials(
                    source,
                    ClassifierSettings.of(tuned),
                    new MixtureTrials.Place(folder, cacheRoot, listener, decoding))) {
                requireClasses(whole, trials.labelled(), source);
                if (!Files.exists(pruned)) {
                    listener.noted(prune(whole.model(), trials.labelled(), pruned));
                }
                return tuned(trials, whole, pruned, folder);
            }
        }
    }

    private void requireClasses(TrainedFeatures whole, LabelledPictures labelled, PictureSource source) {
        if (!new HashSet<>(whole.classes()).equals(new HashSet<>(labelled.classes()))) {
            throw new UsageException(source.name() + " has the classes " + String.join(", ", labelled.classes())
                    + ", and " + model + " tells " + String.join(", ", whole.classes())
                    + " apart; give it pictures of its own classes.");
        }
    }

    private String prune(FeatureModel known, LabelledPictures labelled, Path into) throws IOException {
        if (!(known.shape() instanceof PrunableShape shape)) {
            throw new UsageException(
                    model + " is a network of another architecture than Ganvas's own, whose channels are not known"
                            + " to be told apart; only classifiers of 'ganvas train' can be compressed.");
        }
        ModelFile content = ModelFile.read(model);
        try (FeatureNetwork network = content.network(
                model, known.shape().values(), () -> known.shape().network(Seed.of(0)))) {
            int[] items = labelled.training();
            int[] labels = new int[items.length];
            for (int i = 0; i < items.length; i++) {
                labels[i] = known.classes().indexOf(labelled.classes().get(labelled.labels()[items[i]]));
            }
            ChannelPruning pruning =
                    ChannelPruning.of(shape, part, ChannelImportance.of(network, shape, labelled, items, labels));
            try (FeatureNetwork left = pruning.of(network)) {
                FeatureModel smaller = new FeatureModel(
                        pruning.shape(), known.side(), known.classes(), known.calibration(), known.views());
                new ModelFile(
                                smaller.toJson(),
                                ModelFile.weightsOf(left),
                                content.card(),
                                content.provenance(),
                                content.samples())
                        .write(into);
            }
            return "channels left: " + pruning.shape().channels() + " of " + shape.channels();
        }
    }

    private Optional<Result> tuned(MixtureTrials trials, TrainedFeatures whole, Path pruned, Path folder)
            throws IOException {
        Optional<Trial> trial = trials.run("tuning", MixedTask.Mixture.REAL, run.seed());
        if (trial.isEmpty()) {
            return Optional.empty();
        }
        boolean[] rough;
        try (TrainedFeatures left = TrainedFeatures.open(pruned)) {
            rough = trials.measured(left);
        }
        Path file = folder.resolve("compressed.ganvas");
        AtomicFile.write(file, Files.readAllBytes(trial.get().model()));
        try (TrainedFeatures small = TrainedFeatures.open(file)) {
            return Optional.of(new Result(
                    AccuracyGain.of(
                            List.of(trials.measured(whole)), List.of(trial.get().measuring())),
                    (double) SyntheticComparison.hits(rough) / rough.length,
                    whole.model().shape().multiplyAdds(),
                    small.model().shape().multiplyAdds(),
                    whole.model().shape().values(),
                    small.model().shape().values(),
                    file));
        }
    }
}
