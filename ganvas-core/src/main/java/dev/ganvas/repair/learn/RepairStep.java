package dev.ganvas.repair.learn;

import dev.ganvas.engine.nn.Collective;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.RestorationNetwork;
import dev.ganvas.train.Schedule;
import dev.ganvas.train.Trainable.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One step towards clean pictures, and the network, its average and the optimiser that it moves. */
final class RepairStep implements AutoCloseable {
    /** Pairs a step. */
    static final int BATCH = 16;

    private static final int SHARDS = 2;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;
    private static final double ADAM_EPSILON = 1e-8;

    /** Gradients are made as short as this where they are longer. */
    private static final double LONGEST_GRADIENT = 1;

    private static final double MOST_DECAY = 0.999;
    private static final int WARM_UP_STEPS = 50;

    private final RestorationNetwork network;
    private final RestorationNetwork average;
    private final Adam adam;
    private final ExponentialMovingAverage averaging;
    private final Replicas<RepairShard> shards;
    private final Schedule rate;

    static RepairStep of(RepairTask task, Seed seed, DType dtype) {
        return Scope.making(() -> new RepairStep(task, seed, dtype));
    }

    private RepairStep(RepairTask task, Seed seed, DType dtype) {
        network = task.network().build(seed);
        average = task.network().build(seed);
        adam = new Adam(network.namedParameters());
        averaging = new ExponentialMovingAverage(average, network);
        shards = new Replicas<>(
                new RepairShard(network, task.loss(), dtype),
                () -> new RepairShard(task.network().build(seed), task.loss(), dtype),
                SHARDS,
                Collective.inProcess());
        rate = Schedule.cosine(highestRate(network.parameterCount()), 0);
    }

    /** 0.001 for networks of up to 100,000 parameters, 0.0002 from a million on, and between them in between. */
    static double highestRate(long parameters) {
        double size = Math.max(0, Math.min(1, Math.log10(parameters) - 5));
        return 1e-3 * StrictMath.pow(0.2, size);
    }

    /** Moves the network once; in the open scope. */
    Map<String, Double> on(List<Pair> batch, Position position) {
        Tensor given = stacked(batch, Pair::given);
        Tensor clean = stacked(batch, Pair::clean);
        long step = position.images() / BATCH;
        double now = rate.at(position.progress())
                * Math.min(1, (step + 1.0) / WARM_UP_STEPS)
                * position.rateScale();
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
            averaging.update(Math.min(MOST_DECAY, (1.0 + step) / (10 + step)));
            return figures;
        } finally {
            shards.end();
        }
    }

    private static List<Tensor> clipped(List<Tensor> gradients, double norm) {
        return norm > LONGEST_GRADIENT
                ? gradients.stream().map(each -> each.mul(LONGEST_GRADIENT / norm)).toList()
                : gradients;
    }

    private static Tensor stacked(List<Pair> batch, Function<Pair, Planes> part) {
        Planes first = part.apply(batch.get(0));
        int each = first.values().length;
        float[] values = new float[batch.size() * each];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(part.apply(batch.get(i)).values(), 0, values, i * each, each);
        }
        return Tensor.of(values, batch.size(), first.channels(), first.height(), first.width())
                .channelsLast();
    }

    /** The network to restore with: the running average. */
    RestorationNetwork average() {
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

    @Override
    public void close() {
        network.close();
        average.close();
        adam.close();
        shards.close();
    }
}
