package dev.ganvas.plates;

import dev.ganvas.error.Require;
import java.util.Arrays;

/**
 * What a reader says of a strip: for each step from left to right, how likely each class is.
 *
 * @param steps from left to right
 * @param classes as {@link PlateAlphabet} counts them
 * @param logs logarithms of probabilities, {@code steps * classes}
 */
record CharacterScores(int steps, int classes, double[] logs) {
    /** A class that nowhere has this log-probability changes no result that is shown. */
    static final double UNLIKELY = -12;

    CharacterScores {
        Require.that(logs.length == steps * classes, "scores of " + steps + " steps and " + classes + " classes");
    }

    /** @param logits {@code [classes, steps]}, the steps innermost, from a place on */
    static CharacterScores ofLogits(float[] logits, int from, int classes, int steps, double temperature) {
        double[] logs = new double[steps * classes];
        for (int step = 0; step < steps; step++) {
            for (int c = 0; c < classes; c++) {
                logs[step * classes + c] = logits[from + c * steps + step] / temperature;
            }
        }
        return normalised(steps, classes, logs);
    }

    /** Scores whose probabilities have the sum 1 at each step. */
    static CharacterScores normalised(int steps, int classes, double[] scores) {
        double[] logs = scores.clone();
        for (int step = 0; step < steps; step++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                most = Math.max(most, logs[step * classes + c]);
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(logs[step * classes + c] - most);
            }
            for (int c = 0; c < classes; c++) {
                logs[step * classes + c] -= most + Math.log(sum);
            }
        }
        return new CharacterScores(steps, classes, logs);
    }

    double log(int step, int character) {
        return logs[step * classes + character];
    }

    /**
     * The logarithm of the probability of a text, over all ways to write it in these steps (Graves et al., "Connectionist temporal
     * classification", 2006, equations 5 to 8); minus infinity for one too long.
     */
    double likelihood(int[] text) {
        int states = 2 * text.length + 1;
        double[] forward = new double[states];
        Arrays.fill(forward, Double.NEGATIVE_INFINITY);
        forward[0] = log(0, 0);
        forward[1] = log(0, text[0]);
        double[] next = new double[states];
        for (int step = 1; step < steps; step++) {
            for (int state = 0; state < states; state++) {
                int symbol = state % 2 == 0 ? 0 : text[state / 2];
                double sum = forward[state];
                sum = state > 0 ? added(sum, forward[state - 1]) : sum;
                if (state > 2 && state % 2 == 1 && symbol != text[state / 2 - 1]) {
                    sum = added(sum, forward[state - 2]);
                }
                next[state] = sum + log(step, symbol);
            }
            double[] swap = forward;
            forward = next;
            next = swap;
        }
        return added(forward[states - 1], forward[states - 2]);
    }

    /** The greatest log-probability of a class at any step. */
    double most(int character) {
        double most = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < steps; step++) {
            most = Math.max(most, log(step, character));
        }
        return most;
    }

    /** Characters of the likeliest way, without a grammar. */
    int greedyLength() {
        int length = 0;
        int before = 0;
        for (int step = 0; step < steps; step++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = log(step, c) > log(step, best) ? c : best;
            }
            length += best != 0 && best != before ? 1 : 0;
            before = best;
        }
        return length;
    }

    /** How likely a text's character is, against all others in its place, and against none there, 0 to 1. */
    double confidence(int[] text, int place) {
        double own = likelihood(text);
        double all = own;
        int[] other = text.clone();
        for (int c = 1; c < classes; c++) {
            if (c != text[place] && most(c) > UNLIKELY) {
                other[place] = c;
                all = added(all, likelihood(other));
            }
        }
        if (text.length > 1) {
            all = added(all, likelihood(without(text, place)));
        }
        return own == Double.NEGATIVE_INFINITY ? 0 : Math.exp(own - all);
    }

    private static int[] without(int[] text, int place) {
        int[] shorter = new int[text.length - 1];
        for (int i = 0; i < shorter.length; i++) {
            shorter[i] = text[i < place ? i : i + 1];
        }
        return shorter;
    }

    /** {@code log(exp(a) + exp(b))}. */
    static double added(double a, double b) {
        double most = Math.max(a, b);
        return most == Double.NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(Math.min(a, b) - most));
    }
}
