package dev.ganvas.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.engine.error.UsageException;
import dev.ganvas.engine.machine.Machine;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.machine.PrecisionChoice;
import dev.ganvas.engine.machine.Throughput;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.image.Picture;
import dev.ganvas.train.Budget;
import dev.ganvas.train.Plan;
import dev.ganvas.train.Planner;
import dev.ganvas.train.RunDirectory;
import dev.ganvas.train.Trainable.Position;
import dev.ganvas.train.TrainingListener;
import dev.ganvas.train.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;

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
    /** Below this side, pictures are trained at 32 px unless asked otherwise. */
    private static final int SMALL_PICTURE = 48;

    private static final int FEWEST_PICTURES = 2;
    private static final double MEASURING_SECONDS = 4;
    private static final double SHORT_MEASURING_SECONDS = 1.5;
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
     * @param outcome completed, or interrupted and ready to be continued by the same call
     * @param best the model with the lowest KD
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
     * @throws dev.ganvas.engine.error.UsageException when the folder holds a run with other settings, or no picture can be read
     * @throws dev.ganvas.engine.error.TrainingException when training diverges beyond repair
     */
    public Result start(Path folder, TrainingListener listener, ProgressListener decoding) throws IOException {
        try (RunDirectory run = RunDirectory.open(folder);
                PixelCache data = opened(decoding);
                GanSubject.Judging judging = GanSubject.Judging.on(data)) {
            data.skipped().forEach((reason, items) -> listener.noted(skipped(reason, items)));
            Recipe recipe = settings.recipeFor(data.size(), labelledClasses(data));
            ObjectNode asked = settings.toJson().put("data", data.contentHash());
            ObjectNode record = run.record().orElse(null);
            if (record == null) {
                record = newRecord(asked, data, recipe, judging, listener);
                run.writeRecord(record);
            } else {
                run.requireSameSettings(record.path(RunDirectory.SETTINGS), asked);
                NativeLibrary.threads(record.path("resolved").path("threads").asInt(1));
            }
            Plan plan = JSON.treeToValue(record.path("plan"), Plan.class);
            Precision precision =
                    Precision.parse(record.path("resolved").path("precision").asText());
            try (GanSubject subject = new GanSubject(
                    data, recipe, judging, new GanSubject.Start(Seed.of(settings.seed()), precision.dtype(), record))) {
                TrainingLoop.Work work = new TrainingLoop.Work(
                        subject.operationsPerImage(),
                        record.path("measured").path("matrix_product_gflops").asDouble() * 1e9);
                TrainingLoop.Outcome outcome = new TrainingLoop(run, plan, work, subject, listener).run();
                return new Result(outcome, run.best(), run.last(), run.report());
            }
        }
    }

    private PixelCache opened(ProgressListener decoding) throws IOException {
        PixelCache data = PixelCache.open(source, size(), cacheRoot, decoding);
        if (data.count() < FEWEST_PICTURES) {
            data.close();
            throw new UsageException(source.name() + " has one usable picture; a generator needs at least "
                    + FEWEST_PICTURES + ", and some hundreds to be worth while.");
        }
        return data;
    }

    private static String skipped(String reason, java.util.List<String> items) {
        String names = String.join(", ", items.subList(0, Math.min(3, items.size())));
        return "skipped " + items.size() + (items.size() == 1 ? " file, " : " files, ") + reason + ": " + names
                + (items.size() > 3 ? ", ..." : "");
    }

    private int size() throws IOException {
        if (settings.size().isPresent()) {
            return settings.size().getAsInt();
        }
        for (int i = 0; i < source.count(); i++) {
            try {
                Picture first = source.read(i);
                return Math.min(first.width(), first.height()) < SMALL_PICTURE ? 32 : 64;
            } catch (dev.ganvas.engine.error.MalformedFileException e) {
                // The cache reports it with its reason; here the next picture will do.
                continue;
            }
        }
        return 64;
    }

    private static int labelledClasses(PixelCache data) {
        for (int i = 0; i < data.count(); i++) {
            if (data.label(i) < 0) {
                return 0;
            }
        }
        return data.classes().size();
    }

    private ObjectNode newRecord(
            ObjectNode asked, PixelCache data, Recipe recipe, GanSubject.Judging judging, TrainingListener listener) {
        NativeLibrary.threads(settings.threads().orElse(Runtime.getRuntime().availableProcessors()));
        PrecisionChoice choice = PrecisionChoice.measure();
        Precision precision = settings.precision().orElse(choice.precision());
        ObjectNode record = JSON.createObjectNode();
        record.set(RunDirectory.SETTINGS, asked);
        ObjectNode resolved = record.putObject("resolved");
        resolved.put("size", data.size());
        resolved.put("precision", precision.toString());
        resolved.put("precision_reason", settings.precision().isPresent() ? "asked for" : choice.reason());
        resolved.put("threads", NativeLibrary.threads());
        resolved.put("conditioned_on_classes", recipe.architecture().classes());
        record.set("recipe", JSON.valueToTree(recipe));
        ObjectNode about = record.putObject("data");
        about.put("name", data.sourceName());
        about.put("kind", source.kind());
        about.put("pictures", data.count());
        about.put("content_sha256", data.contentHash());
        data.classes().forEach(about.putArray("classes")::add);
        ObjectNode skipped = about.putObject("skipped");
        data.skipped().forEach((reason, items) -> skipped.put(reason, items.size()));
        record.set("machine", JSON.valueToTree(Machine.here()));
        ObjectNode measured = record.putObject("measured");
        record.set("plan", JSON.valueToTree(plan(data, recipe, judging, precision, measured)));
        listener.noted("precision " + precision + (settings.precision().isPresent() ? "" : ": " + choice.reason()));
        return record;
    }

    /** Measures the real step and a judging on networks that are thrown away, and plans with that. */
    private Plan plan(
            PixelCache data, Recipe recipe, GanSubject.Judging judging, Precision precision, ObjectNode measured) {
        boolean brief = settings.budget() instanceof Budget.Images
                || settings.budget() instanceof Budget.Time time
                        && time.duration().toMinutes() < 5;
        try (GanSubject rehearsal = new GanSubject(
                data, recipe, judging, new GanSubject.Start(Seed.of(0), precision.dtype(), JSON.createObjectNode()))) {
            double step = Planner.secondsEach(
                    brief ? SHORT_MEASURING_SECONDS : MEASURING_SECONDS, () -> rehearsal.step(new Position(0, 0, 1)));
            double evaluation = Planner.seconds(rehearsal::evaluate);
            double imagesPerSecond = recipe.batch() / step;
            double peak = Throughput.matrixProduct(precision, 1024, 0.5);
            measured.put("images_per_second", imagesPerSecond);
            measured.put("evaluation_seconds", evaluation);
            measured.put("matrix_product_gflops", peak / 1e9);
            measured.put("gflop_per_image", rehearsal.operationsPerImage() / 1e9);
            measured.put("generator_parameters", rehearsal.parameterCounts()[0]);
            measured.put("discriminator_parameters", rehearsal.parameterCounts()[1]);
            return new Planner(recipe.batch(), imagesPerSecond, evaluation).plan(settings.budget());
        }
    }
}
