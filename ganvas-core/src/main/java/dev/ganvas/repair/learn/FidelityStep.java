package dev.ganvas.repair.learn;

import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.RestorationNetwork;
import dev.ganvas.train.Schedule;
import dev.ganvas.train.Trainable.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One step towards clean pictures, and the network, its average and the optimiser that it moves. */
final class FidelityStep implements RepairStep {
    private static final int SHARDS = 2;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;

    /** Gradients are made as short as this where they are longer. */
    private static final double LONGEST_GRADIENT = 1;

    private final RestorationNetwork network;
    private final RestorationNetwork average;
    private final Adam adam;
    private final ExponentialMovingAverage averaging;
    private final Replicas<RepairShard> shards;
    private final Schedule rate;

    static FidelityStep of(RepairTask task, Seed seed, DType dtype) {
        return Scope.making(() -> new FidelityStep(task, seed, dtype));
    }

    private FidelityStep(RepairTask task, Seed seed, DType dtype) {
        network = task.network().build(seed);
        average = task.network().build(seed);
        adam = new Adam(network.namedParameters());
        averaging = new ExponentialMovingAverage(average, network);
        shards = new Replicas<>(
                new RepairShard(network, task.loss(), dtype),
                () -> new RepairShard(task.network().build(seed), task.loss(), dtype),
                SHARDS,
                CollectiveScope.current());
        rate = Schedule.cosine(task.highestRate().orElseGet(() -> highestRate(network.parameterCount())), 0);
    }

    /** 0.001 for networks of up to 100,000 parameters, 0.0002 from a million on, and between them in between. */
    static double highestRate(long parameters) {
        double size = Math.max(0, Math.min(1, Math.log10(parameters) - 5));
        return 1e-3 * StrictMath.pow(0.2, size);
    }

    @Override
    public Replicas.Part here() {
        return shards.here(BATCH);
    }

    @Override
    public Map<String, Double> on(List<Pair> batch, Position position) {
        Tensor given = RepairStep.stacked(batch, Pair::given).to(network.device());
        Tensor clean = RepairStep.stacked(batch, Pair::clean).to(network.device());
        long step = position.images() / BATCH;
        double now = rate.at(position.progress()) * Math.min(1, (step + 1.0) / WARM_UP_STEPS) * position.rateScale();
        try {
            Replicas.Pass pass = shards.pass(BATCH, (shard, part) -> {
                shards.follow(shard);
                return shard.pass(part.of(given), part.of(clean));
            });
            Map<String, Double> figures = new LinkedHashMap<>(pass.figures());
            double norm = pass.gradientNorm();
            figures.put("gradient", norm);
            figures.put("rate", now);
            adam.step(clipped(pass.gradients(), norm), new AdamRates(now, BETA1, BETA2, ADAM_EPSILON));
            averaging.update(RepairStep.decay(step));
            return figures;
        } finally {
            shards.end();
        }
    }

    private static List<Tensor> clipped(List<Tensor> gradients, double norm) {
        return norm > LONGEST_GRADIENT
                ? gradients.stream()
                        .map(each -> each.mul(LONGEST_GRADIENT / norm))
                        .toList()
                : gradients;
    }

    @Override
    public RestorationNetwork average() {
        return average;
    }

    @Override
    public List<Map<String, Tensor>> transferable() {
        return List.of(network.namedTensors(), average.namedTensors());
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        network.namedTensors().forEach((name, tensor) -> state.put("network." + name, tensor));
        average.namedTensors().forEach((name, tensor) -> state.put("average." + name, tensor));
        adam.namedTensors().forEach((name, tensor) -> state.put("adam." + name, tensor));
        return state;
    }

    @Override
    public Map<String, Long> parameterCounts() {
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
