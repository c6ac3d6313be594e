package dev.ganvas.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.error.Require;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.random.Seed;
import dev.ganvas.train.RunDirectory;
import dev.ganvas.train.Trainable;
import dev.ganvas.train.TrainingListener;
import dev.ganvas.train.TrainingLoop;
import dev.ganvas.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;

/** Trains a feature extractor on pictures, with or without labels. */
public final class FeatureTraining {
    private static final int WIDTH = 32;
    private static final int BLOCKS = 1;

    /** Numbers that a feature extractor without classes is compared by. */
    private static final int PROJECTION = 256;

    private final PictureSource source;
    private final FeatureSettings settings;
    private Path cacheRoot = PixelCache.defaultRoot();

    private FeatureTraining(PictureSource source, FeatureSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    /** @param source stays the caller's to close */
    public static FeatureTraining of(PictureSource source, FeatureSettings settings) {
        return new FeatureTraining(source, settings);
    }

    /** Keeps decoded pictures under another folder than {@link PixelCache#defaultRoot()}. */
    public FeatureTraining cachedIn(Path root) {
        cacheRoot = root;
        return this;
    }

    /**
     * Trains in {@code folder}, continuing the run that is there; the best model is {@code best.ganvas}.
     *
     * @throws dev.ganvas.error.UsageException when the folder holds a run with other settings, no picture can be
     *     read, or classes are to be learned and the data has none
     */
    public TrainingLoop.Outcome start(Path folder, TrainingListener listener, ProgressListener decoding)
            throws IOException {
        long began = System.nanoTime();
        try (RunDirectory run = RunDirectory.open(folder);
                TrainingPictures pictures = TrainingPictures.open(source, settings.pictures(), cacheRoot, decoding)) {
            pictures.skippedLines().forEach(listener::noted);
            ObjectNode asked = settings.toJson().put("data", pictures.cache().contentHash());
            return new TrainingRun(run, asked, settings.resources(), new TrainableFactory(pictures), began).train(listener);
        }
    }

    private final class TrainableFactory implements TrainingRun.TrainableFactory {
        private final TrainingPictures pictures;
        private final BackboneShape shape;

        TrainableFactory(TrainingPictures pictures) {
            this.pictures = pictures;
            int classes = pictures.classCount();
            boolean classify = settings.task() == FeatureSettings.Task.CLASSIFY;
            Require.that(
                    !classify || classes > 1,
                    source.name() + " has no classes to tell apart; sort the pictures into sub-folders, or train"
                            + " features, which need none.");
            this.shape = new BackboneShape(pictures.cache().shape().width(), WIDTH, BLOCKS, classify ? classes : PROJECTION);
        }

        @Override
        public Trainable trainable(Precision precision, JsonNode record) {
            return new FeatureTrainable(
                    pictures.cache(),
                    FeatureObjective.of(settings.task(), pictures.mirrorable()),
                    new FeatureTrainable.Start(
                            settings.task(), shape, Seed.of(settings.seed()), precision.dtype(), record));
        }

        @Override
        public void describe(ObjectNode record) {
            record.withObject("/resolved").put("size", shape.size());
            record.set("network", new ObjectMapper().valueToTree(shape));
            record.set("data", pictures.description());
        }
    }
}
