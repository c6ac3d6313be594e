package dev.ganvas.plates.learn;

import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.PassGradients;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Schedule;
import dev.ganvas.train.Trainable.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A network, its running average and the optimiser that moves it.
 *
 * @param <N> the network
 */
final class NetworkStep<N extends ParameterTree> implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;
    private static final double EPSILON = 1e-8;
    private static final double LONGEST_GRADIENT = 5;
    private static final double SLOWEST_AVERAGE = 0.998;
    private static final int WARM_UP_STEPS = 100;

    /**
     * Where a training begins.
     *
     * @param seed names its weights and what it sees
     * @param dtype to compute in
     * @param rate part of the usual learning rate
     */
    record Start(Seed seed, DType dtype, double rate) {}

    private final N network;
    private final N average;
    private final Adam adam;
    private final ExponentialMovingAverage averaging;
    private final Schedule rate;
    private final int batch;
    private final Replicas<Shard<N>> shards;

    /** A part of a batch's way through a step. */
    private record Shard<N extends ParameterTree>(N network) implements Replicas.Replica {
        @Override
        public List<ParameterTree> networks() {
            return List.of(network);
        }

        Replicas.Pass pass(Loss computed) {
            Map<String, Double> figures = new LinkedHashMap<>(computed.figures());
            figures.put("loss", computed.total().item());
            return new Replicas.Pass(PassGradients.of(computed.total(), network.parameters()), figures);
        }

        @Override
        public void end() {}
    }

    /**
     * @param build makes the network at its beginning, the same each time
     * @param rate the highest learning rate
     * @param batch pictures a step
     */
    static <N extends ParameterTree> NetworkStep<N> of(Supplier<N> build, double rate, int batch) {
        return Scope.making(() -> new NetworkStep<>(build, rate, batch));
    }

    private NetworkStep(Supplier<N> build, double rate, int batch) {
        network = ParameterTree.placed(build.get());
        average = ParameterTree.placed(build.get());
        average.training(false);
        adam = new Adam(network.namedParameters());
        averaging = new ExponentialMovingAverage(average, network);
        this.rate = Schedule.cosine(rate, 0);
        this.batch = batch;
        // One here: a loss that is divided by what is in a batch is not the mean of those of its parts.
        shards = new Replicas<>(
                new Shard<>(network),
                () -> new Shard<>(ParameterTree.placed(build.get())),
                1,
                CollectiveScope.current());
    }

    /** What this process computes of a batch. */
    Replicas.Part here() {
        return shards.here(batch);
    }

    /** What a batch comes to. */
    record Loss(Tensor total, Map<String, Double> figures) {}

    /** One step down the slope of a loss of a part of what this process computes, in the open scope. */
    Map<String, Double> on(Position position, BiFunction<N, Replicas.Part, Loss> loss) {
        try {
            return learn(position, loss);
        } finally {
            shards.end();
        }
    }

    private Map<String, Double> learn(Position position, BiFunction<N, Replicas.Part, Loss> loss) {
        long step = position.images() / batch;
        double now = rate.at(position.progress()) * Math.min(1, (step + 1.0) / WARM_UP_STEPS) * position.rateScale();
        Replicas.Pass pass = shards.pass(batch, (shard, part) -> {
            shards.follow(shard);
            return shard.pass(loss.apply(shard.network(), part));
        });
        List<Tensor> gradients = pass.gradients();
        double norm = pass.gradientNorm();
        List<Tensor> clipped = norm > LONGEST_GRADIENT
                ? gradients.stream()
                        .map(each -> each.mul(LONGEST_GRADIENT / norm))
                        .toList()
                : gradients;
        adam.step(clipped, new AdamRates(now, BETA1, BETA2, EPSILON));
        shards.gatherStatistics();
        averaging.update(Math.min(SLOWEST_AVERAGE, (1.0 + step) / (10 + step)));
        Map<String, Double> figures = new LinkedHashMap<>(pass.figures());
        figures.put("gradient", norm);
        figures.put("rate", now);
        return figures;
    }

    /** What is measured and kept. */
    N average() {
        return average;
    }

    List<Map<String, Tensor>> transferable() {
        return List.of(network.namedTensors(), average.namedTensors());
    }

    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        network.namedTensors().forEach((name, tensor) -> state.put("network." + name, tensor));
        average.namedTensors().forEach((name, tensor) -> state.put("average." + name, tensor));
        adam.namedTensors().forEach((name, tensor) -> state.put("adam." + name, tensor));
        return state;
    }

    Map<String, Long> parameterCounts() {
        return Map.of("network", network.parameterCount());
    }

    @Override
    public void close() {
        network.close();
        average.close();
        adam.close();
        shards.close();
    }
}
