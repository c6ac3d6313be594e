package dev.ganvas.recognize.learn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.model.ModelFile;
import dev.ganvas.train.Budget;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingListener;
import dev.ganvas.train.TrainingLoop;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Trainings of one classifier on several mixtures of real and generated pictures, in equal steps: the first one plans by the budget,
 * and the others show as many pictures and begin with the same network. Each lies in a folder of its own, and is continued there.
 */
final class MixtureTrials implements AutoCloseable {
    private static final int BLOCK = 64;

    private final PictureSource source;
    private final ClassifierSettings settings;
    private final Place place;
    private final TrainingPictures pictures;
    private final LabelledPictures labelled;
    private Optional<PixelCache> generated = Optional.empty();
    private Optional<StartingPoint> start = Optional.empty();
    private OptionalLong images = OptionalLong.empty();

    /**
     * Where trainings lie, and who hears of them.
     *
     * @param folder of all
     * @param cacheRoot where decoded pictures are kept
     */
    record Place(Path folder, Path cacheRoot, TrainingListener listener, ProgressListener decoding) {}

    /**
     * A training that came to its end.
     *
     * @param model the best one by the first half of the pictures held out
     * @param choosing whether it is right on each of these
     * @param measuring whether it is right on each of the second half, which nothing was chosen by
     */
    record Trial(Path model, boolean[] choosing, boolean[] measuring) {}

    /**
     * @param source of real pictures with classes; stays the caller's to close
     * @param settings with the budget of one training
     */
    MixtureTrials(PictureSource source, ClassifierSettings settings, Place place) throws IOException {
        this.source = source;
        this.settings = settings;
        this.place = place;
        this.pictures = settings.open(source, place.cacheRoot(), place.decoding());
        try {
            this.labelled = LabelledPictures.of(pictures.cache(), settings.labelsPerClass());
            if (labelled.halvesHeldOut().get(1).length < 2) {
                throw new UsageException(source.name()
                        + " has too few labelled pictures to compare trainings by: some are held out to choose by, and"
                        + " others to measure what the choice comes to.");
            }
        } catch (RuntimeException e) {
            pictures.close();
            throw e;
        }
    }

    /**
     * Opens the generated pictures.
     *
     * @param perReal how many are wanted for each real one
     * @throws UsageException when they have none of the classes
     */
    PixelCache generated(GeneratedPictures supply, double perReal) throws IOException {
        int[] counts = new int[labelled.classes().size()];
        Arrays.stream(labelled.labels(labelled.training())).forEach(label -> counts[label]++);
        int each = (int) Math.ceil(Arrays.stream(counts).max().orElseThrow() * perReal);
        try (PictureSource drawn = supply.pictures(each)) {
            List<String> known = drawn.classes();
            if (labelled.classes().stream().noneMatch(known::contains)) {
                throw new UsageException(drawn.name()
                        + (known.isEmpty() ? " has no classes" : " has the classes " + String.join(", ", known))
                        + ", and none of those of " + source.name() + " ("
                        + String.join(", ", labelled.classes())
                        + "); generated pictures need the class that they show.");
            }
            PixelCache cache = PixelCache.open(drawn, pictures.cache().layout(), place.cacheRoot(), place.decoding());
            generated = Optional.of(cache);
            return cache;
        }
    }

    LabelledPictures labelled() {
        return labelled;
    }

    /**
     * Trains, or continues or only reads what was trained before.
     *
     * @param name of its folder
     * @return empty when it was interrupted
     */
    Optional<Trial> run(String name, MixedTask.Mixture mixture, long seed) throws IOException {
        Budget budget = images.isPresent()
                ? new Budget.Images(images.getAsLong())
                : settings.run().budget();
        ClassifierSettings one = settings.with(settings.run().withSeed(seed).withBudget(budget));
        Training.Result result = Training.of(source, new MixedTask(one, mixture, start))
                .cachedIn(place.cacheRoot())
                .start(place.folder().resolve(name), place.listener(), place.decoding());
        if (result.outcome() == TrainingLoop.Outcome.INTERRUPTED) {
            return Optional.empty();
        }
        if (images.isEmpty()) {
            images = OptionalLong.of(result.images());
            ObjectNode record = ModelFile.read(result.best()).origin().record();
            start = Optional.of(settings.start(labelled, Optional.of(record)));
        }
        List<int[]> halves = labelled.halvesHeldOut();
        try (TrainedFeatures model = TrainedFeatures.open(result.best())) {
            return Optional.of(new Trial(result.best(), right(model, halves.get(0)), measured(model)));
        }
    }

    /** Whether a model, which may name the classes in another order, is right on each picture of the second half held out. */
    boolean[] measured(TrainedFeatures model) {
        return right(model, labelled.halvesHeldOut().get(1));
    }

    private boolean[] right(TrainedFeatures model, int[] items) {
        List<Prediction> predictions = predictions(model, items);
        boolean[] right = new boolean[items.length];
        for (int i = 0; i < right.length; i++) {
            right[i] =
                    predictions.get(i).best().name().equals(labelled.classes().get(labelled.labels()[items[i]]));
        }
        return right;
    }

    /** What a model makes of labelled pictures. */
    List<Prediction> predictions(TrainedFeatures model, int[] items) {
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < items.length; from += BLOCK) {
            List<Picture> block = new ArrayList<>();
            for (int i = from; i < Math.min(items.length, from + BLOCK); i++) {
                block.add(labelled.picture(items[i]));
            }
            predictions.addAll(model.predict(block));
        }
        return predictions;
    }

    @Override
    public void close() {
        generated.ifPresent(PixelCache::close);
        pictures.close();
    }
}
