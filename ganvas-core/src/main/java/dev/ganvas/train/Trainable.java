package dev.ganvas.train;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a {@link TrainingLoop} trains. Everything it does is a function of its {@link #state()} and of the numbers it is
 * given, so that a run continued from a checkpoint goes on bit for bit.
 */
public interface Trainable extends AutoCloseable {
    /**
     * Where a step stands.
     *
     * @param images real pictures shown before this step
     * @param totalImages of the whole run
     * @param rateScale factor on the learning rate; below 1 after the guard has intervened
     */
    record Position(long images, long totalImages, double rateScale) {
        /** {@code images / totalImages}, in [0, 1]. */
        public double progress() {
            return Math.min(1, (double) images / totalImages);
        }
    }

    /** One optimisation step on one batch. Returns named figures (losses, gradient norms); a non-finite one stops the step from counting. */
    Map<String, Double> step(Position position);

    /** Every tensor that the next step depends on, by stable name; the tensors themselves, not copies. */
    Map<String, Tensor> state();

    /** Evaluates the present model. */
    Map<String, Double> evaluate();

    /**
     * The number of the best of some evaluations: the last of them, or the best of those before it. Here that with the lowest
     * {@link #score()}, of equal ones the first.
     *
     * @param evaluated all evaluations so far, the untrained model's first; at least one
     */
    default int best(List<MetricsLog.Entry> evaluated) {
        int best = 0;
        for (int i = 1; i < evaluated.size(); i++) {
            if (evaluated.get(i).values().get(score())
                    < evaluated.get(best).values().get(score())) {
                best = i;
            }
        }
        return best;
    }

    /**
     * What the evaluations so far show of the training itself; none while all is well. A function of its arguments alone, so
     * that a continued run knows what was noted before.
     *
     * @param evaluated all evaluations so far, the untrained model's first
     */
    List<Finding> findings(List<MetricsLog.Entry> evaluated, Plan plan);

    /** Name of a figure that every evaluation has; lower is better. */
    String score();

    /** Real pictures a step. */
    int batch();

    /** Floating-point operations a training image takes. */
    double operationsPerImage();

    /** Learned values of each network, by the network's name. */
    Map<String, Long> parameterCounts();

    /** A grid of pictures that shows the present model, always from the same starting point. */
    Picture samples();

    /** Writes the present model. {@code figures} go on its card. */
    void writeModel(Path file, Map<String, Double> figures) throws IOException;

    @Override
    void close();
}
