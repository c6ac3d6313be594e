package dev.ganvas.repair.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PicturePool;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.Require;
import dev.ganvas.image.Channels;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModel;
import dev.ganvas.train.HeldOut;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Trainable;
import dev.ganvas.train.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person may choose about the training of a network that restores.
 *
 * @param kind what it is to mend
 * @param run what is chosen about every training; pictures keep their own sizes
 * @param choice what is chosen about the network
 */
public record RepairSettings(RepairKind kind, RunSettings run, Choice choice) implements TrainingTask<PicturePool> {
    /**
     * The network; what is absent is chosen by the kind.
     *
     * @param scale of {@link RepairKind#SUPERRES}: 2, 3 or 4
     * @param width channels of its first layer
     * @param depth of {@link RepairKind#SUPERRES}: convolutions between the first and the last
     * @param adversarial whether a discriminator takes part, which begins with a model that was trained without; of {@link
     *     RepairKind#SUPERRES} and {@link RepairKind#FILL}
     */
    public record Choice(OptionalInt scale, OptionalInt width, OptionalInt depth, boolean adversarial) {
        /** All is chosen by the kind. */
        public static final Choice USUAL =
                new Choice(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), false);

        private static final int LEAST_SCALE = 2;
        private static final int MOST_SCALE = 4;

        public Choice {
            scale.ifPresent(factor -> Require.within(factor, LEAST_SCALE, MOST_SCALE, "scale"));
        }

        /** As {@link #USUAL}, with another width. */
        public static Choice ofWidth(int width) {
            return new Choice(OptionalInt.empty(), OptionalInt.of(width), OptionalInt.empty(), false);
        }

        private void describe(ObjectNode node) {
            node.put("scale", text(scale));
            node.put("width", text(width));
            node.put("depth", text(depth));
            node.put("adversarial", adversarial);
        }

        private static String text(OptionalInt value) {
            return value.isPresent() ? Integer.toString(value.getAsInt()) : RunSettings.AUTO;
        }
    }

    public RepairSettings {
        Require.that(
                run.pictures().size().isEmpty(),
                "restoration is learned from parts of pictures at their own sizes; leave the size out");
        Require.that(
                run.pictures().channels().orElse(Channels.RGB) == Channels.RGB,
                "restoration is learned from pictures in RGB, whatever they are");
        Require.that(
                kind == RepairKind.SUPERRES
                        || choice.scale().isEmpty() && choice.depth().isEmpty(),
                "scale and depth belong to " + RepairKind.SUPERRES + ", not to " + kind);
        Require.that(
                kind == RepairKind.SUPERRES || kind == RepairKind.FILL || !choice.adversarial(),
                "a discriminator belongs to " + RepairKind.SUPERRES + " and " + RepairKind.FILL + ", not to " + kind);
        // A network that cannot be built is refused here, with its reason.
        RepairTask.of(kind, choice).network();
    }

    /** What the kind suggests. */
    public static RepairSettings of(RepairKind kind, RunSettings run) {
        return new RepairSettings(kind, run, Choice.USUAL);
    }

    @Override
    public String name() {
        return kind.toString();
    }

    @Override
    public String modelKind() {
        return RepairModel.KIND;
    }

    @Override
    public void describe(ObjectNode settings) {
        choice.describe(settings);
    }

    @Override
    public RepairSettings usual() {
        return of(kind, RunSettings.of(run.budget()));
    }

    @Override
    public PicturePool open(PictureSource source, Path cacheRoot, ProgressListener decoding) throws IOException {
        return PicturePool.open(
                source, PicturePool.Choice.of(RepairTask.of(kind, choice).side()), decoding);
    }

    @Override
    public OptionalInt heldOut(PicturePool pictures) {
        return OptionalInt.of(HeldOut.count(pictures.count(), RepairTrials.MOST_PICTURES));
    }

    @Override
    public Prepared on(PicturePool pictures, Optional<ObjectNode> record) throws IOException {
        Require.that(
                !choice.adversarial() || run.from().isPresent() || record.isPresent(),
                "a discriminator is of no use at the beginning: train without one first, then begin with that model (setting"
                        + " `from`)");
        RepairTask task = RepairTask.of(kind, choice);
        // The same part for every seed, so that runs can be compared.
        HeldOut parts = HeldOut.of(
                pictures.count(), RepairTrials.MOST_PICTURES, Seed.of(0).child("held out"));
        return new OnPictures(this, task, pictures, parts, task.evaluation(pictures, parts.heldOut()));
    }

    private record OnPictures(
            RepairSettings settings, RepairTask task, PicturePool pictures, HeldOut parts, RepairEvaluation trials)
            implements Prepared {
        @Override
        public Trainable trainable(Precision precision) {
            return new RepairTrainable(
                    task,
                    pictures,
                    parts.training(),
                    trials,
                    new RepairTrainable.Start(
                            Seed.of(settings.run().seed()),
                            precision.dtype(),
                            settings.choice().adversarial()));
        }

        @Override
        public void describe(ObjectNode record) {
            record.set("network", new ObjectMapper().valueToTree(task.network()));
        }
    }
}
