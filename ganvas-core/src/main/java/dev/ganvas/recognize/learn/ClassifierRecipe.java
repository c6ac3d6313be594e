package dev.ganvas.recognize.learn;

import dev.ganvas.features.FeatureShape;
import dev.ganvas.features.WhitenedShape;

/**
 * By which numbers a classifier learns: stochastic gradient descent with Nesterov's momentum, whose rate rises in a straight line
 * and falls in another.
 *
 * @param batch pictures a step, of both kinds where some have no labels
 * @param rate highest learning rate, of the mean loss of a batch
 * @param biasRate times as much for the shifts of norms
 * @param momentum of the descent
 * @param weightDecay as a part of each weight, times the rate
 * @param smoothing proportion of the target spread over all classes (Szegedy et al., 2016)
 * @param rise proportion of the training in which the rate rises
 * @param first rate at the beginning, as a part of the highest
 * @param last rate at the end, as a part of the highest
 * @param alone proportion of the training that labelled pictures fill alone, with a rise and a fall of the rate of its own; 0 where there
 *     are no others, or these are learned from at once
 * @param lookahead whether weights go back to their average every so often (Zhang et al., 2019; schedule of Jordan, 2024); else the
 *     average follows alone
 */
record ClassifierRecipe(
        int batch,
        double rate,
        double biasRate,
        double momentum,
        double weightDecay,
        double smoothing,
        double rise,
        double first,
        double last,
        double alone,
        boolean lookahead) {
    private static final int LARGEST_BATCH = 1024;
    private static final int SMALLEST_BATCH = 64;

    /** Batch whose statistics are steady enough to learn on with. */
    private static final int LEAST_FOR_NORMS = 256;

    /** Labels of a class from which on a network that learned from them alone guesses well enough to learn from its guesses. */
    private static final int LEAST_TO_GUESS_BY = 10;

    /** Of the highest rate, where it rises for the second time, so that not all is forgotten. */
    private static final double AGAIN = 0.5;

    /** Steps in a pass over all pictures that a smaller batch is chosen for. */
    private static final int STEPS = 48;

    /** Pictures from which on batches of both kinds grow no more: 256 do better than 128. */
    private static final int MANY_GUESSED = 256 * STEPS;

    /**
     * From scratch: the numbers of airbench94 (Jordan, 2024), whose rate 11.5 and decay 0.0153 are for the sum over 1,024 pictures
     * and divided by {@code 1024 (1 + 1 / (1 - momentum))}.
     *
     * @param count pictures to learn from
     */
    static ClassifierRecipe scratch(int count) {
        int batch = SMALLEST_BATCH;
        while (batch < LARGEST_BATCH && batch * STEPS < count) {
            batch *= 2;
        }
        double momentum = 0.85;
        double perStep = 1 + 1 / (1 - momentum);
        double rate = 11.5 / perStep * batch / LARGEST_BATCH;
        double decay = 0.0153 / perStep * batch / LARGEST_BATCH / rate;
        return new ClassifierRecipe(batch, rate, 64, momentum, decay, 0.2, 0.23, 0.2, 0.07, 0, true);
    }

    /**
     * From a known network, all of which learns on.
     *
     * @param shape of the network. One whose convolutions begin whitened forgets most of what it knew at more than a very small rate,
     *     and in batches too small for its norms, whose statistics are those of the last two
     * @param count pictures to learn from
     */
    static ClassifierRecipe tuning(FeatureShape shape, int count) {
        boolean whitened = shape instanceof WhitenedShape;
        int batch = whitened ? scratch(Math.max(count, LEAST_FOR_NORMS * STEPS)).batch() : SMALLEST_BATCH;
        return new ClassifierRecipe(batch, whitened ? 0.001 : 0.005, 1, 0.9, 5e-4, 0.1, 0.15, 0.1, 0.01, 0, false);
    }

    /**
     * With pictures without labels: as {@link #scratch} by the labels alone, until the network can guess, then again with both. Targets
     * are not smoothed, since the network must become sure of something. Of very few labels it would become sure of what is wrong;
     * then both are learned from the start, by the numbers of FixMatch (Sohn et al., 2020).
     *
     * @param labelsEach labelled pictures of a class, on average
     * @param count pictures to learn from, with labels and without
     */
    static ClassifierRecipe semiSupervised(double labelsEach, int count) {
        ClassifierRecipe usual = scratch(Math.min(count, MANY_GUESSED));
        if (labelsEach < LEAST_TO_GUESS_BY) {
            return new ClassifierRecipe(usual.batch, 0.03, 1, 0.9, 5e-4, 0, 0.02, 0.1, 0.1, 0, false);
        }
        return new ClassifierRecipe(
                usual.batch,
                usual.rate,
                usual.biasRate,
                usual.momentum,
                usual.weightDecay,
                0,
                usual.rise,
                usual.first,
                usual.last,
                0.3,
                true);
    }

    /** The learning rate. */
    double rate(double progress) {
        if (progress < alone) {
            return rate * part(progress / alone);
        }
        return (alone > 0 ? AGAIN : 1) * rate * part((progress - alone) / (1 - alone));
    }

    private double part(double progress) {
        return progress < rise
                ? first + (1 - first) * progress / rise
                : last + (1 - last) * (1 - progress) / (1 - rise);
    }
}
