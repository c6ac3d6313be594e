package dev.ganvas.repair.learn;

import dev.ganvas.engine.loss.GradientPenalty;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.NoGrad;
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
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    /** Of the contest, beside the distance to the clean picture with weight 1. */
    private static final double CONTEST_WEIGHT = 0.05;

    /** Of the mean distance of the discriminator's maps. */
    private static final double MATCHING_WEIGHT = 0.5;

    /** Without holes nothing is looked at; this keeps weights finite. */
    private static final double LEAST_PART = 1e-6;

    private static final GradientPenalty PENALTY = new GradientPenalty(10, 8);

    private final RepairTask task;
    private final DType dtype;
    private final boolean masked;
    private final RestorationNetwork network;
    private final RestorationNetwork average;
    private final PatchDiscriminator discriminator;
    private final Adam networkAdam;
    private final Adam discriminatorAdam;
    private final ExponentialMovingAverage averaging;

    static AdversarialStep of(RepairTask task, Seed seed, DType dtype) {
        return Scope.making(() -> new AdversarialStep(task, seed, dtype));
    }

    private AdversarialStep(RepairTask task, Seed seed, DType dtype) {
        this.task = task;
        this.dtype = dtype;
        network = task.network().build(seed);
        average = task.network().build(seed);
        masked = task.kind() == RepairKind.FILL;
        discriminator = ParameterTree.placed(
                new PatchDiscriminator(masked ? RGB + 1 : RGB, DISCRIMINATOR_WIDTH, seed.child("discriminator")));
        networkAdam = new Adam(network.namedParameters());
        discriminatorAdam = new Adam(discriminator.namedParameters());
        averaging = new ExponentialMovingAverage(average, network);
    }

    @Override
    public Map<String, Double> on(List<Pair> batch, Position position) {
        Tensor given = RepairStep.stacked(batch, Pair::given).to(network.device());
        Tensor clean = RepairStep.stacked(batch, Pair::clean).to(network.device());
        long step = position.images() / BATCH;
        double rate = RATE * Math.min(1, (step + 1.0) / WARM_UP_STEPS) * position.rateScale();
        Tensor restored = network.forward(given, dtype);
        Map<String, Double> figures = new LinkedHashMap<>();
        Sight sight = masked ? Sight.ofHoles(given.narrow(1, RGB, 1)) : Sight.OF_ALL;
        figures.put("loss_d", discriminate(sight, clean, restored.detach(), new Pace(step, rate)));
        restore(sight, clean, restored, rate, figures);
        averaging.update(RepairStep.decay(step));
        figures.put("rate", rate);
        return figures;
    }

    /** A step's number and its learning rate. */
    private record Pace(long step, double rate) {}

    /**
     * What the discriminator looks at.
     *
     * @param holes 1 in the holes, {@code [N, 1, H, W]}, which it sees beside the picture; absent for all of the picture
     * @param weights of its parts, {@code [N, 1, H / 4, W / 4]}, 1 in the mean
     * @param part of the pictures that is looked at, 0 to 1
     */
    private record Sight(Optional<Tensor> holes, Optional<Tensor> weights, double part) {
        static final Sight OF_ALL = new Sight(Optional.empty(), Optional.empty(), 1);

        static Sight ofHoles(Tensor holes) {
            long high = holes.size(2) / PatchDiscriminator.PART;
            long wide = holes.size(3) / PatchDiscriminator.PART;
            Tensor areas = holes.reshape(holes.size(0), 1, high, PatchDiscriminator.PART, wide, PatchDiscriminator.PART)
                    .mean(3, 5);
            double part = Math.max(LEAST_PART, areas.mean().item());
            return new Sight(Optional.of(holes), Optional.of(areas.mul(1 / part)), part);
        }

        Tensor of(Tensor pictures) {
            return holes.map(mask -> Tensor.cat(List.of(pictures, mask), 1)).orElse(pictures);
        }

        Tensor mean(Tensor each) {
            return weights.map(each::mul).orElse(each).mean();
        }
    }

    private double discriminate(Sight sight, Tensor clean, Tensor restored, Pace pace) {
        Tensor real = discriminator.verdict(sight.of(clean), dtype).logits();
        Tensor fake = discriminator.verdict(sight.of(restored), dtype).logits();
        Tensor contest = sight.mean(fake.sub(real).softplus());
        Tensor loss = contest;
        if (PENALTY.appliesAt(pace.step())) {
            UnaryOperator<Tensor> each = pictures -> discriminator
                    .verdict(sight.of(pictures), DType.F32)
                    .logits()
                    .mean(1, 2, 3);
            loss = loss.add(PENALTY.at(each, clean)).add(PENALTY.at(each, restored));
        }
        discriminatorAdam.step(
                Autograd.gradients(loss, discriminator.parameters()),
                new AdamRates(pace.rate(), DISCRIMINATOR_BETA1, BETA2, ADAM_EPSILON));
        return contest.item();
    }

    private void restore(Sight sight, Tensor clean, Tensor restored, double rate, Map<String, Double> figures) {
        PatchDiscriminator.Verdict real;
        try (NoGrad off = Autograd.noGrad()) {
            real = discriminator.verdict(sight.of(clean), dtype);
        }
        PatchDiscriminator.Verdict fake = discriminator.verdict(sight.of(restored), dtype);
        Tensor distance = task.loss().of(restored, clean);
        Tensor contest = sight.mean(real.logits().sub(fake.logits()).softplus());
        Tensor matching = null;
        for (int i = 0; i < real.maps().size(); i++) {
            Tensor apart = fake.maps()
                    .get(i)
                    .wide()
                    .sub(real.maps().get(i).wide())
                    .abs()
                    .mean()
                    .mul(1.0 / real.maps().size());
            matching = matching == null ? apart : matching.add(apart);
        }
        Tensor loss = distance.add(contest.mul(CONTEST_WEIGHT * sight.part())).add(matching.mul(MATCHING_WEIGHT));
        networkAdam.step(
                Autograd.gradients(loss, network.parameters()),
                new AdamRates(rate, GENERATOR_BETA1, BETA2, ADAM_EPSILON));
        figures.put("loss", distance.item());
        figures.put("loss_g", contest.item());
        figures.put("matching", matching.item());
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
    }
}
