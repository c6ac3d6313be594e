package dev.ganvas.vision;

import dev.ganvas.error.Require;

/**
 * What makes a classifier's scores into confidences that hold (Guo et al., "On calibration of modern neural networks", 2017), and
 * the least confidence at which an answer is given.
 *
 * @param temperature that logits are divided by before softmax; above 1 where a network is too sure of itself
 * @param threshold least probability of the best class, 0 to 1; below it, the picture is none of the classes
 */
public record Calibration(double temperature, double threshold) {
    /** Logits as they are, and always an answer. */
    public static final Calibration NONE = new Calibration(1, 0);

    /** Largest temperature, and the inverse of the least one. */
    public static final double MAX_TEMPERATURE = 100;

    public Calibration {
        Require.that(
                temperature >= 1 / MAX_TEMPERATURE && temperature <= MAX_TEMPERATURE,
                "temperature must be between " + 1 / MAX_TEMPERATURE + " and " + MAX_TEMPERATURE + ", not "
                        + temperature);
        Require.within(threshold, 0, 1, "threshold");
    }

    public Calibration withThreshold(double other) {
        return new Calibration(temperature, other);
    }

    /**
     * Probabilities of the classes, {@code softmax(logits / temperature)}.
     *
     * @param logits one a class
     * @return as many, each in [0, 1], with the sum 1
     */
    public double[] probabilities(double[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            most = Math.max(most, logit);
        }
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = Math.exp((logits[i] - most) / temperature);
            sum += probabilities[i];
        }
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }
}
