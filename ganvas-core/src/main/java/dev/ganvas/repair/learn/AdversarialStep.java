package dev.ganvas.repair.learn;

import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.PatchDiscriminator;
import dev.ganvas.repair.network.RestorationNetwork;
import dev.ganvas.train.Trainable.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One step against a discriminator, after a training towards fidelity: relativistic pairs with the penalties R1 and R2
 * (Jolicoeur-Martineau, 2019; Huang et al., "The GAN is dead; long live the GAN!", 2024), besides the distance to the clean
 * picture, and to what the discriminator sees in it (feature matching: Wang et al., "High-resolution image synthesis", 2018).
 *
 * <p>Where holes are filled, the discriminator sees where they are, and the pairs are weighed by how much of each part is hole: what
 * is known is real in both pictures (after the mask-aware loss of Suvorov et al., "Resolution-robust large mask inpainting", 2022).
 */
final class AdversarialStep implements RepairStep {
    private static final int DISCRIMINATOR_WIDTH = 32;
    private static final int RGB = 3;
    private static final double RATE = 1e-4;
    private static final double GENERATOR_BETA1 = 0.9;
    private static final double DISCRIMINATOR_BETA1 = 0;
    private static final double BETA2 = 0.99;

    /** Its place among {@link AdversarialShard#networks()}. */
    private static final int DISCRIMINATOR = 1;

    private final RestorationNetwork network;
    private final RestorationNetwork average;
    private final PatchDiscriminator discriminator;
    private final Replicas<AdversarialShard> shards;
    private final Adam networkAdam;
    private final Adam discriminatorAdam;
    private final ExponentialMovingAverage averaging;

    static AdversarialStep of(RepairTask task, Seed seed, DType dtype) {
        return Scope.making(() -> new AdversarialStep(task, seed, dtype));
    }

    private AdversarialStep(RepairTask task, Seed seed, DType dtype) {
        network = task.network().build(seed);
        average = task.network().build(seed);
        boolean masked = task.kind() == RepairKind.FILL;
        Supplier<PatchDiscriminator> discriminators = () -> ParameterTree.placed(
                new PatchDiscriminator(masked ? RGB + 1 : RGB, DISCRIMINATOR_WIDTH, seed.child("discriminator")));
        discriminator = discriminators.get();
        AdversarialShard.Terms terms = new AdversarialShard.Terms(task.loss(), masked, dtype);
        // One here: the weights of holes are those of a whole batch.
        shards = new Replicas<>(
                new AdversarialShard(network, discriminator, terms),
                () -> new AdversarialShard(task.network().build(seed), discriminators.get(), terms),
                1,
                CollectiveScope.current());
        networkAdam = new Adam(network.namedParameters());
        discriminatorAdam = new Adam(discriminator.namedParameters());
        averaging = new ExponentialMovingAverage(average, network);
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
        double rate = RATE * Math.min(1, (step + 1.0) / WARM_UP_STEPS) * position.rateScale();
        try {
            Replicas.Pass pass = shards.pass(BATCH, (shard, part) -> {
                shards.follow(shard);
                return shard.discriminatorPass(part.of(given), part.of(clean), step);
            });
            Map<String, Double> figures = new LinkedHashMap<>(pass.figures());
            discriminatorAdam.step(pass.gradients(), new AdamRates(rate, DISCRIMINATOR_BETA1, BETA2, ADAM_EPSILON));
            pass = shards.pass(BATCH, (shard, part) -> {
                shards.followParameters(shard, DISCRIMINATOR);
                return shard.networkPass();
            });
            networkAdam.step(pass.gradients(), new AdamRates(rate, GENERATOR_BETA1, BETA2, ADAM_EPSILON));
            figures.putAll(pass.figures());
            averaging.update(RepairStep.decay(step));
            figures.put("rate", rate);
            return figures;
        } finally {
            shards.end();
        }
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
        discriminator.namedTensors().forEach((name, tensor) -> state.put("discriminator." + name, tensor));
        networkAdam.namedTensors().forEach((name, tensor) -> state.put("adam." + name, tensor));
        discriminatorAdam.namedTensors().forEach((name, tensor) -> state.put("adam_discriminator." + name, tensor));
        return state;
    }

    @Override
    public Map<String, Long> parameterCounts() {
        return Map.of("network", network.parameterCount(), "discriminator", discriminator.parameterCount());
    }

    @Override
    public void close() {
        network.close();
        average.close();
        discriminator.close();
        networkAdam.close();
        discriminatorAdam.close();
        shards.close();
    }
}
