package dev.ganvas.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.machine.Throughput;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures what a training costs, and plans by it.
 *
 * @param trainable is thrown away afterwards
 * @param budget of the run
 * @param began when the run did, in nanoseconds as {@link System#nanoTime()} counts them
 */
record Rehearsal(Trainable trainable, Budget budget, long began) {
    /** Proportion of a time budget in which steps are measured: the longer it is, the more a wrong plan would miss it by. */
    private static final double MEASURING_SHARE = 0.01;

    private static final double LEAST_MEASURING_SECONDS = 1.5;
    private static final double MOST_MEASURING_SECONDS = 30;

    /** In so long, running code for the first time hardly weighs; in a short budget, less is waited for. */
    private static final double WARMED_UP_SECONDS = 5;

    /** Proportion of a time budget that is not spent on running code a second time. */
    private static final double WARMING_UP_SHARE = 0.02;

    /** Step at which a rehearsal begins. */
    private static final long REHEARSED_FROM = 1000;

    /** @param measured what was measured is added here */
    Plan plan(Precision precision, ObjectNode measured) throws IOException {
        double due = 0;
        double warmedUp = WARMED_UP_SECONDS;
        if (budget instanceof Budget.Time time) {
            due = MEASURING_SHARE * time.duration().toSeconds();
            warmedUp = Math.min(warmedUp, WARMING_UP_SHARE * time.duration().toSeconds());
        }
        double evaluation = secondsOfEvaluation();
        if (evaluation < warmedUp) {
            // Code runs slower the first time; a plan made of that would leave half of a short budget unused.
            evaluation = secondsOfEvaluation();
        }
        // As in the midst of a run: what comes every so often comes as often, what only a beginning has does not
        // come.
        AtomicLong steps = new AtomicLong(REHEARSED_FROM);
        double step = Planner.secondsEach(
                Math.max(LEAST_MEASURING_SECONDS, Math.min(MOST_MEASURING_SECONDS, due)),
                () -> trainable.step(
                        new Trainable.Position(steps.getAndIncrement() * trainable.batch(), Long.MAX_VALUE, 1)));
        double imagesPerSecond = trainable.batch() / step;
        measured.put(RunPlan.SPEED, imagesPerSecond);
        measured.put("evaluation_seconds", evaluation);
        measured.put("matrix_product_gflops", Throughput.matrixProduct(precision, 1024, 0.5) / 1e9);
        measured.put("gflop_per_image", trainable.operationsPerImage() / 1e9);
        trainable.parameterCounts().forEach((network, count) -> measured.put(network + "_parameters", count));
        return new Planner(trainable.batch(), imagesPerSecond, evaluation)
                .plan(budget, (System.nanoTime() - began) * 1e-9);
    }

    private double secondsOfEvaluation() throws IOException {
        long start = System.nanoTime();
        trainable.evaluate();
        return (System.nanoTime() - start) * 1e-9;
    }
}
