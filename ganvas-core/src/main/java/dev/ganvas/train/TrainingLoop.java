package dev.ganvas.train;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.TrainingException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.train.Checkpoint.Counters;
import dev.ganvas.train.TrainingListener.Progress;
import dev.ganvas.train.report.Report;
import dev.ganvas.train.report.Timelapse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains to the end of a plan, or until asked to stop: steps, evaluates, saves. Continues exactly where the newest
 * checkpoint in the run's folder stands.
 *
 * <p>The guard: a step with a non-finite figure does not count; the last checkpoint is restored, the learning rate
 * halved, and after {@value #MOST_ROLLBACKS} such interventions the training gives up.
 */
public final class TrainingLoop {
    /** Interventions of the guard before a training gives up. */
    public static final int MOST_ROLLBACKS = 3;

    private static final double METRICS_SECONDS = 2;

    private final RunDirectory run;
    private final RunPlan plans;
    private final Trainable trainable;
    private final TrainingListener listener;
    private final Checkpoint checkpoint;
    private final SpeedMeter speed;
    private final RunModels models;
    private final List<MetricsLog.Entry> evaluated = new ArrayList<>();
    private final Set<String> noted = new HashSet<>();
    private Optional<String> enough = Optional.empty();
    private double evaluationSeconds;
    private boolean interrupted;
    private Counters counters = Counters.start();

    /** @param work operations an image, and the peak they are measured against */
    TrainingLoop(RunPlan plans, Checkpoint checkpoint, Work work, Trainable trainable, TrainingListener listener) {
        this.run = plans.folder();
        this.plans = plans;
        this.trainable = trainable;
        this.listener = listener;
        this.checkpoint = checkpoint;
        this.speed = new SpeedMeter(work);
        this.models = new RunModels(run);
    }

    /**
     * The arithmetic of one image.
     *
     * @param operationsPerImage floating-point operations a training image takes
     * @param peak floating-point operations a second this machine reaches at best
     */
    public record Work(double operationsPerImage, double peak) {}

    /** How a training ended. */
    public enum Outcome {
        COMPLETED,
        /** There was nothing left to gain; the run is over. */
        STOPPED_EARLY,
        INTERRUPTED
    }

    /**
     * Runs. A run that was stopped early, or that has broken down, is over and is left as it is.
     *
     * @throws TrainingException when the guard gives up or the training has broken down; models and checkpoints written
     *     before stay
     */
    Outcome run() throws IOException {
        Optional<String> failed = run.failed();
        if (failed.isPresent()) {
            throw new TrainingException(failed.get());
        }
        Optional<String> ended = run.ended();
        if (ended.isPresent()) {
            listener.noted("this run is over: " + ended.get() + "; a larger budget goes on with it");
            counters = checkpoint.restore(trainable.state()).orElse(counters);
            return Outcome.STOPPED_EARLY;
        }
        Optional<Counters> saved = checkpoint.restore(trainable.state());
        counters = saved.orElse(counters);
        try (RunLog log = saved.isEmpty() ? RunLog.start(run) : RunLog.resume(run, counters.images())) {
            recall();
            if (saved.isEmpty()) {
                evaluate(log);
                save();
            } else {
                listener.noted(
                        counters.images() < plans.plan().totalImages()
                                ? "continuing at " + counters.images() + " of "
                                        + plans.plan().totalImages() + " images"
                                : "this run is complete: it has shown its " + counters.images()
                                        + " images; a larger number of images or a larger budget goes on with it");
            }
            Outcome outcome = train(log);
            if (outcome != Outcome.INTERRUPTED) {
                checkpoint.keep(1);
            }
            return outcome;
        } finally {
            Timelapse.write(run.folder(), trainable.samplesOrigin());
            Report.write(run.folder());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Pictures shown so far. */
    long images() {
        return counters.images();
    }

    /** The evaluations that a continued run has behind it, and what was noted at them; the log was cut at the checkpoint. */
    private void recall() throws IOException {
        for (MetricsLog.Entry entry : MetricsLog.read(run.metrics())) {
            if (entry.values().containsKey(trainable.score())) {
                // What the guard went back behind was evaluated anew.
                evaluated.removeIf(before -> before.images() >= entry.images());
                evaluated.add(entry);
                findings().forEach(finding -> noted.add(finding.name()));
            }
        }
    }

    private List<Finding> findings() {
        return trainable.findings(List.copyOf(evaluated), plans.plan());
    }

    private Outcome train(RunLog log) throws IOException {
        speed.restart();
        double nextMetrics = 0;
        while (counters.images() < plans.plan().totalImages()) {
            plans.correct(counters).ifPresent(listener::noted);
            Plan plan = plans.plan();
            long images = counters.images() + plan.batch();
            Map<String, Double> figures =
                    trainable.step(new Trainable.Position(counters.images(), plan.totalImages(), counters.rateScale()));
            if (!figures.values().stream().allMatch(Double::isFinite)) {
                rollBack(figures);
                continue;
            }
            double seconds = speed.step(plan.batch());
            counters = new Counters(
                    images,
                    counters.seconds() + seconds,
                    counters.rateScale(),
                    counters.rollbacks(),
                    counters.evaluatedAt());
            listener.progressed(new Progress(
                    images, plan, speed.imagesPerSecond(), speed.utilisation(), secondsLeft(images), figures));
            if (counters.seconds() >= nextMetrics) {
                log.figures(images, counters.seconds(), withSpeed(figures));
                nextMetrics = counters.seconds() + METRICS_SECONDS;
            }
            // Taken from the thread before files are written, which an interrupt would break off.
            interrupted |= Thread.interrupted();
            boolean done = images == plan.totalImages();
            if (done || images % plan.evaluateEvery() == 0 && plan.totalImages() - images >= plan.evaluateEvery() / 2) {
                evaluate(log);
            }
            boolean early = enough.isPresent() && !done;
            interrupted |= Thread.interrupted();
            boolean stop = (listener.stopRequested() || interrupted) && !done;
            if (done || early || stop || plans.isDueAt(images) || images % plan.checkpointEvery() == 0) {
                if (!trainable.state().values().stream().allMatch(Tensor::allFinite)) {
                    rollBack(Map.of("weights", Double.NaN));
                    continue;
                }
                if (early) {
                    // Before the checkpoint: once this is written nothing is trained on, whatever becomes of the rest.
                    run.end(enough.get());
                    listener.noted(enough.get());
                }
                save();
                speed.restart();
            }
            if (early) {
                return Outcome.STOPPED_EARLY;
            }
            if (stop) {
                return Outcome.INTERRUPTED;
            }
        }
        return Outcome.COMPLETED;
    }

    private double secondsLeft(long images) {
        Plan plan = plans.plan();
        long evaluations = (plan.totalImages() - images + plan.evaluateEvery() - 1) / plan.evaluateEvery();
        return (plan.totalImages() - images) / speed.imagesPerSecond() + evaluations * evaluationSeconds;
    }

    private Map<String, Double> withSpeed(Map<String, Double> figures) {
        Map<String, Double> all = new LinkedHashMap<>(figures);
        all.put("images_per_second", speed.imagesPerSecond());
        all.put("mfu", speed.utilisation());
        return all;
    }

    private void save() throws IOException {
        checkpoint.save(counters, trainable.state());
    }

    private void evaluate(RunLog log) throws IOException {
        if (counters.evaluatedAt() == counters.images()) {
            return;
        }
        long start = System.nanoTime();
        Snapshot snapshot = trainable.evaluate();
        byte[] png = Pictures.png(
                snapshot.samples(), trainable.samplesOrigin().with("images", Long.toString(counters.images())));
        AtomicFile.write(run.samples(counters.images()), png);
        for (Map.Entry<String, Picture> shown : snapshot.pictures().entrySet()) {
            Pictures.writePng(run.evaluation(shown.getKey()), shown.getValue(), trainable.samplesOrigin());
        }
        Figures figures = new Figures(trainable.figures(), snapshot.figures());
        log.figures(counters.images(), counters.seconds(), figures.values());
        log.picture(counters.images(), "samples", png);
        evaluated.add(new MetricsLog.Entry(counters.images(), counters.seconds(), figures.values()));
        models.write(snapshot, figures, trainable.samplesOrigin());
        if (trainable.best(List.copyOf(evaluated)) == evaluated.size() - 1) {
            models.lastIsBest();
        }
        counters = new Counters(
                counters.images(), counters.seconds(), counters.rateScale(), counters.rollbacks(), counters.images());
        listener.evaluated(counters.images(), figures);
        Report.write(run.folder());
        evaluationSeconds = (System.nanoTime() - start) * 1e-9;
        act(findings());
        speed.restart();
    }

    private void act(List<Finding> findings) throws IOException {
        String at = String.format(Locale.ROOT, "at %,d images ", counters.images());
        for (Finding finding : findings) {
            boolean news = noted.add(finding.name());
            switch (finding.consequence()) {
                case NOTE -> {
                    if (news) {
                        listener.noted(at + finding.words());
                    }
                }
                case STOP -> enough = Optional.of("stopped early: " + at + finding.words());
                case FAIL -> {
                    String reason = "The training ended: " + at + finding.words() + ". The best model is kept in "
                            + run.best() + ".";
                    run.fail(reason);
                    throw new TrainingException(reason);
                }
            }
        }
    }

    private void rollBack(Map<String, Double> figures) throws IOException {
        int rollbacks = counters.rollbacks() + 1;
        double rateScale = counters.rateScale() / 2;
        String what = "a figure was not finite at " + counters.images() + " images (" + figures + ")";
        if (rollbacks > MOST_ROLLBACKS) {
            throw new TrainingException(
                    "The training gave up: " + what + ", and going back with half the learning rate "
                            + MOST_ROLLBACKS + " times did not help. The best model is kept in " + run.best()
                            + ". Set `precision` to fp32, or inspect the data for broken pictures.");
        }
        Counters good = checkpoint.restore(trainable.state()).orElseThrow();
        evaluated.removeIf(entry -> entry.images() > good.images());
        enough = Optional.empty();
        counters = new Counters(good.images(), good.seconds(), rateScale, rollbacks, good.evaluatedAt());
        save();
        listener.noted(what + "; went back to " + good.images() + " images and halved the learning rate");
        speed.restart();
    }
}
