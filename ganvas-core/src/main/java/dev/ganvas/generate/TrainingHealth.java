package dev.ganvas.generate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells by the judgings so far whether a GAN has broken down, in ways it does not come back from. Only plain cases count:
 * distances jump about in every healthy run.
 */
final class TrainingHealth {
    /** KD above this many times that of the untrained generator is a divergence; near to it, hardly anything was learned yet. */
    private static final double FARTHER = 1.2;

    /** Coverage below this share of the best so far, with KD above {@link #FAR} times the best, is a collapse. */
    private static final double LOST_COVERAGE = 0.2;

    private static final double FAR = 5;

    /** Below this best coverage, losing it says nothing. */
    private static final double COVERED_ONCE = 0.1;

    /** A collapse is believed when this many judgings in a row agree. */
    private static final int AGREEING = 2;

    /**
     * Signal of {@link AdaptiveAugmentation} from which training pictures count as known by heart: of ten pairs, seven in
     * the right order. Twice what it is steered towards, so that a run which is just held there is left in peace.
     */
    private static final double BY_HEART = 0.4;

    private TrainingHealth() {}

    /**
     * Says that the discriminator has overfitted although pictures are changed as strongly as they may be; empty when not.
     *
     * @param signal of {@link AdaptiveAugmentation}, in [-1, 1]
     * @param strongest whether pictures are changed as strongly as they may be
     */
    static Optional<String> learnedByHeart(double signal, boolean strongest) {
        return strongest && signal > BY_HEART
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the discriminator knows the training pictures by heart: of a training picture and one it never"
                                + " learned from it takes the training picture for the more real one %.0f times in 100,"
                                + " although pictures are changed as strongly as they may be before it sees them. From here"
                                + " on the generator may get worse or copy; the best model is kept. More pictures help"
                                + " most, then --mirror where left and right may be exchanged, then a shorter training",
                        50 * (1 + signal)))
                : Optional.empty();
    }

    /**
     * What is wrong, in a sentence; empty when nothing plainly is.
     *
     * @param judged the figures of all judgings, {@code kd} and, with enough pictures, {@code coverage}; the first is of the
     *     untrained generator
     */
    static Optional<String> complaint(List<Map<String, Double>> judged) {
        if (judged.size() < 2) {
            return Optional.empty();
        }
        double untrained = judged.get(0).get("kd");
        double now = judged.get(judged.size() - 1).get("kd");
        if (now > FARTHER * untrained) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the generator diverged: its pictures are farther from the data (KD x 1000 = %.1f) than before any"
                            + " training (%.1f)",
                    1000 * now,
                    1000 * untrained));
        }
        return collapsed(judged)
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the generator collapsed: coverage fell from %.2f to %.2f, so that it draws few kinds of pictures",
                        best(judged, "coverage", 1),
                        judged.get(judged.size() - 1).get("coverage")))
                : Optional.empty();
    }

    private static boolean collapsed(List<Map<String, Double>> judged) {
        if (judged.size() <= AGREEING || !judged.stream().allMatch(figures -> figures.containsKey("coverage"))) {
            return false;
        }
        double covered = best(judged, "coverage", 1);
        double nearest = -best(judged, "kd", -1);
        return covered >= COVERED_ONCE
                && judged.subList(judged.size() - AGREEING, judged.size()).stream()
                        .allMatch(figures -> figures.get("coverage") < LOST_COVERAGE * covered
                                && figures.get("kd") > FAR * Math.max(nearest, 0));
    }

    private static double best(List<Map<String, Double>> judged, String figure, int sign) {
        return judged.stream()
                .mapToDouble(figures -> sign * figures.get(figure))
                .max()
                .orElseThrow();
    }
}
