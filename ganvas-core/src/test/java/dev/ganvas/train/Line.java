package dev.ganvas.train;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Picture;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelDescription;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.InputContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** A real, tiny trainable: fits a line by Adam; breaks where told to. */
public final class Line implements Trainable {
    final Linear layer;
    final Adam adam;
    final Predicate<Position> broken;
    final List<Long> evaluated = new ArrayList<>();
    public int foundAt = Integer.MAX_VALUE;
    public Finding.Consequence consequence = Finding.Consequence.FAIL;

    public Line(Predicate<Position> broken) {
        this.broken = broken;
        try (Scope scope = Scope.open()) {
            layer = new Linear(3, 1, true, Initializer.normal(0, 1), Seed.of(5));
        }
        adam = new Adam(layer.namedParameters());
    }

    /** One whose process is killed after so many steps. */
    public static Line killedAfter(int steps) {
        return new Line(position -> {
            if (position.images() >= 2L * steps) {
                throw new IllegalStateException("killed");
            }
            return false;
        });
    }

    public float[] weights() {
        return layer.parameters().get(0).toFloats();
    }

    @Override
    public Map<String, Double> step(Position position) {
        RandomStream random = Seed.of(9).child(position.images()).stream();
        float[] x = new float[6];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        try (Scope scope = Scope.open()) {
            Tensor in = Tensor.of(x, 2, 3);
            Tensor error =
                    layer.forward(in).sub(in.sum(1).reshape(2, 1)).square().mean();
            adam.step(
                    Autograd.gradients(error, layer.parameters()),
                    new AdamRates(0.05 * position.rateScale() * (1 - position.progress()), 0.9, 0.99, 1e-8));
            return Map.of("loss", broken.test(position) ? Double.NaN : error.item());
        }
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>(layer.namedTensors());
        state.putAll(adam.namedTensors());
        return state;
    }

    @Override
    public Snapshot evaluate() {
        double distance = 0;
        for (float w : weights()) {
            distance += Math.abs(w - 1);
        }
        return new Snapshot(
                Map.of(score(), distance),
                new Picture(1, 1, new byte[3]),
                new Snapshot.Model(
                        ModelDescription.of("line", List.of(), InputContract.rgb(1))
                                .fields(),
                        new byte[8],
                        Map.of(),
                        new Snapshot.About("Line", "By Adam.", "Distance.", "None.")));
    }

    @Override
    public Origin samplesOrigin() {
        return Origin.real();
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.named("distance")
                .better(Figure.Direction.LOWER_IS_BETTER)
                .asHeadline());
    }

    @Override
    public OptionalDouble planCorrectedAt() {
        return OptionalDouble.of(1.0 / 3);
    }

    @Override
    public List<Finding> findings(List<MetricsLog.Entry> evaluated, Plan plan) {
        return evaluated.size() >= foundAt ? List.of(new Finding("bend", consequence, "the line is bent")) : List.of();
    }

    @Override
    public int batch() {
        return 2;
    }

    @Override
    public double operationsPerImage() {
        return 18;
    }

    @Override
    public Map<String, Long> parameterCounts() {
        return Map.of("line", layer.parameterCount());
    }

    @Override
    public void close() {
        adam.close();
        layer.close();
    }
}
