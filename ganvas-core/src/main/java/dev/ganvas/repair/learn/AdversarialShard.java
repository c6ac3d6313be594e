package dev.ganvas.repair.learn;

import dev.ganvas.engine.loss.GradientPenalty;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.PassGradients;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.repair.network.PatchDiscriminator;
import dev.ganvas.repair.network.RestorationNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A part of a batch's way through a step against a discriminator. What is restored for the discriminator is kept for the network,
 * until {@link #end()}.
 */
final class AdversarialShard implements Replicas.Replica {
    private static final int RGB = 3;

    /** Of the contest, beside the distance to the clean picture with weight 1. */
    private static final double CONTEST_WEIGHT = 0.05;

    /** Of the mean distance of the discriminator's maps. */
    private static final double MATCHING_WEIGHT = 0.5;

    /** Without holes nothing is looked at; this keeps weights finite. */
    private static final double LEAST_PART = 1e-6;

    private static final GradientPenalty PENALTY = new GradientPenalty(10, 8);

    private final RestorationNetwork network;
    private final PatchDiscriminator discriminator;
    private final Terms terms;
    private Optional<Seen> seen = Optional.empty();

    /**
     * What all shards have in common.
     *
     * @param masked whether the discriminator sees where holes are
     * @param dtype to compute in
     */
    record Terms(RepairLoss loss, boolean masked, DType dtype) {}

    private record Seen(Sight sight, Tensor clean, Tensor restored) {}

    AdversarialShard(RestorationNetwork network, PatchDiscriminator discriminator, Terms terms) {
        this.network = network;
        this.discriminator = discriminator;
        this.terms = terms;
    }

    @Override
    public List<ParameterTree> networks() {
        return List.of(network, discriminator);
    }

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

    /** What the discriminator would learn. @param step number of the step */
    Replicas.Pass discriminatorPass(Tensor given, Tensor clean, long step) {
        Tensor restored = network.forward(given, terms.dtype());
        Sight sight = terms.masked() ? Sight.ofHoles(given.narrow(1, RGB, 1)) : Sight.OF_ALL;
        seen = Optional.of(new Seen(sight, clean, restored));
        Tensor apart = restored.detach();
        Tensor real = discriminator.verdict(sight.of(clean), terms.dtype()).logits();
        Tensor fake = discriminator.verdict(sight.of(apart), terms.dtype()).logits();
        Tensor contest = sight.mean(fake.sub(real).softplus());
        Tensor loss = contest;
        if (PENALTY.appliesAt(step)) {
            UnaryOperator<Tensor> each = pictures -> discriminator
                    .verdict(sight.of(pictures), DType.F32)
                    .logits()
                    .mean(1, 2, 3);
            loss = loss.add(PENALTY.at(each, clean)).add(PENALTY.at(each, apart));
        }
        return new Replicas.Pass(PassGradients.of(loss, discriminator.parameters()), Map.of("loss_d", contest.item()));
    }

    /** What the network would learn, before the discriminator as it is now. */
    Replicas.Pass networkPass() {
        Sight sight = seen.orElseThrow().sight();
        Tensor clean = seen.get().clean();
        Tensor restored = seen.get().restored();
        PatchDiscriminator.Verdict real;
        try (NoGrad off = Autograd.noGrad()) {
            real = discriminator.verdict(sight.of(clean), terms.dtype());
        }
        PatchDiscriminator.Verdict fake = discriminator.verdict(sight.of(restored), terms.dtype());
        Tensor distance = terms.loss().of(restored, clean);
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
        List<Tensor> gradients = PassGradients.of(loss, network.parameters());
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss", distance.item());
        figures.put("loss_g", contest.item());
        figures.put("matching", matching.item());
        return new Replicas.Pass(gradients, figures);
    }

    @Override
    public void end() {
        seen = Optional.empty();
    }
}
