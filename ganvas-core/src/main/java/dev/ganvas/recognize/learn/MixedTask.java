package dev.ganvas.recognize.learn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureChoice;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.train.FixedSizeTask;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.TrainingTask;
import java.io.IOException;
import java.util.Optional;

/**
 * A classifier that learns from real and generated pictures in a given mixture, so that trainings can be compared. Only the first
 * half of the pictures held out is measured by in the run itself, see {@link LabelledPictures#halvesHeldOut}.
 *
 * @param start where it begins; by default as the settings and the real pictures have it
 */
record MixedTask(ClassifierSettings settings, Mixture mixture, Optional<StartingPoint> start) implements FixedSizeTask {
    /**
     * What is learned from.
     *
     * @param generated pictures of the size of the real ones; absent for none
     * @param perReal generated ones for each real picture of a class
     * @param realToo whether the real ones are learned from as well
     */
    record Mixture(Optional<PixelCache> generated, double perReal, boolean realToo) {
        /** Real pictures alone. */
        static final Mixture REAL = new Mixture(Optional.empty(), 0, true);

        LabelledPictures of(LabelledPictures real) {
            LabelledPictures measured = real.measuredBy(real.halvesHeldOut().get(0));
            return generated
                    .map(pictures -> measured.with(pictures, perReal, realToo))
                    .orElse(measured);
        }
    }

    @Override
    public RunSettings run() {
        return settings.run();
    }

    @Override
    public PictureChoice pictures() {
        return settings.pictures();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String modelKind() {
        return settings.modelKind();
    }

    @Override
    public void describe(ObjectNode fields) {
        settings.describe(fields);
        fields.put("generated", mixture.generated().map(PixelCache::contentHash).orElse("none"));
        fields.put("generated_per_real", mixture.perReal());
        fields.put("real_too", mixture.realToo());
    }

    @Override
    public TrainingTask<TrainingPictures> usual() {
        return settings.usual();
    }

    @Override
    public Prepared on(TrainingPictures pictures, Optional<ObjectNode> record) throws IOException {
        LabelledPictures real = LabelledPictures.of(pictures.cache(), settings.labelsPerClass());
        LabelledPictures mixed = mixture.of(real);
        StartingPoint begin = record.isEmpty() && start.isPresent()
                ? start.get()
                : settings.start(mixture.realToo() ? real : mixed, record);
        return settings.prepared(mixed, pictures.mirrorable(), begin);
    }
}
