package dev.ganvas.repair;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.RestorationNetwork;

/** Networks for tests that change what is in holes, though nobody trained them. */
public final class HoleNetworks {
    private HoleNetworks() {}

    /** One with a last layer that is not zero; the caller's to close. */
    public static RepairNetwork untrained() {
        NetworkShape shape = NetworkShape.holeUnet(RepairKind.FILL.told(), 4);
        RestorationNetwork network = Scope.making(() -> shape.build(Seed.of(3)));
        Tensor last = network.namedParameters().get("last.weight");
        RandomStream random = Seed.of(4).stream();
        float[] values = new float[(int) last.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.05 * random.nextGaussian());
        }
        try (Scope scope = Scope.open()) {
            last.copyFrom(Tensor.of(values, last.shape()));
        }
        return new RepairNetwork(new RepairModel(RepairKind.FILL, shape, false), network);
    }
}
