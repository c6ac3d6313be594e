package dev.ganvas.features;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureChoice;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.Require;
import dev.ganvas.image.Channels;
import dev.ganvas.random.Seed;
import dev.ganvas.train.FixedSizeTask;
import dev.ganvas.train.HeldOut;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Trainable;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person may choose about the training of a feature extractor.
 *
 * @param task what to learn by
 * @param run what is chosen about every training
 */
public record FeatureSettings(Task task, RunSettings run) implements FixedSizeTask {
    private static final int WIDTH = 32;
    private static final int BLOCKS = 1;

    /** Numbers that a feature extractor without classes is compared by. */
    private static final int PROJECTION = 256;

    /** What a feature extractor learns by. */
    public enum Task {
        /** Telling the classes apart. */
        CLASSIFY,
        /** Telling that two changed versions of a picture are the same picture; needs no labels. */
        FEATURES
    }

    public FeatureSettings {
        run.pictures().size().ifPresent(size -> {
            int side = size.width();
            Require.that(
                    side == size.height() && (side == 32 || side == 64 || side == 128),
                    "feature extractors see squares of 32, 64 or 128 pixels, not " + size);
        });
        Require.that(
                run.pictures().channels().orElse(Channels.RGB) == Channels.RGB,
                "feature extractors see pictures in RGB, whatever they are");
    }

    @Override
    public PictureChoice pictures() {
        return run.pictures().withChannels(Channels.RGB);
    }

    @Override
    public String name() {
        return task.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String modelKind() {
        return FeatureModel.KIND;
    }

    @Override
    public boolean needsLabels() {
        return task == Task.CLASSIFY;
    }

    @Override
    public OptionalInt heldOut(TrainingPictures pictures) {
        return OptionalInt.of(HeldOut.count(pictures.cache().count(), FeatureTrainable.MOST_HELD_OUT));
    }

    /** @throws dev.ganvas.error.UsageException when classes are to be learned and the data has none */
    @Override
    public Prepared on(TrainingPictures pictures, Optional<ObjectNode> record) {
        int classes = pictures.classCount();
        boolean classify = task == Task.CLASSIFY;
        Require.that(
                !classify || classes > 1,
                pictures.cache().sourceName() + (classes == 1 ? " has one class only" : " has no classes to tell apart")
                        + "; sort the pictures into sub-folders or name their labels in labels.csv, or train features,"
                        + " which need none.");
        return new OnPictures(
                this,
                pictures,
                new BackboneShape(pictures.cache().shape().width(), WIDTH, BLOCKS, classify ? classes : PROJECTION));
    }

    private record OnPictures(FeatureSettings settings, TrainingPictures pictures, BackboneShape shape)
            implements Prepared {
        @Override
        public Trainable trainable(Precision precision) {
            return new FeatureTrainable(
                    pictures.cache(),
                    FeatureObjective.of(settings.task(), pictures.mirrorable()),
                    new FeatureTrainable.Start(
                            settings.task(), shape, Seed.of(settings.run().seed()), precision.dtype()));
        }

        @Override
        public void describe(ObjectNode record) {
            record.set("network", new ObjectMapper().valueToTree(shape));
        }
    }
}
