package dev.ganvas.plates.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.data.PicturePool;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Axis;
import dev.ganvas.train.Snapshot;
import dev.ganvas.train.Trainable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A network that learns of plates, as the training loop sees it.
 *
 * @param <N> the network
 * @param <E> what it learns from
 */
final class PlateTrainable<N extends ParameterTree, E> implements Trainable {
    private static final double PLAN_CORRECTED_AT = 1.0 / 3;

    /** Passes that a step takes: forward, and backward, which is two. */
    private static final int PASSES = 3;

    private final PlateObjective<N, E> objective;
    private final DType dtype;
    private final CropBatches<E> batches;
    private final NetworkStep<N> step;

    PlateTrainable(PicturePool pool, int[] learned, PlateObjective<N, E> objective, NetworkStep.Start start) {
        this.objective = objective;
        this.dtype = start.dtype();
        this.step = NetworkStep.of(
                () -> objective.network(start.seed().child("weights")),
                objective.rate() * start.rate(),
                objective.batch());
        this.batches =
                new CropBatches<>(pool, learned, objective.side(), start.seed().child("crops"), objective::example);
    }

    @Override
    public Map<String, Double> step(Position position) {
        Replicas.Part here = step.here();
        List<E> batch = batches.at(position.images() + here.first(), here.count(), objective.batch());
        try (Scope scope = Scope.open()) {
            return step.on(position, (network, part) -> objective.loss(network, part.of(batch), dtype));
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return step.state();
    }

    @Override
    public Snapshot evaluate() throws IOException {
        N network = step.average();
        PlateObjective.Outcome outcome = objective.outcome(network, dtype);
        return new Snapshot(
                outcome.figures(),
                outcome.samples(),
                new Snapshot.Model(
                        outcome.description(), ModelFile.weightsOf(network), Map.of(), objective.about(network)));
    }

    /** Drawn by rule; photographs behind them. */
    @Override
    public Origin samplesOrigin() {
        return Origin.real();
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(objective.figures());
        figures.add(Figure.named("rate", "learning rate").charted(Axis.LINEAR));
        return figures;
    }

    @Override
    public OptionalDouble planCorrectedAt() {
        return OptionalDouble.of(PLAN_CORRECTED_AT);
    }

    @Override
    public Map<String, List<Map<String, Tensor>>> transferable() {
        return Map.of(ModelFile.WEIGHTS, step.transferable());
    }

    @Override
    public int batch() {
        return objective.batch();
    }

    @Override
    public double operationsPerImage() {
        return 2 * PASSES * objective.multiplyAdds();
    }

    @Override
    public Map<String, Long> parameterCounts() {
        return step.parameterCounts();
    }

    @Override
    public void close() {
        batches.close();
        step.close();
    }
}
