package dev.ganvas.plates.learn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PicturePool;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.Require;
import dev.ganvas.image.Channels;
import dev.ganvas.plates.FinderModel;
import dev.ganvas.plates.ReaderModel;
import dev.ganvas.random.Seed;
import dev.ganvas.train.HeldOut;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person may choose about the training of a network for plates. It learns from drawn plates; the pictures of the source are what
 * is around them, and should show none.
 *
 * @param work what to learn
 * @param run what is chosen about every training; pictures keep their own sizes
 */
public record PlateSettings(Work work, RunSettings run) implements TrainingTask<PicturePool> {
    /** Most photographs held out. */
    private static final int MOST_HELD_OUT = 40;

    /** Pixels that a photograph must have, each side. */
    private static final int LEAST_SIDE = FinderObjective.SIDE;

    /** What a network does with plates. */
    public enum Work {
        READ("readplates", ReaderModel.KIND),
        FIND("findplates", FinderModel.KIND);

        private final String task;
        private final String modelKind;

        Work(String task, String modelKind) {
            this.task = task;
            this.modelKind = modelKind;
        }
    }

    /** Part of the usual learning rate with which a model that has learned goes on. */
    private static final double GOING_ON = 0.25;

    public PlateSettings {
        Require.that(
                run.pictures().size().isEmpty(),
                "plates are drawn into parts of pictures at their own sizes; leave the size out");
        Require.that(
                run.pictures().channels().orElse(Channels.RGB) == Channels.RGB,
                "plates are drawn into pictures in RGB, whatever they are");
    }

    @Override
    public String name() {
        return work.task;
    }

    @Override
    public String modelKind() {
        return work.modelKind;
    }

    @Override
    public PicturePool open(PictureSource source, Path cacheRoot, ProgressListener decoding) throws IOException {
        return PicturePool.open(source, PicturePool.Choice.of(LEAST_SIDE), decoding);
    }

    @Override
    public OptionalInt heldOut(PicturePool pictures) {
        return OptionalInt.of(HeldOut.count(pictures.count(), MOST_HELD_OUT));
    }

    @Override
    public Prepared on(PicturePool pictures, Optional<ObjectNode> record) throws IOException {
        // The same part for every seed, so that runs can be compared.
        HeldOut parts = HeldOut.of(pictures.count(), MOST_HELD_OUT, Seed.of(0).child("held out"));
        return switch (work) {
            case READ -> prepared(pictures, parts, new ReaderObjective(ReaderTrials.on(pictures, parts.heldOut())));
            case FIND -> prepared(pictures, parts, new FinderObjective(FinderTrials.on(pictures, parts.heldOut())));
        };
    }

    private Prepared prepared(PicturePool pictures, HeldOut parts, PlateObjective<?, ?> objective) {
        return precision -> new PlateTrainable<>(pictures, parts.training(), objective, start(precision));
    }

    private NetworkStep.Start start(Precision precision) {
        return new NetworkStep.Start(
                Seed.of(run.seed()), precision.dtype(), run.from().isPresent() ? GOING_ON : 1);
    }
}
