package dev.ganvas.generate.learn;

import dev.ganvas.train.MetricsLog.Entry;
import dev.ganvas.train.Plan;
import java.util.List;
import java.util.Optional;

/**
 * Whether the distances have ceased to fall. The last evaluations, a third of the planned run, are held against all before
 * them, for KD and FD each: the best of them must lie within the interval of the best before, and they must not be falling
 * among themselves by the test of Mann (1945) and Kendall, which sees a slow descent that intervals hide, since all
 * evaluations share their latent vectors and reference. Both distances must have ceased: KD of a good generator comes near
 * to zero, where it can no longer fall beyond its interval, while FD still can.
 */
final class Plateau {
    /** Of the planned run. */
    static final double SHARE = 1.0 / 3;

    /** Evaluations that are looked at, at least; with fewer, luck decides. */
    static final int FEWEST = 5;

    /** Evaluations before them, at least, the untrained generator's among them. */
    private static final int BEFORE = 3;

    /** Of a normal distribution; 5 % of series without a trend fall more clearly. */
    private static final double NORMAL_5 = -1.6448536269514722;

    private Plateau() {}

    /**
     * The best evaluation before the plateau; empty while there is none.
     *
     * @param evaluated all evaluations of the run, with {@code kd}, {@code fd} and their {@code _low}
     * @param fallsFrom progress at which the learning rate begins to fall. Distances fall once more with it, so from then on a
     *     plateau counts only when half of it lies beyond; 0 or 1 for a constant rate
     */
    static Optional<Entry> after(List<Entry> evaluated, Plan plan, double fallsFrom) {
        int window = Math.max(FEWEST, (int) Math.ceil(SHARE * plan.totalImages() / plan.evaluateEvery()));
        int before = evaluated.size() - window;
        if (before < BEFORE) {
            return Optional.empty();
        }
        double progress = plan.progress(evaluated.get(evaluated.size() - 1).images());
        boolean rateFalls = fallsFrom > 0 && fallsFrom < 1;
        if (rateFalls && progress >= fallsFrom && progress < fallsFrom + SHARE / 2) {
            return Optional.empty();
        }
        List<Entry> earlier = evaluated.subList(0, before);
        List<Entry> late = evaluated.subList(before, evaluated.size());
        return ceased("kd", earlier, late) && ceased("fd", earlier, late)
                ? Optional.of(best("kd", earlier))
                : Optional.empty();
    }

    private static boolean ceased(String figure, List<Entry> earlier, List<Entry> late) {
        double reached = best(figure, late).values().get(figure);
        double toBeat = best(figure, earlier).values().get(figure + "_low");
        return reached >= toBeat && !falling(figure, late);
    }

    /** The smallest; of equal ones the first. */
    private static Entry best(String figure, List<Entry> evaluated) {
        Entry best = evaluated.get(0);
        for (Entry entry : evaluated) {
            if (entry.values().get(figure) < best.values().get(figure)) {
                best = entry;
            }
        }
        return best;
    }

    /** Kendall's count of rising pairs less falling ones, in deviations of a series without a trend. */
    private static boolean falling(String figure, List<Entry> late) {
        int n = late.size();
        int rising = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                rising += (int) Math.signum(
                        late.get(j).values().get(figure) - late.get(i).values().get(figure));
            }
        }
        double deviation = Math.sqrt(n * (n - 1) * (2 * n + 5) / 18.0);
        // By one towards zero, since the count moves in steps of two.
        return (rising + 1) / deviation < NORMAL_5;
    }
}
