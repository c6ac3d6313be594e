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
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person may choose about the training of a feature extractor.
 *
 * @param run what is chosen about every training
 * @param goal what its vectors are to tell
 */
public record FeatureSettings(RunSettings run, Goal goal) implements FixedSizeTask {
    /** What vectors are to tell. */
    public enum Goal {
        /** What pictures look like; learned without labels. */
        LIKENESS,
        /** Whose face it is; learned from a class for each person. */
        IDENTITY
    }

    private static final int WIDTH = 32;
    private static final int BLOCKS = 1;

    /** Numbers that a feature extractor without classes is compared by. */
    private static final int PROJECTION = 256;

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
        return goal == Goal.IDENTITY ? "identity" : FeatureModel.KIND;
    }

    @Override
    public String modelKind() {
        return FeatureModel.KIND;
    }

    @Override
    public OptionalInt heldOut(TrainingPictures pictures) {
        return OptionalInt.of(HeldOut.count(pictures.cache().count(), FeatureTrainable.MOST_HELD_OUT));
    }

    @Override
    public Prepared on(TrainingPictures pictures, Optional<ObjectNode> record) {
        return new OnPictures(
                this, pictures, new BackboneShape(pictures.cache().shape().width(), WIDTH, BLOCKS, PROJECTION));
    }

    private record OnPictures(FeatureSettings settings, TrainingPictures pictures, BackboneShape shape)
            implements Prepared {
        @Override
        public Trainable trainable(Precision precision) {
            return new FeatureTrainable(
                    pictures.cache(),
                    settings.goal == Goal.IDENTITY
                            ? new FeatureObjective.Identities(pictures.mirrorable())
                            : new FeatureObjective.Twins(pictures.mirrorable()),
                    new FeatureTrainable.Start(shape, Seed.of(settings.run().seed()), precision.dtype()));
        }

        @Override
        public void describe(ObjectNode record) {
            record.set("network", new ObjectMapper().valueToTree(shape));
        }
    }
}
