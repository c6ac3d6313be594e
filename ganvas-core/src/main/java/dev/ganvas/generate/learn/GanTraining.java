package dev.ganvas.generate.learn;

import dev.ganvas.generate.Generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunDirectory;
import dev.ganvas.train.Trainable;
import dev.ganvas.train.TrainingListener;
import dev.ganvas.train.TrainingLoop;
import dev.ganvas.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains a generator on pictures: sets up the run, measures the machine, plans, and runs the loop.
 *
 * <pre>{@code
 * try (var photos = Sources.open("photos")) {
 *     var run = GanTraining.of(photos, GanSettings.defaults(Budget.time("30m"))).start(Path.of("run"));
 *     try (var generator = Generator.open(run.best())) { ... }
 * }
 * }</pre>
 */
public final class GanTraining {
    /** The field of a run's record that says how many pictures an evaluation looks at. */
    private static final String EVALUATED = "evaluated_pictures";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PictureSource source;
    private final GanSettings settings;
    private Path cacheRoot = PixelCache.defaultRoot();

    private GanTraining(PictureSource source, GanSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    /** @param source stays the caller's to close */
    public static GanTraining of(PictureSource source, GanSettings settings) {
        return new GanTraining(source, settings);
    }

    /** Keeps decoded pictures under another folder than {@link PixelCache#defaultRoot()}. */
    public GanTraining cachedIn(Path root) {
        cacheRoot = root;
        return this;
    }

    /**
     * What came of a training.
     *
     * @param outcome completed, stopped early for want of improvement, or interrupted and ready to be continued by the same call
     * @param best the model that most figures prefer
     * @param last the newest model
     * @param report a page to read
     */
    public record Result(TrainingLoop.Outcome outcome, Path best, Path last, Path report) {}

    /** Runs without a listener. */
    public Result start(Path folder) throws IOException {
        return start(folder, new TrainingListener() {}, (done, total) -> {});
    }

    /**
     * Trains in {@code folder}, continuing the run that is there.
     *
     * @param decoding hears how decoding the pictures goes, on the first start
     * @throws dev.ganvas.error.UsageException when the folder holds a run with other settings, or no picture can be read
     * @throws dev.ganvas.error.TrainingException when training diverges beyond repair
     */
    public Result start(Path folder, TrainingListener listener, ProgressListener decoding) throws IOException {
        long began = System.nanoTime();
        try (RunDirectory run = RunDirectory.open(folder);
                TrainingPictures pictures = TrainingPictures.open(source, settings.size(), cacheRoot, decoding);
                Extractors extractors = Extractors.shipped()) {
            pictures.skippedLines().forEach(listener::noted);
            Recipe recipe = settings.recipeFor(
                    pictures.cache().size(),
                    pictures.classCount(),
                    pictures.cache().count());
            ObjectNode asked = settings.toJson().put("data", pictures.cache().contentHash());
            // As the training will, or what is measured is not what it takes.
            NativeLibrary.threads(
                    settings.threads().orElse(Runtime.getRuntime().availableProcessors()));
            GanTrainable.Reference evaluation =
                    GanTrainable.Reference.on(pictures.cache(), extractors, evaluationSize(run, recipe, extractors));
            TrainableFactory factory = new TrainableFactory(pictures, recipe, evaluation);
            TrainingRun training = new TrainingRun(run, asked, settings.resources(), factory, began);
            return new Result(training.train(listener), run.best(), run.last(), run.report());
        }
    }

    /** As the run in the folder began with. */
    private EvaluationSize evaluationSize(RunDirectory run, Recipe recipe, Extractors extractors) throws IOException {
        Optional<ObjectNode> existing = run.record();
        if (existing.isPresent()) {
            return new EvaluationSize(existing.get().path("resolved").path(EVALUATED).asInt(EvaluationSize.FULL.pictures()));
        }
        return settings.budget() instanceof Budget.Time time
                ? EvaluationSize.within(time, EvaluationSize.Cost.measured(recipe, extractors))
                : EvaluationSize.FULL;
    }

    /** Makes GANs on the data. */
    private final class TrainableFactory implements TrainingRun.TrainableFactory {
        private final TrainingPictures pictures;
        private final Recipe recipe;
        private final GanTrainable.Reference evaluation;

        TrainableFactory(TrainingPictures pictures, Recipe recipe, GanTrainable.Reference evaluation) {
            this.pictures = pictures;
            this.recipe = recipe;
            this.evaluation = evaluation;
        }

        @Override
        public Trainable trainable(Precision precision, JsonNode record) {
            GanTrainable.Start start = new GanTrainable.Start(
                    Seed.of(settings.seed()),
                    precision.dtype(),
                    settings.overrides().mirrored(),
                    settings.stopEarly(),
                    record);
            return new GanTrainable(pictures.cache(), recipe, evaluation, start);
        }

        @Override
        public void describe(ObjectNode record) {
            record.withObject("/resolved")
                    .put("size", pictures.cache().size())
                    .put(EVALUATED, evaluation.size().pictures())
                    .put("conditioned_on_classes", recipe.architecture().classes())
                    .put(
                            "held_back",
                            recipe.augmentation().applies()
                                    ? PictureBatches.countHeldBack(
                                            pictures.cache().count())
                                    : 0);
            record.set("recipe", JSON.valueToTree(recipe));
            record.set("data", pictures.description());
        }
    }
}
