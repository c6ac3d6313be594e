package dev.ganvas.train;

import dev.ganvas.engine.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

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

    /** Evaluates the present model, changing nothing that a step depends on. */
    Snapshot evaluate() throws IOException;

    /**
     * What the figures of steps and evaluations are; others are shown by their names. The first is the one by which models are
     * compared, and every evaluation has it.
     */
    List<Figure> figures();

    /** Name of the figure by which models are compared. */
    default String score() {
        return figures().get(0).name();
    }

    /**
     * Which of the evaluations so far saw the best model, as an index: by default the first with the best {@link #score()}. A
     * function of its argument alone.
     *
     * @param evaluated all evaluations so far, the untrained model's first; not empty
     */
    default int best(List<MetricsLog.Entry> evaluated) {
        Figure.Direction direction = Figures.about(figures(), score()).direction();
        int best = 0;
        for (int i = 1; i < evaluated.size(); i++) {
            double value = evaluated.get(i).values().get(score());
            if (direction.better(value, evaluated.get(best).values().get(score()))) {
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
    default List<Finding> findings(List<MetricsLog.Entry> evaluated, Plan plan) {
        return List.of();
    }

    /**
     * Progress at which a plan made for a time budget may still be corrected by the speed so far without a jump in any
     * schedule; empty when it may not.
     */
    default OptionalDouble planCorrectedAt() {
        return OptionalDouble.empty();
    }

    /**
     * The tensors that begin with another model's weights, by the entry of the model file that holds those; by their names
     * there, several of one name where a network has copies. The tensors themselves.
     */
    default Map<String, List<Map<String, Tensor>>> transferable() {
        return Map.of();
    }

    /** Real pictures a step. */
    int batch();

    /** Floating-point operations a training image takes; 0 when nobody counted. */
    default double operationsPerImage() {
        return 0;
    }

    /** Learned values of each network, by the network's name. */
    default Map<String, Long> parameterCounts() {
        return Map.of();
    }

    @Override
    void close();
}
