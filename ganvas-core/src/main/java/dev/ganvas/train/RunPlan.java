package dev.ganvas.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.UsageException;
import dev.ganvas.train.Checkpoint.Counters;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The plan that a run goes by. Where a time budget was planned, it is corrected once, when some of it has shown how fast the
 * training really is: steps measured before it may have been slowed by another program, or quickened by a cool processor.
 */
final class RunPlan {
    /** The part of {@code run.json} that holds the plan. */
    static final String PLAN = "plan";

    /** The part of {@code run.json} that holds the plan as it was before it was corrected. */
    static final String FIRST_PLAN = "first_plan";

    /** What was measured to plan by, in images a second. */
    static final String SPEED = "images_per_second";

    /** A run that is given more is evaluated no more often than this. */
    private static final int MOST_EVALUATIONS = 40;

    /** Progress is at most this when the plan has been corrected, so that what a schedule ends with still takes place. */
    private static final double FARTHEST = 0.75;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunDirectory folder;
    private final ObjectNode record;
    private final OptionalDouble correctedAt;
    private Plan plan;

    private boolean fixed;

    private RunPlan(RunDirectory folder, ObjectNode record, OptionalDouble correctedAt, Plan plan, boolean fixed) {
        this.folder = folder;
        this.record = record;
        this.correctedAt = correctedAt;
        this.plan = plan;
        this.fixed = fixed;
    }

    /**
     * The plan of a run's record.
     *
     * @param record of the run in {@code folder}; corrected along with the file
     * @param correctedAt see {@link Trainable#planCorrectedAt}
     */
    static RunPlan of(RunDirectory folder, ObjectNode record, Budget budget, OptionalDouble correctedAt)
            throws IOException {
        Plan plan = JSON.treeToValue(record.path(PLAN), Plan.class);
        boolean fixed = budget instanceof Budget.Images
                || record.has(FIRST_PLAN)
                || correctedAt.isEmpty()
                || !(plannedSpeed(record) > 0);
        return new RunPlan(folder, record, correctedAt, plan, fixed);
    }

    /**
     * Plans a run anew for another budget than it was begun with. A time goes by the ratio to the time before, where this was
     * one, else by the speed that was measured.
     *
     * @param record its plan is replaced
     * @param images shown already
     * @throws UsageException when more than the budget was shown already
     */
    static void extend(ObjectNode record, Budget before, Budget now, long images) throws IOException {
        Plan plan = JSON.treeToValue(record.path(PLAN), Plan.class);
        double total;
        if (now instanceof Budget.Images given) {
            total = given.count();
        } else {
            double seconds = ((Budget.Time) now).duration().toMillis() / 1e3;
            total = before instanceof Budget.Time time
                    ? plan.totalImages() * seconds / (time.duration().toMillis() / 1e3)
                    : seconds * plannedSpeed(record);
        }
        long whole = Plan.wholeBatches(total, plan.batch());
        if (whole < images) {
            throw new UsageException("The run has shown " + images + " images already, more than the budget " + now
                    + " comes to (" + whole + "); give it more, or begin another run.");
        }
        long evaluations = Math.max(1, Math.round((double) whole / (MOST_EVALUATIONS * plan.evaluateEvery())));
        if (!record.has(FIRST_PLAN)) {
            record.set(FIRST_PLAN, record.path(PLAN));
        }
        record.set(
                PLAN,
                JSON.valueToTree(new Plan(
                        whole,
                        plan.batch(),
                        Math.min(whole, plan.checkpointEvery()),
                        Math.min(whole, evaluations * plan.evaluateEvery()))));
    }

    private static double plannedSpeed(ObjectNode record) {
        return record.path("measured").path(SPEED).asDouble();
    }

    Plan plan() {
        return plan;
    }

    /** Of the run. */
    RunDirectory folder() {
        return folder;
    }

    /** Whether the run now stands where its plan is to be corrected; it should save before. */
    boolean isDueAt(long images) {
        return !fixed
                && images < plan.totalImages()
                && images == Plan.wholeBatches(correctedAt.orElseThrow() * plan.totalImages(), plan.batch());
    }

    /**
     * Corrects the plan, here and in {@code run.json}, if this is {@linkplain #isDueAt due}. A function of what a checkpoint
     * keeps, so a run that was stopped right before is corrected alike.
     *
     * @return what has changed, in words; empty when nothing has
     */
    Optional<String> correct(Counters counters) throws IOException {
        if (!isDueAt(counters.images())) {
            return Optional.empty();
        }
        fixed = true;
        if (record.has(Repetition.CORRECTED_PLAN)) {
            return Optional.of(asRepeated());
        }
        double planned = plannedSpeed(record);
        double speed = counters.images() / counters.seconds();
        Plan corrected = corrected(plan, speed / planned, counters.images());
        write(corrected);
        String words = String.format(
                Locale.ROOT,
                "plan corrected, %.1f images/s and not %.1f: %,d images in all instead of %,d",
                speed,
                planned,
                corrected.totalImages(),
                plan.totalImages());
        plan = corrected;
        return Optional.of(words);
    }

    /** What the run that is repeated was corrected to, whatever the speed is now. */
    private String asRepeated() throws IOException {
        plan = JSON.treeToValue(record.path(Repetition.CORRECTED_PLAN), Plan.class);
        write(plan);
        return "plan corrected as in the run that is repeated: " + plan.totalImages() + " images in all";
    }

    private void write(Plan corrected) throws IOException {
        record.set(FIRST_PLAN, record.path(PLAN));
        record.set(PLAN, JSON.valueToTree(corrected));
        folder.writeRecord(record);
    }

    /** The plan when the training turned out so many times as fast, and {@code images} have been shown; a step more at least. */
    static Plan corrected(Plan plan, double ratio, long images) {
        double total = Math.max(ratio * plan.totalImages(), images / FARTHEST);
        return new Plan(
                Math.max(images + plan.batch(), Plan.wholeBatches(total, plan.batch())),
                plan.batch(),
                plan.checkpointEvery(),
                plan.evaluateEvery());
    }
}
