package dev.ganvas.bench.ranks;

import dev.ganvas.engine.nn.Collective;
import dev.ganvas.engine.nn.ConvolutionTape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.PassGradients;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.learn.Objective;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Both updates of a DCGAN, as Ganvas trains it, without what only its recipes add. */
final class GanRankStep implements RankStep {
    private static final int LATENT = 100;
    private static final int WIDTH = 64;
    private static final AdamRates RATES = new AdamRates(2e-4, 0.5, 0.999, 1e-8);
    private static final Seed SEED = Seed.of(1);

    private final int batch;
    private final Objective objective = Objective.Kind.CROSS_ENTROPY.objective();
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
    private final Adam generatorAdam;
    private final Adam discriminatorAdam;
    private final Replicas<Shard> shards;
    private final Tensor real;
    private long steps;

    private static final class Shard implements Replicas.Replica {
        private final GeneratorNetwork generator;
        private final DiscriminatorNetwork discriminator;
        private Tensor fakes;
        private ConvolutionTape tape;

        Shard(GeneratorNetwork generator, DiscriminatorNetwork discriminator) {
            this.generator = generator;
            this.discriminator = discriminator;
        }

        @Override
        public List<? extends ParameterTree> networks() {
            return List.of(generator, discriminator);
        }

        @Override
        public void end() {
            tape.close();
            fakes = null;
        }
    }

    GanRankStep(RankedNetwork network, int batch, Collective collective) {
        this.batch = batch;
        Architecture architecture =
                new Architecture(Architecture.Family.DCGAN, network.side(), LATENT, WIDTH, WIDTH, 0);
        try (Scope scope = Scope.open()) {
            generator = architecture.generator(SEED);
            discriminator = architecture.discriminator(SEED);
            generatorAdam = new Adam(generator.namedParameters());
            discriminatorAdam = new Adam(discriminator.namedParameters());
            shards = new Replicas<>(
                    new Shard(generator, discriminator),
                    () -> {
                        throw new IllegalStateException("a rank of this benchmark has one shard");
                    },
                    collective.ranks(),
                    collective);
            real = Initializer.normal(0, 1)
                    .initial(SEED.child("pictures").child(collective.rank()), part(), 3, network.side(), network.side())
                    .tanh()
                    .channelsLast()
                    .keep();
        }
    }

    private int part() {
        return shards.here(batch).count();
    }

    @Override
    public long values() {
        return generator.parameterCount() + discriminator.parameterCount();
    }

    @Override
    public void run() {
        try (Scope scope = Scope.open()) {
            Tensor latent =
                    Initializer.normal(0, 1).initial(SEED.child("latent").child(steps++), part(), LATENT);
            discriminatorAdam.step(
                    shards.pass(batch, (shard, part) -> discriminatorPass(shard, latent))
                            .gradients(),
                    RATES);
            generatorAdam.step(
                    shards.pass(batch, (shard, part) -> generatorPass(shard)).gradients(), RATES);
            shards.end();
        }
    }

    private Replicas.Pass discriminatorPass(Shard shard, Tensor latent) {
        shard.tape = ConvolutionTape.open();
        shard.fakes = generator.forward(latent, Optional.empty());
        Tensor loss = objective.discriminatorLoss(
                discriminator.forward(real, Optional.empty()),
                discriminator.forward(shard.fakes.detach(), Optional.empty()));
        return pass(shard, loss, discriminator);
    }

    private Replicas.Pass generatorPass(Shard shard) {
        // Cross-entropy does not look at the logits of the real pictures here, so any will do.
        Tensor loss = objective.generatorLoss(
                Tensor.zeros(DType.F32, part()), discriminator.forward(shard.fakes, Optional.empty()));
        return pass(shard, loss, generator);
    }

    private static Replicas.Pass pass(Shard shard, Tensor loss, ParameterTree network) {
        return new Replicas.Pass(PassGradients.of(shard.tape, loss, network.parameters()), Map.of("loss", loss.item()));
    }

    @Override
    public void close() {
        shards.close();
        generator.close();
        discriminator.close();
        generatorAdam.close();
        discriminatorAdam.close();
        real.close();
    }
}
