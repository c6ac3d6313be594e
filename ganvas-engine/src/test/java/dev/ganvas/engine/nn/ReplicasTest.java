package dev.ganvas.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.optim.Sgd;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.SgdRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private static final int BATCH = 8;
    private static final int CLASSES = 3;

    /** Tells three classes apart; tracks the mean of what it sees, but does not normalise by it, which shards would do otherwise. */
    private static final class Classifier extends Layer {
        private final Conv2d convolution;
        private final Tensor tracked;
        private final Linear head;

        Classifier(Seed seed) {
            convolution = child("conv", new Conv2d(new ConvShape(3, 4, 3, 1, 1), true, Initializer.fanIn(1), seed));
            tracked = buffer("mean", Tensor.zeros(DType.F32, 4));
            head = child("head", new Linear(4, CLASSES, true, Initializer.fanIn(1), seed.child("head")));
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor seen = convolution.forward(x);
            tracked.copyFrom(tracked.mul(0.9).add(seen.detach().mean(0, 2, 3).mul(0.1)));
            return head.forward(seen.relu().mean(2, 3));
        }
    }

    private record Shard(Classifier network) implements Replicas.Replica {
        @Override
        public List<ParameterTree> networks() {
            return List.of(network);
        }

        @Override
        public void end() {}

        Replicas.Pass pass(Tensor pictures, Tensor labels) {
            Tensor loss = network.forward(pictures).crossEntropy(labels, 0);
            return new Replicas.Pass(Autograd.gradients(loss, network.parameters()), Map.of("loss", loss.item()));
        }
    }

    /** What a classifier came to. */
    private record Learned(Map<String, float[]> tensors, List<Double> losses) {}

    private static Learned learn(int shards, int threads) {
        List<Double> losses = new ArrayList<>();
        try (Threads own = Threads.use(threads);
                Scope scope = Scope.open();
                Classifier network = new Classifier(Seed.of(1));
                Sgd descent = new Sgd(network.namedParameters());
                Replicas<Shard> replicas = new Replicas<>(
                        new Shard(network),
                        () -> new Shard(new Classifier(Seed.of(2))),
                        shards,
                        Collective.inProcess())) {
            for (int i = 0; i < 5; i++) {
                try (Scope step = Scope.open()) {
                    Tensor pictures = Initializer.normal(0, 1).initial(Seed.of(i), BATCH, 3, 6, 6);
                    Tensor labels = Tensor.ofLongs(new long[] {0, 1, 2, 0, 1, 2, 0, 1}, BATCH);
                    Replicas.Pass pass = replicas.pass(BATCH, (shard, part) -> {
                        replicas.follow(shard);
                        return shard.pass(part.of(pictures), part.of(labels));
                    });
                    losses.add(pass.figures().get("loss"));
                    descent.step(pass.gradients(), new SgdRates(0.3, 0.9, 0));
                    replicas.gatherStatistics();
                    replicas.end();
                }
            }
            Map<String, float[]> tensors = new TreeMap<>();
            network.namedTensors().forEach((name, tensor) -> tensors.put(name, tensor.toFloats()));
            return new Learned(tensors, losses);
        }
    }

    @Test
    void aClassifierInTwoShardsLearnsWhatItLearnsInOne() {
        Learned whole = learn(1, 1);
        Learned sharded = learn(2, 2);
        for (int i = 0; i < whole.losses().size(); i++) {
            assertThat(sharded.losses().get(i)).isCloseTo(whole.losses().get(i), within(1e-5));
        }
        assertThat(whole.losses().get(4)).isNotCloseTo(whole.losses().get(0), within(1e-3));
        whole.tensors()
                .forEach((name, values) ->
                        assertThat(sharded.tensors().get(name)).as(name).containsExactly(values, within(1e-5f)));
        assertThat(whole.tensors().get("mean")).isNotEqualTo(new float[4]);
    }

    @Test
    void fewerThreadsThanShardsComputeWholeBatches() {
        assertThat(learn(2, 1).tensors())
                .usingRecursiveComparison()
                .isEqualTo(learn(1, 1).tensors());
    }

    @Test
    void endFreesWhatShardsMadeAndCloseTheirCopies() {
        List<Classifier> copies = new ArrayList<>();
        try (Threads two = Threads.use(2);
                Scope scope = Scope.open();
                Classifier network = new Classifier(Seed.of(1))) {
            Replicas<Shard> replicas = new Replicas<>(
                    new Shard(network),
                    () -> {
                        Classifier copy = new Classifier(Seed.of(2));
                        copies.add(copy);
                        return new Shard(copy);
                    },
                    2,
                    Collective.inProcess());
            List<Tensor> made =
                    replicas.each(BATCH, (shard, part) -> Tensor.full(part.first(), DType.F32, part.count()));
            List<Tensor> doubled = replicas.each(
                    BATCH, (shard, part) -> made.get(part.first() / 4).mul(2));
            assertThat(doubled.get(1).toFloats()).containsExactly(8, 8, 8, 8);
            replicas.end();
            assertThatThrownBy(() -> made.get(1).toFloats()).isInstanceOf(EngineException.class);
            assertThatThrownBy(() -> doubled.get(0).toFloats()).isInstanceOf(EngineException.class);
            assertThatThrownBy(() -> replicas.each(BATCH + 1, (shard, part) -> part))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("2 equal shards");
            replicas.close();
            assertThat(copies).hasSize(2).allSatisfy(copy -> assertThatThrownBy(copy::parameterCount)
                    .isInstanceOf(EngineException.class));
            assertThat(network.parameterCount()).isPositive();
        }
    }
}
