package dev.ganvas.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TrainingData;
import dev.ganvas.engine.ranks.Ranks;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The front of every training: opens the pictures and the run's folder, measures the machine, plans, trains or continues,
 * and leaves models and a report. Trains on the calling thread's {@link dev.ganvas.engine.tensor.DefaultDevice}.
 *
 * <pre>{@code
 * try (PictureSource photos = Sources.open("photos")) {
 *     Training.Result run = Training.of(photos, GanSettings.of(Budget.time("30m"))).start(Path.of("run"));
 *     try (Generator generator = Generator.open(run.best())) { ... }
 * }
 * }</pre>
 */
public final class Training {
    private final PictureSource source;
    private final TrainingTask<?> task;
    private Path cacheRoot = PixelCache.defaultRoot();
    private Optional<Repetition> repetition = Optional.empty();
    private Optional<Ranks> ranks = Optional.empty();

    private Training(PictureSource source, TrainingTask<?> task) {
        this.source = source;
        this.task = task;
    }

    /** @param source stays the caller's to close */
    public static Training of(PictureSource source, TrainingTask<?> task) {
        return new Training(source, task);
    }

    /** Keeps decoded pictures under another folder than {@link PixelCache#defaultRoot()}. */
    public Training cachedIn(Path root) {
        cacheRoot = root;
        return this;
    }

    /**
     * Repeats a run: its plan, precision and threads hold, and the task's settings must be those of that run. A run that is in
     * the folder already goes on.
     *
     * @param origin of a model that the run left
     */
    public Training repeating(Provenance origin) {
        repetition = Optional.of(new Repetition(origin));
        return this;
    }

    /**
     * Trains together with other processes, each of which makes the same calls with the same settings and pictures. Rank 0
     * plans, evaluates and writes the run's folder; the others compute their parts of each batch and write nothing. All end
     * alike.
     *
     * @param others stay the caller's to close
     * @throws UsageException when this process computes on a graphics card: what the processes send one another lies in memory
     */
    public Training among(Ranks others) {
        Require.that(
                !DefaultDevice.get().isCuda(),
                "Several processes train one network on processors only; say --device cpu, or train in one process.");
        ranks = Optional.of(others);
        return this;
    }

    /**
     * What came of a training.
     *
     * @param outcome completed, stopped early for want of improvement, or interrupted and ready to be continued by the same call
     * @param images pictures shown so far
     * @param best the best model so far, see {@link Trainable#best}
     * @param last the newest model
     * @param report a page to read
     */
    public record Result(TrainingLoop.Outcome outcome, long images, Path best, Path last, Path report) {
        /** The same as fields of text and numbers. */
        public ObjectNode toJson() {
            return new ObjectMapper()
                    .createObjectNode()
                    .put("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .put("images", images)
                    .put("best", best.toString())
                    .put("last", last.toString())
                    .put("report", report.toString());
        }
    }

    /** Runs without a listener. */
    public Result start(Path folder) throws IOException {
        return start(folder, new TrainingListener() {}, ProgressListener.NONE);
    }

    /**
     * Trains in {@code folder}, continuing the run that is there. An interrupt of the calling thread saves, as
     * {@link TrainingListener#stopRequested} does.
     *
     * @param decoding hears how decoding the pictures goes, on the first start
     * @throws dev.ganvas.error.UsageException when the folder holds a run with other settings, no picture can be read, the
     *     task cannot be learned from these pictures, or they are not those of the run that is repeated
     * @throws dev.ganvas.error.TrainingException when training breaks down beyond repair
     * @throws dev.ganvas.error.EngineException when another rank is lost; the same call, with new ranks, goes on from the last
     *     checkpoint
     */
    public Result start(Path folder, TrainingListener listener, ProgressListener decoding) throws IOException {
        return start(task, folder, listener, decoding);
    }

    private <D extends TrainingData> Result start(
            TrainingTask<D> learned, Path folder, TrainingListener listener, ProgressListener decoding)
            throws IOException {
        if (ranks.isPresent() && !ranks.get().isFirst()) {
            return new Follower<>(ranks.get(), learned, listener)
                    .follow(folder, () -> learned.open(source, cacheRoot, decoding));
        }
        try (Lead lead = new Lead(ranks)) {
            try {
                return lead(lead, learned, folder, listener, decoding);
            } catch (IOException | RuntimeException | Error e) {
                lead.fail();
                throw e;
            }
        }
    }

    private <D extends TrainingData> Result lead(
            Lead lead, TrainingTask<D> learned, Path folder, TrainingListener listener, ProgressListener decoding)
            throws IOException {
        try (RunDirectory run = RunDirectory.open(folder);
                D pictures = learned.open(source, cacheRoot, decoding)) {
            lead.compare(TrainingRun.asked(learned, pictures));
            pictures.lines(learned.heldOut(pictures)).forEach(listener::noted);
            if (repetition.isPresent() && run.record().isEmpty()) {
                repetition.get().require(learned, pictures);
                repetition.get().differences().forEach(listener::noted);
                run.writeRecord(repetition.get().record());
            }
            try (TrainingTask.Prepared prepared = learned.on(pictures, run.record())) {
                prepared.lines().forEach(listener::noted);
                return new TrainingRun(run, learned, pictures, prepared, lead).train(listener);
            }
        }
    }
}
