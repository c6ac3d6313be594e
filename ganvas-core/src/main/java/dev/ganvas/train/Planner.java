package dev.ganvas.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns a budget into a {@link Plan} with what was measured on this machine.
 *
 * @param batch pictures a step
 * @param imagesPerSecond of the real step, measured
 * @param evaluationSeconds of one evaluation, measured
 */
public record Planner(int batch, double imagesPerSecond, double evaluationSeconds) {
    /** Evaluating may take this share of the time. */
    private static final double EVALUATION_SHARE = 0.08;

    /** Fewer only where these would take more than a {@value #MOST_OF_IT}th of a time budget. */
    private static final int FEWEST_EVALUATIONS = 4;

    private static final int MOST_OF_IT = 4;

    private static final int MOST_EVALUATIONS = 20;

    /** See {@link #typical}. */
    private static final int DEAREST = 3;

    /** A kill costs at most about this much work. */
    private static final double CHECKPOINT_SECONDS = 30;

    /**
     * @param spent seconds of a time budget that are gone already; half of the budget is trained and evaluated in all the same, and
     *     half of that trained
     */
    public Plan plan(Budget budget, double spent) {
        double seconds = budget instanceof Budget.Time time
                ? left(time.duration().toMillis() / 1e3, spent)
                : ((Budget.Images) budget).count() / imagesPerSecond;
        double affordable = seconds / Math.max(evaluationSeconds, 1e-3);
        // One evaluation more: that before the first step.
        double fewest = budget instanceof Budget.Images
                ? FEWEST_EVALUATIONS
                : Math.max(1, Math.min(FEWEST_EVALUATIONS, Math.floor(affordable / MOST_OF_IT) - 1));
        long evaluations = Math.round(Math.max(fewest, Math.min(MOST_EVALUATIONS, affordable * EVALUATION_SHARE)));
        double images = budget instanceof Budget.Images given
                ? given.count()
                : imagesPerSecond * left(seconds, (evaluations + 1) * evaluationSeconds);
        long total = Plan.wholeBatches(images, batch);
        return new Plan(
                total,
                batch,
                Math.min(total, Plan.wholeBatches(CHECKPOINT_SECONDS * imagesPerSecond, batch)),
                Math.min(total, Plan.wholeBatches((double) total / evaluations, batch)));
    }

    private static double left(double seconds, double spent) {
        return Math.max(seconds / 2, seconds - spent);
    }

    /** Seconds that one call of {@code work} takes. */
    public static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Seconds that {@code work} takes a call: {@link #typical} of what fits into {@code seconds}, after half as long to warm up. */
    public static double secondsEach(double seconds, Runnable work) {
        timed(seconds / 2, work);
        return typical(timed(seconds, work));
    }

    /**
     * The mean, in which none counts for more than {@value #DEAREST} times the median: so a step that is dearer every so often
     * weighs as often as it comes, and another program's burst of work does not decide.
     */
    static double typical(List<Double> seconds) {
        double median = seconds.stream().sorted().toList().get(seconds.size() / 2);
        return seconds.stream()
                .mapToDouble(each -> Math.min(each, DEAREST * median))
                .average()
                .orElseThrow();
    }

    /** Calls until {@code seconds} are over, once at least. */
    private static List<Double> timed(double seconds, Runnable work) {
        List<Double> each = new ArrayList<>();
        double elapsed = 0;
        do {
            each.add(seconds(work));
            elapsed += each.get(each.size() - 1);
        } while (elapsed < seconds);
        return each;
    }
}
