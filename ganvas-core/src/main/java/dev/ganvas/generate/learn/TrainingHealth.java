package dev.ganvas.generate.learn;

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
 * Tells by the evaluations so far whether a GAN has {@linkplain Breakdown broken down}; whether it has ceased to improve; and
 * whether it repeats itself or copies training pictures. Only plain cases count: distances jump about in every healthy run.
 */
final class TrainingHealth {
    /** From this share of pictures on that are near-duplicates of a single one, that one is drawn over and over. */
    private static final double SAME = 0.02;

    /** Of so many classes or more, one that draws a single picture makes up less than that; half of its share counts. */
    private static final double SAME_OF_A_CLASS = 0.5;

    /** From this share on, nearly nothing but that one is drawn. */
    private static final double NEARLY_ALL = 0.5;

    /** In less of 1,000 pictures two or three may be alike by chance; a single class among 200 or more is then not told. */
    private static final double BY_CHANCE = 0.005;

    /**
     * Signal of {@link AdaptiveAugmentation} from which the discriminator counts as overfitted: of ten pairs, seven in the
     * right order. Twice what it is steered towards, so that a run which is just held there is left in peace.
     */
    private static final double OVERFITTED = 0.4;

    private TrainingHealth() {}

    /**
     * All there is to say of a run.
     *
     * @param evaluated all evaluations, as {@link Breakdown#complaint} takes them; where pictures are changed before the
     *     discriminator sees them, with the figures of {@link AdaptiveAugmentation}
     * @param stopEarly whether a plateau ends the training
     */
    static List<Finding> findings(List<MetricsLog.Entry> evaluated, Plan plan, Recipe recipe, boolean stopEarly) {
        List<Map<String, Double>> figures =
                evaluated.stream().map(MetricsLog.Entry::values).toList();
        List<Finding> findings = new ArrayList<>();
        Optional<String> complaint = Breakdown.complaint(evaluated);
        complaint.ifPresent(words -> findings.add(new Finding("breakdown", Consequence.FAIL, words)));
        if (complaint.isEmpty() && Breakdown.losesVariety(figures)) {
            findings.add(new Finding(
                    "repetitions",
                    Consequence.NOTE,
                    "the generator seems to collapse: " + Breakdown.lostVariety(figures)
                            + ". If the next evaluation agrees, the training ends"));
        }
        if (findings.isEmpty()) {
            sameOverAndOver(figures, recipe.architecture().classes()).ifPresent(findings::add);
        }
        if (findings.isEmpty() && plan.progress(last(evaluated).images()) >= 0.5) {
            nearlyOnePicture(last(figures)).ifPresent(findings::add);
        }
        memorised(last(figures)).ifPresent(findings::add);
        overfitted(last(figures), recipe.augmentation()).ifPresent(findings::add);
        long images = last(evaluated).images();
        if (images < plan.totalImages()) {
            Plateau.after(evaluated, plan, recipe.rates().fallsFrom(plan.totalImages()))
                    .ifPresent(best -> findings.add(new Finding(
                            "plateau",
                            stopEarly ? Consequence.STOP : Consequence.NOTE,
                            plateau(best, images, plan, recipe.rates(), stopEarly))));
        }
        return findings;
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
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
    private static Optional<Finding> overfitted(Map<String, Double> figures, AugmentationStrength range) {
        double signal = figures.getOrDefault(AdaptiveAugmentation.SIGNAL, 0.0);
        boolean strongest = figures.getOrDefault(AdaptiveAugmentation.STRENGTH, 0.0) >= range.most();
        return strongest && signal > OVERFITTED
                ? Optional.of(new Finding(
                        "overfitting",
                        Consequence.NOTE,
                        String.format(
                                Locale.ROOT,
                                "the discriminator has overfitted: of a training picture and one it"
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

    /** Never better, so that nothing was lost: as with too few pictures to learn from. At the beginning it is so everywhere. */
    private static Optional<Finding> nearlyOnePicture(Map<String, Double> figures) {
        double share = figures.getOrDefault("largest_group", 0.0);
        return share < NEARLY_ALL
                ? Optional.empty()
                : Optional.of(new Finding(
                        "one picture",
                        Consequence.NOTE,
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of the pictures are near-duplicates of a single one: the generator draws hardly"
                                        + " anything else. More pictures to learn from help, or a longer training",
                                100 * share)));
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
}
