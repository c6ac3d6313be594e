package dev.ganvas.generate.learn;

import dev.ganvas.evaluate.Evaluator;
import dev.ganvas.evaluate.originality.Duplicates;
import dev.ganvas.train.MetricsLog;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells by the evaluations so far whether a GAN has diverged or collapsed, in ways it does not come back from. */
final class Breakdown {
    /** KD above this many times that of the untrained generator is a divergence; near to it, hardly anything was learned yet. */
    private static final double FARTHER = 1.2;

    /** Until so many images every distance may rise: a generator first leaves grey for colours that are none of the data's. */
    static final long EARLY = 10_000;

    /** A generator whose KD has been below this share of the untrained one's had learned, and does not come back from there. */
    private static final double LEARNED = 0.5;

    /** Coverage below this share of the best so far, with KD above {@link #FAR} times the best, is a collapse. */
    private static final double LOST_COVERAGE = 0.2;

    private static final double FAR = 5;

    /** Below this best coverage, losing it says nothing. */
    private static final double COVERED_ONCE = 0.1;

    /** A collapse that is not plain is believed when this many evaluations in a row agree. */
    private static final int AGREEING = 2;

    /** From this share of pictures with a near-duplicate on, repetitions count; real pictures and good ones show hardly any. */
    private static final double REPEATING = 0.05;

    /** Repetitions come back when there are so many times as many as at the evaluation with the fewest. */
    private static final double MORE = 3;

    /** Below this share of the best so far, recall is being lost. */
    private static final double LOST_RECALL = 0.75;

    /** Below this best recall, nothing was there to lose: every generator begins with few kinds of pictures. */
    private static final double RECALLED_ONCE = 0.05;

    private Breakdown() {}

    /**
     * What is wrong, in a sentence; empty when nothing plainly is.
     *
     * @param entries all evaluations, with {@code kd} and, with enough pictures, {@code coverage}, {@code recall} and
     *     {@code repeated}; the first is of the untrained generator
     */
    static Optional<String> complaint(List<MetricsLog.Entry> entries) {
        if (entries.size() < 2) {
            return Optional.empty();
        }
        List<Map<String, Double>> evaluated =
                entries.stream().map(MetricsLog.Entry::values).toList();
        if (last(entries).images() >= EARLY && diverged(evaluated)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the generator diverged: its pictures are farther from the data (KD x 1000 = %.1f) than before any"
                            + " training (%.1f)",
                    1000 * last(evaluated).get("kd"),
                    1000 * evaluated.get(0).get("kd")));
        }
        if (losesVariety(evaluated) && losesVariety(evaluated.subList(0, evaluated.size() - 1))) {
            return Optional.of("the generator collapsed: " + lostVariety(evaluated));
        }
        return collapsed(evaluated) || repeating(evaluated)
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the generator collapsed: coverage fell from %.2f to %.2f, so that it draws few kinds of pictures",
                        best(evaluated, "coverage", 1),
                        last(evaluated).get("coverage")))
                : Optional.empty();
    }

    /** At once for a generator that had learned; for one that never had when two evaluations in a row say so. */
    private static boolean diverged(List<Map<String, Double>> evaluated) {
        if (!farther(evaluated)) {
            return false;
        }
        boolean learned =
                -best(evaluated, "kd", -1) < LEARNED * evaluated.get(0).get("kd");
        return learned || evaluated.size() > AGREEING && farther(evaluated.subList(0, evaluated.size() - 1));
    }

    /** Farther from the data than untrained by KD, and farther than once before by every trained extractor. */
    private static boolean farther(List<Map<String, Double>> evaluated) {
        Map<String, Double> now = last(evaluated);
        return now.get("kd") > FARTHER * evaluated.get(0).get("kd")
                && now.keySet().stream()
                        .filter(figure -> figure.startsWith(Evaluator.KD_TRAINED))
                        .filter(figure -> evaluated.stream().allMatch(figures -> figures.containsKey(figure)))
                        .allMatch(figure -> now.get(figure) > FARTHER * -best(evaluated, figure, -1));
    }

    private static boolean collapsed(List<Map<String, Double>> evaluated) {
        if (evaluated.size() <= AGREEING || !coveredOnce(evaluated)) {
            return false;
        }
        double covered = best(evaluated, "coverage", 1);
        double nearest = -best(evaluated, "kd", -1);
        return evaluated.subList(evaluated.size() - AGREEING, evaluated.size()).stream()
                .allMatch(figures -> figures.get("coverage") < LOST_COVERAGE * covered
                        && figures.get("kd") > FAR * Math.max(nearest, 0));
    }

    /** The plain case, which one evaluation shows: coverage is lost, and most pictures are drawn over and over. */
    private static boolean repeating(List<Map<String, Double>> evaluated) {
        Map<String, Double> last = last(evaluated);
        return coveredOnce(evaluated)
                && last.getOrDefault("repeated", 0.0) >= Duplicates.COLLAPSED_SHARE
                && last.get("coverage") < LOST_COVERAGE * best(evaluated, "coverage", 1);
    }

    /** Recall falls, and pictures are repeated that were not before. A generator that learns goes the other way in both. */
    static boolean losesVariety(List<Map<String, Double>> evaluated) {
        if (evaluated.size() <= AGREEING
                || !evaluated.stream()
                        .allMatch(figures -> figures.containsKey("recall") && figures.containsKey("repeated"))) {
            return false;
        }
        Map<String, Double> last = last(evaluated);
        double recalled = best(evaluated, "recall", 1);
        double fewest = -best(evaluated.subList(1, evaluated.size()), "repeated", -1);
        return recalled >= RECALLED_ONCE
                && last.get("recall") < LOST_RECALL * recalled
                && last.get("repeated") >= Math.max(REPEATING, MORE * fewest);
    }

    static String lostVariety(List<Map<String, Double>> evaluated) {
        Map<String, Double> last = last(evaluated);
        return String.format(
                Locale.ROOT,
                "%.0f %% of its pictures have a near-duplicate among 1,000, and recall fell from %.2f to %.2f, so that it"
                        + " draws few kinds of pictures over and over",
                100 * last.get("repeated"),
                best(evaluated, "recall", 1),
                last.get("recall"));
    }

    private static boolean coveredOnce(List<Map<String, Double>> evaluated) {
        return evaluated.stream().allMatch(figures -> figures.containsKey("coverage"))
                && best(evaluated, "coverage", 1) >= COVERED_ONCE;
    }

    private static double best(List<Map<String, Double>> evaluated, String figure, int sign) {
        return evaluated.stream()
                .mapToDouble(figures -> sign * figures.get(figure))
                .max()
                .orElseThrow();
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }
}
