package dev.ganvas.recognize.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureChoice;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.Require;
import dev.ganvas.features.FeatureModel;
import dev.ganvas.image.Channels;
import dev.ganvas.random.Seed;
import dev.ganvas.train.FixedSizeTask;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Trainable;
import dev.ganvas.train.TrainingTask;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person may choose about the training of a classifier.
 *
 * @param run what is chosen about every training
 * @param labelsPerClass labels of each class to use, the other pictures being learned from without; by default all
 * @param width channels of the first group of a network that learns from scratch; by default by pictures and budget
 */
public record ClassifierSettings(RunSettings run, OptionalInt labelsPerClass, OptionalInt width)
        implements FixedSizeTask {
    private static final int LEAST_SIDE = 32;
    private static final int MOST_SIDE = 224;
    private static final String START = "start";
    private static final String NETWORK = "network";

    public ClassifierSettings {
        run.pictures()
                .size()
                .ifPresent(size -> Require.that(
                        size.width() == size.height() && size.width() >= LEAST_SIDE && size.width() <= MOST_SIDE,
                        "classifiers see squares of " + LEAST_SIDE + " to " + MOST_SIDE + " pixels, not " + size));
        Require.that(
                run.pictures().channels().orElse(Channels.RGB) == Channels.RGB,
                "classifiers see pictures in RGB, whatever they are");
        labelsPerClass.ifPresent(count -> Require.within(count, 1, 1_000_000, "labels per class"));
        width.ifPresent(channels -> Require.within(channels, 24, 256, "width"));
        Require.that(
                width.isEmpty() || run.from().isEmpty(),
                "a network that is begun with has its width; leave the width or the model out");
    }

    /** All labels, and a width by the data. */
    public static ClassifierSettings of(RunSettings run) {
        return new ClassifierSettings(run, OptionalInt.empty(), OptionalInt.empty());
    }

    /** The same with other settings of the training. */
    ClassifierSettings with(RunSettings other) {
        return new ClassifierSettings(other, labelsPerClass, width);
    }

    @Override
    public PictureChoice pictures() {
        return run.pictures().withChannels(Channels.RGB);
    }

    @Override
    public String name() {
        return "classify";
    }

    @Override
    public String modelKind() {
        return FeatureModel.KIND;
    }

    @Override
    public void describe(ObjectNode settings) {
        settings.put("labels_per_class", text(labelsPerClass));
        settings.put("width", text(width));
    }

    private static String text(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : RunSettings.AUTO;
    }

    @Override
    public TrainingTask<TrainingPictures> usual() {
        return of(RunSettings.of(run.budget()));
    }

    /** @throws dev.ganvas.error.UsageException when the data has no classes, or too few pictures of one */
    @Override
    public Prepared on(TrainingPictures pictures, Optional<ObjectNode> record) throws IOException {
        LabelledPictures labelled = LabelledPictures.of(pictures.cache(), labelsPerClass);
        return prepared(labelled, pictures.mirrorable(), start(labelled, record));
    }

    /** Where a training on these pictures begins: where its record says it began, if it has one. */
    StartingPoint start(LabelledPictures labelled, Optional<ObjectNode> record) throws IOException {
        return record.isPresent()
                ? StartingPoint.recorded(
                        record.get().path(NETWORK), record.get().path(START))
                : StartingPoint.of(labelled, run, width.orElse(0));
    }

    /** @param labelled stay open while what is returned is in use */
    Prepared prepared(LabelledPictures labelled, boolean mirrorable, StartingPoint start) {
        return new OnPictures(this, labelled, mirrorable, start);
    }

    private static final class OnPictures implements Prepared {
        private final LabelledPictures pictures;
        private final StartingPoint start;
        private final FirstNetwork first;
        private final ClassifierSettings settings;
        private final boolean mirrored;

        OnPictures(ClassifierSettings settings, LabelledPictures pictures, boolean mirrored, StartingPoint start) {
            this.settings = settings;
            this.pictures = pictures;
            this.mirrored = mirrored;
            this.start = start;
            this.first = new FirstNetwork(pictures, start, settings.run().from());
        }

        @Override
        public Trainable trainable(Precision precision) throws IOException {
            Seed seed = Seed.of(settings.run().seed());
            return new ClassifierTrainable(
                    pictures,
                    new ClassifierTrainable.Start(
                            start.shape(), first.recipe(), mirrored, seed, precision.dtype(), start.reason()),
                    first.network(seed.child("weights")));
        }

        @Override
        public List<String> lines() {
            return List.of(
                    start.reason(),
                    pictures.training().length + " pictures are learned from with their labels, "
                            + pictures.unlabelled().length + " without, and " + pictures.heldOut().length
                            + " are held out to measure by");
        }

        @Override
        public void describe(ObjectNode record) {
            start.shape().describe(record.putObject(NETWORK));
            record.putObject(START).put("known", start.known().orElse("")).put("reason", start.reason());
            record.set(
                    "labels",
                    new ObjectMapper()
                            .createObjectNode()
                            .put("learned", pictures.training().length)
                            .put("generated", pictures.training().length - pictures.realOnes())
                            .put("held_out", pictures.heldOut().length)
                            .put("not_used", pictures.unlabelled().length));
        }
    }
}
