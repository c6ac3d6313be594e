package dev.ganvas.generate.learn;

import dev.ganvas.evaluate.originality.Duplicates;
import dev.ganvas.evaluate.originality.Memorisation;
import dev.ganvas.train.Finding;
import dev.ganvas.train.Finding.Consequence;
import dev.ganvas.train.MetricsLog;
import dev.ganvas.train.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells by the evaluations so far whether a GAN has broken down, in ways it does not come back from; whether it has ceased to
 * improve; and whether it copies training pictures. Only plain cases count: distances jump about in every healthy run.
 */
final class TrainingHealth {
    /** KD above this many times that of the untrained generator is a divergence; near to it, hardly anything was learned yet. */
    private static final double FARTHER = 1.2;

    /** Coverage below this share of the best so far, with KD above {@link #FAR} times the best, is a collapse. */
    private static final double LOST_COVERAGE = 0.2;

    private static final double FAR = 5;

    /** Below this best coverage, losing it says nothing. */
    private static final double COVERED_ONCE = 0.1;

    /** A collapse that is not plain is believed when this many evaluations in a row agree. */
    private static final int AGREEING = 2;

    /** From this share of pictures with a near-duplicate on, repetitions count; real pictures and good ones show hardly any. */
    private static final double REPEATING = 0.05;

    /** From this share of pictures on that are near-duplicates of a single one, that one is drawn over and over. */
    private static final double SAME = 0.02;

    /** Of so many classes or more, one that draws a single picture makes up less than that; half of its share counts. */
    private static final double SAME_OF_A_CLASS = 0.5;

    /** In less of 1,000 pictures two or three may be alike by chance; a single class among 200 or more is then not told. */
    private static final double BY_CHANCE = 0.005;

    /** Repetitions come back when there are so many times as many as at the evaluation with the fewest. */
    private static final double MORE = 3;

    /** Below this share of the best so far, recall is being lost. */
    private static final double LOST_RECALL = 0.75;

    /** Below this best recall, nothing was there to lose: every generator begins with few kinds of pictures. */
    private static final double RECALLED_ONCE = 0.05;

    /**
     * Signal of {@link AdaptiveAugmentation} from which training pictures count as known by heart: of ten pairs, seven in
     * the right order. Twice what it is steered towards, so that a run which is just held there is left in peace.
     */
    private static final double BY_HEART = 0.4;

    private TrainingHealth() {}

    /**
     * All there is to say of a run.
     *
     * @param evaluated figures as {@link #complaint} takes them and, where pictures are changed before the discriminator sees
     *     them, those of {@link AdaptiveAugmentation}
     * @param stopEarly whether a plateau ends the training
     */
    static List<Finding> findings(List<MetricsLog.Entry> evaluated, Plan plan, Recipe recipe, boolean stopEarly) {
        List<Map<String, Double>> figures =
                evaluated.stream().map(MetricsLog.Entry::values).toList();
        List<Finding> findings = new ArrayList<>();
        Optional<String> complaint = complaint(figures);
        complaint.ifPresent(words -> findings.add(new Finding("breakdown", Consequence.FAIL, words)));
        if (complaint.isEmpty() && losesVariety(figures)) {
            findings.add(new Finding(
                    "repetitions",
                    Consequence.NOTE,
                    "the generator seems to collapse: " + lostVariety(figures)
                            + ". If the next evaluation agrees, the training ends"));
        }
        if (findings.isEmpty()) {
            sameOverAndOver(figures, recipe.architecture().classes()).ifPresent(findings::add);
        }
        memorised(figures.get(figures.size() - 1)).ifPresent(findings::add);
        knownByHeart(figures.get(figures.size() - 1), recipe.augmentation()).ifPresent(findings::add);
        long images = evaluated.get(evaluated.size() - 1).images();
        if (images < plan.totalImages()) {
            Plateau.after(evaluated, plan, recipe.rates().fallsFrom(plan.totalImages()))
                    .ifPresent(best -> findings.add(new Finding(
                            "plateau",
                            stopEarly ? Consequence.STOP : Consequence.NOTE,
                            plateau(best, images, plan, recipe.rates(), stopEarly))));
        }
        return findings;
    }

    private static String plateau(
            MetricsLog.Entry best, long images, Plan plan, Recipe.Rates rates, boolean stopEarly) {
        double fallsFrom = rates.fallsFrom(plan.totalImages());
        double fallsAt = fallsFrom * plan.totalImages();
        String found = String.format(
                Locale.ROOT,
                "KD has not fallen beyond its interval since %,d images (KD x 1000 = %.2f), for %.0f %% of the run: the"
                        + " rest of it will hardly help%s. More pictures of the kind may",
                best.images(),
                1000 * best.values().get("kd"),
                100.0 * (images - best.images()) / plan.totalImages(),
                images < fallsAt && fallsFrom < 1
                        ? String.format(
                                Locale.ROOT, ", until the learning rate falls from %,d images on", Math.round(fallsAt))
                        : "");
        return stopEarly ? found : found + ", and --stop-early ends such a training here";
    }

    /** The discriminator has overfitted although pictures are changed as strongly as they may be. */
    private static Optional<Finding> knownByHeart(Map<String, Double> figures, AugmentationStrength range) {
        double signal = figures.getOrDefault(AdaptiveAugmentation.SIGNAL, 0.0);
        boolean strongest = figures.getOrDefault(AdaptiveAugmentation.STRENGTH, 0.0) >= range.most();
        return strongest && signal > BY_HEART
                ? Optional.of(new Finding(
                        "by heart",
                        Consequence.NOTE,
                        String.format(
                                Locale.ROOT,
                                "the discriminator knows the training pictures by heart: of a training picture and one it"
                                        + " never learned from it takes the training picture for the more real one %.0f"
                                        + " times in 100, although pictures are changed as strongly as they may be before"
                                        + " it sees them. From here on the generator may get worse or copy; the best model"
                                        + " is kept. More pictures help most, then --mirror where left and right may be"
                                        + " exchanged, then a shorter training",
                                50 * (1 + signal))))
                : Optional.empty();
    }

    /**
     * A part of what is drawn, such as a class, has fallen to a single picture, which the means over all do not show: the rest
     * may go on improving. Pictures much alike at the beginning are none; those that come back are.
     */
    private static Optional<Finding> sameOverAndOver(List<Map<String, Double>> evaluated, int classes) {
        List<Double> shares = evaluated.stream()
                .skip(1)
                .map(figures -> figures.getOrDefault("largest_group", 0.0))
                .toList();
        double least = classes == 0 ? SAME : Math.max(BY_CHANCE, Math.min(SAME, SAME_OF_A_CLASS / classes));
        int last = shares.size() - 1;
        if (last < 1 || shares.get(last) < least || shares.stream().allMatch(share -> share >= least)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "same picture",
                Consequence.NOTE,
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the pictures are near-duplicates of a single one, which was not so before: %s. The best"
                                + " model, by KD, may be from before it",
                        100 * shares.get(last),
                        classes > 0
                                ? "a class has collapsed, as the grid of samples shows"
                                : "the generator collapses in part")));
    }

    private static Optional<Finding> memorised(Map<String, Double> figures) {
        if (!figures.containsKey("memorisation")) {
            return Optional.empty();
        }
        double verdict = figures.get("memorisation");
        String share = String.format(Locale.ROOT, "%.1f %%", 100 * figures.get("copies"));
        if (verdict == Memorisation.Verdict.MEMORISING.ordinal()) {
            return Optional.of(new Finding(
                    "memorising",
                    Consequence.NOTE,
                    "the generator is memorising: its pictures keep to single training pictures (" + share
                            + " are copies). More pictures help, or --mirror, or a shorter training; an earlier model may"
                            + " be better than the best by KD"));
        }
        return verdict == Memorisation.Verdict.SOME_COPIES.ordinal()
                ? Optional.of(new Finding(
                        "copies",
                        Consequence.NOTE,
                        share + " of the pictures are close copies of training pictures; 'ganvas evaluate --neighbours'"
                                + " shows which"))
                : Optional.empty();
    }

    /**
     * What is wrong, in a sentence; empty when nothing plainly is.
     *
     * @param evaluated the figures of all evaluations, {@code kd} and, with enough pictures, {@code coverage}, {@code recall} and
     *     {@code repeated}; the first is of the untrained generator
     */
    static Optional<String> complaint(List<Map<String, Double>> evaluated) {
        if (evaluated.size() < 2) {
            return Optional.empty();
        }
        double untrained = evaluated.get(0).get("kd");
        double now = evaluated.get(evaluated.size() - 1).get("kd");
        if (now > FARTHER * untrained) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the generator diverged: its pictures are farther from the data (KD x 1000 = %.1f) than before any"
                            + " training (%.1f)",
                    1000 * now,
                    1000 * untrained));
        }
        if (losesVariety(evaluated) && losesVariety(evaluated.subList(0, evaluated.size() - 1))) {
            return Optional.of("the generator collapsed: " + lostVariety(evaluated));
        }
        return collapsed(evaluated) || repeating(evaluated)
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the generator collapsed: coverage fell from %.2f to %.2f, so that it draws few kinds of pictures",
                        best(evaluated, "coverage", 1),
                        evaluated.get(evaluated.size() - 1).get("coverage")))
                : Optional.empty();
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
        Map<String, Double> last = evaluated.get(evaluated.size() - 1);
        return coveredOnce(evaluated)
                && last.getOrDefault("repeated", 0.0) >= Duplicates.COLLAPSED_SHARE
                && last.get("coverage") < LOST_COVERAGE * best(evaluated, "coverage", 1);
    }

    /** Recall falls, and pictures are repeated that were not before. A generator that learns goes the other way in both. */
    private static boolean losesVariety(List<Map<String, Double>> evaluated) {
        if (evaluated.size() <= AGREEING
                || !evaluated.stream()
                        .allMatch(figures -> figures.containsKey("recall") && figures.containsKey("repeated"))) {
            return false;
        }
        Map<String, Double> last = evaluated.get(evaluated.size() - 1);
        double recalled = best(evaluated, "recall", 1);
        double fewest = -best(evaluated.subList(1, evaluated.size()), "repeated", -1);
        return recalled >= RECALLED_ONCE
                && last.get("recall") < LOST_RECALL * recalled
                && last.get("repeated") >= Math.max(REPEATING, MORE * fewest);
    }

    private static String lostVariety(List<Map<String, Double>> evaluated) {
        Map<String, Double> last = evaluated.get(evaluated.size() - 1);
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
}
