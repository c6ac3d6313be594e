package dev.ganvas.repair.learn;

import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Planes;
import dev.ganvas.repair.network.RestorationNetwork;
import dev.ganvas.train.Trainable.Position;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One step of a training, with the networks and optimisers that it moves. */
interface RepairStep extends AutoCloseable {
    /** Pairs a step. */
    int BATCH = 16;

    double ADAM_EPSILON = 1e-8;

    /** Steps in which the rate rises, in a straight line. */
    int WARM_UP_STEPS = 50;

    /** What this process computes of a batch. */
    Replicas.Part here();

    /**
     * Moves the network once; in the open scope.
     *
     * @param batch what this process computes of it
     */
    Map<String, Double> on(List<Pair> batch, Position position);

    /** The network to restore with: the running average. */
    RestorationNetwork average();

    /** What begins with another model's weights. */
    List<Map<String, Tensor>> transferable();

    /** All that the next step depends on. */
    Map<String, Tensor> state();

    /** Learned values of each network, by the network's name. */
    Map<String, Long> parameterCounts();

    /** Of the average: longer the longer it has been going on, so that the beginning is soon forgotten. */
    static double decay(long step) {
        return Math.min(0.999, (1.0 + step) / (10 + step));
    }

    /** Part of a batch as F32 {@code [N, C, H, W]}. */
    static Tensor stacked(List<Pair> batch, Function<Pair, Planes> part) {
        Planes first = part.apply(batch.get(0));
        int each = first.values().length;
        float[] values = new float[batch.size() * each];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(part.apply(batch.get(i)).values(), 0, values, i * each, each);
        }
        return Tensor.of(values, batch.size(), first.channels(), first.height(), first.width())
                .channelsLast();
    }

    @Override
    void close();
}
