package dev.ganvas.generate.learn;

import dev.ganvas.evaluate.Evaluator;
import dev.ganvas.train.MetricsLog;
import java.util.List;
import java.util.Map;

/**
 * Which of a training's models is the best to draw by. No figure alone agrees with what people see: grey hatching can be nearer to the
 * data than faces are, by random features. So all figures vote, trained extractors with more weight, and when they disagree
 * evenly the later model is taken, which has learned more.
 */
final class ModelChoice {
    /** A trained extractor's votes: what two of them say weighs as much as all by random features. */
    private static final int TRAINED = 2;

    private static final List<String> LOWER = List.of("kd", "fd");
    private static final List<String> HIGHER = List.of("recall", "coverage");

    private ModelChoice() {}

    /**
     * The number of the best of some evaluations: the last of them, or the best of those before. The untrained model, the
     * first, is it only while it is alone.
     *
     * @param evaluated all evaluations so far, at least one, with figures as {@link Evaluator#metrics} names them
     */
    static int best(List<MetricsLog.Entry> evaluated) {
        int best = Math.min(1, evaluated.size() - 1);
        for (int i = best + 1; i < evaluated.size(); i++) {
            if (votes(evaluated.get(i).values(), evaluated.get(best).values()) >= 0) {
                best = i;
            }
        }
        return best;
    }

    /** Votes for one model less those for another. */
    private static int votes(Map<String, Double> one, Map<String, Double> other) {
        int votes = 0;
        for (Map.Entry<String, Double> figure : one.entrySet()) {
            if (other.containsKey(figure.getKey())) {
                votes += weight(figure.getKey())
                        * Integer.signum(Double.compare(other.get(figure.getKey()), figure.getValue()));
            }
        }
        return votes;
    }

    /** Positive where lower is better, 0 for what has no vote. */
    private static int weight(String figure) {
        if (figure.startsWith(Evaluator.KD_TRAINED)) {
            return TRAINED;
        }
        return LOWER.contains(figure) ? 1 : HIGHER.contains(figure) ? -1 : 0;
    }
}
