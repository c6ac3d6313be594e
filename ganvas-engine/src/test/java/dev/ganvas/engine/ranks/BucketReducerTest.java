package dev.ganvas.engine.ranks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.nn.Collective;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Layer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.PassGradients;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gradients that leave while others are being computed. */
class BucketReducerTest {
    private static final int BATCH = 12;
    private static final int INPUTS = 96;

    /** Of several buckets, none of which a number of three divides. */
    private static final class Chain extends Layer {
        private final List<Linear> layers = new ArrayList<>();

        Chain() {
            int[] widths = {INPUTS, 301, 257, 211, 3};
            for (int i = 1; i < widths.length; i++) {
                layers.add(child(
                        "layer" + i, new Linear(widths[i - 1], widths[i], true, Initializer.fanIn(1), Seed.of(i))));
            }
        }

        @Override
        public Tensor forward(Tensor x) {
            Tensor now = x;
            for (Linear layer : layers) {
                now = layer.forward(now).tanh();
            }
            return now;
        }
    }

    private record Shard(Chain network, boolean tells) implements Replicas.Replica {
        @Override
        public List<ParameterTree> networks() {
            return List.of(network);
        }

        @Override
        public void end() {}

        Replicas.Pass pass(Tensor in) {
            Tensor out = network.forward(in);
            Tensor loss = out.mul(out).mean();
            List<Tensor> gradients = tells
                    ? PassGradients.of(loss, network.parameters())
                    : Autograd.gradients(loss, network.parameters());
            return new Replicas.Pass(gradients, Map.of("loss", loss.item()));
        }
    }

    /** The mean gradients of two passes. */
    private static List<float[]> passes(Collective collective, int threads, int shards, boolean tells) {
        List<float[]> means = new ArrayList<>();
        try (Threads own = Threads.use(threads);
                Scope scope = Scope.open();
                Chain network = new Chain();
                Replicas<Shard> replicas = new Replicas<>(
                        new Shard(network, tells), () -> new Shard(new Chain(), tells), shards, collective)) {
            for (int i = 0; i < 2; i++) {
                Tensor all = Initializer.normal(0, 1).initial(Seed.of(7 + i), BATCH, INPUTS);
                Replicas.Part here = replicas.here(BATCH);
                Tensor mine = all.narrow(0, here.first(), here.count());
                Replicas.Pass pass = replicas.pass(BATCH, (shard, part) -> shard.pass(part.of(mine)));
                pass.gradients().forEach(mean -> means.add(mean.toFloats()));
                replicas.end();
            }
        }
        return means;
    }

    private static List<List<float[]>> ofRanks(int size, GradientFormat format, boolean tells) {
        return RankThreads.each(
                        RankThreads.place(size).exchanging(format),
                        Passes.class,
                        ranks -> new Passes(passes(ranks.collective(), 1, size, tells)))
                .stream()
                .map(Passes::means)
                .toList();
    }

    private record Passes(List<float[]> means) {}

    private static void assertSame(List<float[]> actual, List<float[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("gradient " + i).isEqualTo(expected.get(i));
        }
    }

    @Test
    void twoRanksComeToWhatOneProcessOfTwoShardsDoes() {
        List<float[]> alone = passes(Collective.inProcess(), 2, 2, true);
        assertThat(alone.get(0)[0]).isNotZero();
        for (boolean tells : List.of(true, false)) {
            ofRanks(2, GradientFormat.FP32, tells).forEach(means -> assertSame(means, alone));
        }
    }

    /** Two shards in each of two ranks: a bucket leaves when the slower has it. */
    @Test
    void shardsOfARankAreSummedFirst() {
        List<float[]> alone = passes(Collective.inProcess(), 4, 4, true);
        List<Passes> each = RankThreads.each(
                RankThreads.place(2), Passes.class, ranks -> new Passes(passes(ranks.collective(), 2, 4, true)));
        assertSame(each.get(1).means(), each.get(0).means());
        for (int i = 0; i < alone.size(); i++) {
            // (a + b) + (c + d) is not ((a + b) + c) + d.
            assertThat(each.get(0).means().get(i)).containsExactly(alone.get(i), within(1e-6f));
        }
    }

    @Test
    void gradientsAreToldBeforeAllAreKnownAndFromTheEnd() {
        try (Scope scope = Scope.open();
                Chain network = new Chain()) {
            Tensor out = network.forward(Initializer.normal(0, 1).initial(Seed.of(7), BATCH, INPUTS));
            List<Integer> places = new ArrayList<>();
            List<float[]> told = new ArrayList<>();
            List<Tensor> gradients =
                    Autograd.gradients(out.mul(out).mean(), network.parameters(), (place, gradient) -> {
                        places.add(place);
                        told.add(gradient.toFloats());
                    });
            assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(places.indexOf(6)).isLessThan(places.indexOf(0));
            for (int i = 0; i < places.size(); i++) {
                assertThat(told.get(i)).isEqualTo(gradients.get(places.get(i)).toFloats());
            }
        }
    }

    /** Unlike the exact means, but no further from them than two roundings to 8 bits are; the same in all ranks, and each time. */
    @Test
    void inBf16AllRanksComeToTheSame() {
        List<float[]> exact = ofRanks(3, GradientFormat.FP32, true).get(0);
        List<List<float[]>> ranks = ofRanks(3, GradientFormat.BF16, true);
        List<List<float[]>> again = ofRanks(3, GradientFormat.BF16, false);
        ranks.forEach(means -> assertSame(means, ranks.get(0)));
        again.forEach(means -> assertSame(means, ranks.get(0)));
        assertThat(ranks.get(0).get(0)).isNotEqualTo(exact.get(0));
        for (int i = 0; i < exact.size(); i++) {
            float longest = 0;
            for (float value : exact.get(i)) {
                longest = Math.max(longest, Math.abs(value));
            }
            assertThat(ranks.get(0).get(i)).containsExactly(exact.get(i), within(longest / 50));
        }
    }

    @Test
    void otherTypesThanFloatsTravelAsTheyAre() {
        RankThreads.each(RankThreads.place(2).exchanging(GradientFormat.BF16), Boolean.class, ranks -> {
            try (Scope scope = Scope.open()) {
                double own = ranks.place().rank() + 1.0 / 3;
                Tensor mean = ranks.collective()
                        .reducer(1)
                        .orElseThrow()
                        .means(List.of(List.of(Tensor.full(own, DType.F64, 3))))
                        .get(0);
                assertThat(mean.dtype()).isEqualTo(DType.F64);
                assertThat(mean.toDoubles()[2]).isEqualTo((1.0 / 3 + (1 + 1.0 / 3)) / 2);
                return true;
            }
        });
    }
}
