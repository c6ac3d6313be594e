package dev.ganvas.bench.ranks;

import dev.ganvas.engine.nn.Collective;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.PassGradients;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.RestorationNetwork;
import java.util.List;
import java.util.Map;

/** A step of a U-Net towards other pictures, by their mean absolute difference. */
final class RestoreRankStep implements RankStep {
    private static final int WIDTH = 16;
    private static final AdamRates RATES = new AdamRates(2e-4, 0.9, 0.99, 1e-8);
    private static final Seed SEED = Seed.of(1);

    private final int batch;
    private final RestorationNetwork network;
    private final Adam adam;
    private final Replicas<Shard> shards;
    private final Tensor given;
    private final Tensor clean;

    private record Shard(RestorationNetwork network) implements Replicas.Replica {
        @Override
        public List<? extends ParameterTree> networks() {
            return List.of(network);
        }

        @Override
        public void end() {
            // It keeps nothing.
        }
    }

    RestoreRankStep(RankedNetwork of, int batch, Collective collective) {
        this.batch = batch;
        try (Scope scope = Scope.open()) {
            network = NetworkShape.unet(0, WIDTH).build(SEED);
            adam = new Adam(network.namedParameters());
            shards = new Replicas<>(
                    new Shard(network),
                    () -> {
                        throw new IllegalStateException("a rank of this benchmark has one shard");
                    },
                    collective.ranks(),
                    collective);
            Seed own = SEED.child("pictures").child(collective.rank());
            int part = shards.here(batch).count();
            given = pictures(own.child("given"), part, of.side());
            clean = pictures(own.child("clean"), part, of.side());
        }
    }

    private static Tensor pictures(Seed seed, int count, int side) {
        return Initializer.normal(0.5, 0.2)
                .initial(seed, count, 3, side, side)
                .channelsLast()
                .keep();
    }

    @Override
    public long values() {
        return network.parameterCount();
    }

    @Override
    public void run() {
        try (Scope scope = Scope.open()) {
            Replicas.Pass pass = shards.pass(batch, (shard, part) -> {
                Tensor loss = network.forward(given, DType.F32).sub(clean).abs().mean();
                return new Replicas.Pass(PassGradients.of(loss, network.parameters()), Map.of("loss", loss.item()));
            });
            adam.step(pass.gradients(), RATES);
            shards.end();
        }
    }

    @Override
    public void close() {
        shards.close();
        network.close();
        adam.close();
        given.close();
        clean.close();
    }
}
