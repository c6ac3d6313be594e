package dev.ganvas.plates;

import dev.ganvas.plates.network.ReaderNetwork;
import java.util.List;

/** The temperature at which a reader's probabilities fit best what plates say. */
public final class ReaderCalibration {
    private static final double LEAST = 0.5;
    private static final double STEP = 1.08;
    private static final int TRIED = 27;

    private ReaderCalibration() {}

    /**
     * The temperature with the greatest likelihood of the right texts (Guo et al., "On calibration of modern neural networks", 2017).
     *
     * @param logits {@code [texts, classes, steps]}
     * @param texts what the plates say
     */
    public static double temperature(float[] logits, List<String> texts) {
        double best = 1;
        double most = Double.NEGATIVE_INFINITY;
        double temperature = LEAST;
        for (int i = 0; i < TRIED; i++) {
            double sum = likelihood(logits, texts, temperature);
            if (sum > most) {
                most = sum;
                best = temperature;
            }
            temperature *= STEP;
        }
        return best;
    }

    private static double likelihood(float[] logits, List<String> texts, double temperature) {
        int classes = PlateAlphabet.classes();
        double sum = 0;
        for (int i = 0; i < texts.size(); i++) {
            int from = i * classes * ReaderNetwork.STEPS;
            // One that cannot be read at all should not decide.
            sum += Math.max(
                    -30,
                    CharacterScores.ofLogits(logits, from, classes, ReaderNetwork.STEPS, temperature)
                            .likelihood(PlateAlphabet.classesOf(texts.get(i))));
        }
        return sum;
    }
}
