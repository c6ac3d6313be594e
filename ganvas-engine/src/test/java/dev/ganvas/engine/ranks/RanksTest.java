package dev.ganvas.engine.ranks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.engine.nn.Collective;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Ranks as threads; as processes they are tried by whole trainings. */
class RanksTest {
    /** What a shard would have learned: of several layouts and types, and longer than a bucket. */
    private static List<Tensor> learned(int shard) {
        Seed seed = Seed.of(shard);
        Initializer normal = Initializer.normal(0, 1);
        return List.of(
                normal.initial(seed.child("a"), 5, 3, 3, 2).channelsLast(),
                normal.initial(seed.child("b"), 1_300_000),
                normal.initial(seed.child("c"), 7, 4).transpose(0, 1),
                normal.initial(seed.child("d"), 600, 3, 4, 4),
                normal.initial(seed.child("e"), 3).to(DType.F64));
    }

    private static Map<String, Double> figures(int shard) {
        return Map.of("loss", 0.1 * (shard + 1), "other", Math.sqrt(shard + 2), "third", 1.0 / (3 + shard));
    }

    private record Means(List<float[]> tensors, Map<String, Double> figures, float[] joined) {
        static Means of(Collective collective, List<Integer> shards) {
            try (Scope scope = Scope.open()) {
                List<float[]> values = new ArrayList<>();
                collective
                        .means(shards.stream().map(RanksTest::learned).toList())
                        .forEach(mean -> values.add(mean.toFloats()));
                return new Means(
                        values,
                        collective.meanFigures(
                                shards.stream().map(RanksTest::figures).toList()),
                        collective
                                .joined(shards.stream()
                                        .map(shard -> learned(shard).get(2))
                                        .toList())
                                .toFloats());
            }
        }
    }

    @Test
    void twoRanksOfOneShardComeToWhatOneProcessOfTwoShardsDoes() {
        Means alone = Means.of(Collective.inProcess(), List.of(0, 1));
        List<Means> each = RankThreads.each(
                2,
                Means.class,
                ranks -> Means.of(ranks.collective(), List.of(ranks.place().rank())));
        for (Means means : each) {
            for (int i = 0; i < alone.tensors().size(); i++) {
                assertThat(means.tensors().get(i))
                        .as("tensor " + i)
                        .isEqualTo(alone.tensors().get(i));
            }
            assertThat(means.figures()).isEqualTo(alone.figures());
            assertThat(means.joined()).isEqualTo(alone.joined());
        }
    }

    @Test
    void layoutsStayAsTheyWere() {
        RankThreads.each(2, Boolean.class, ranks -> {
            try (Scope scope = Scope.open()) {
                List<Tensor> means = ranks.collective().means(List.of(learned(1)));
                assertThat(means.get(0).isChannelsLast()).isTrue();
                // The mean of equal tensors is each of them.
                assertThat(means.get(0).toFloats()).isEqualTo(learned(1).get(0).toFloats());
                return true;
            }
        });
    }

    @Test
    void threeRanksAllGetTheSame() {
        List<Means> each = RankThreads.each(
                3,
                Means.class,
                ranks -> Means.of(ranks.collective(), List.of(ranks.place().rank())));
        for (Means means : each) {
            assertThat(means.tensors().get(1)).isEqualTo(each.get(0).tensors().get(1));
            assertThat(means.joined()).hasSize(3 * 28);
        }
    }

    @Test
    void wordsAndStatesGoRound() {
        List<String> said = RankThreads.each(3, String.class, ranks -> {
            try (Scope scope = Scope.open()) {
                Tensor state = Tensor.full(ranks.place().rank() + 4, DType.F32, 2, 2);
                Tensor whole = Tensor.ofLongs(new long[] {ranks.place().rank()}, 1);
                ranks.spread(List.of(state, whole));
                String own = "rank " + ranks.place().rank();
                List<byte[]> all = ranks.gathered(own.getBytes(StandardCharsets.UTF_8));
                byte[] first = ranks.ofFirst(own.getBytes(StandardCharsets.UTF_8));
                return new String(all.get(2), StandardCharsets.UTF_8)
                        + new String(first, StandardCharsets.UTF_8)
                        + state.toFloats()[3]
                        + whole.toLongs()[0];
            }
        });
        assertThat(said).containsOnly("rank 2rank 04.00");
    }

    @Test
    void whoHasDoneWaitsForTheOthersAndHearsOfTheirFailure() {
        List<Object> outcomes = RankThreads.outcomes(2, ranks -> {
            assertThat(ranks.<Integer>together(() -> ranks.place().rank()))
                    .isEqualTo(ranks.place().rank());
            return ranks.together(() -> {
                if (ranks.place().rank() == 1) {
                    throw new IllegalStateException("no disk");
                }
                return "done";
            });
        });
        assertThat(outcomes.get(0)).isInstanceOf(EngineException.class);
        assertThat((Throwable) outcomes.get(0)).hasMessageContaining("Another rank has failed");
        assertThat((Throwable) outcomes.get(1)).hasMessage("no disk");
    }

    @Test
    void whoHasLeftIsNoticed() {
        List<Object> outcomes = RankThreads.outcomes(2, ranks -> {
            for (int i = 0; i < 5; i++) {
                ranks.sum(i);
                if (ranks.place().rank() == 1 && i == 2) {
                    return "left";
                }
            }
            return "stayed";
        });
        assertThat(outcomes.get(1)).isEqualTo("left");
        assertThat(outcomes.get(0)).isInstanceOf(EngineException.class);
        assertThat((Throwable) outcomes.get(0)).hasMessageContaining("ranks could not sum");
    }

    private static Throwable refusal(RankPlace place, String first, String second) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Ranks> one = threads.submit(() -> Ranks.join(RankThreads.rank(place, 0), first));
            Future<Ranks> other = threads.submit(() -> Ranks.join(RankThreads.rank(place, 1), second));
            assertThatThrownBy(one::get).hasCauseInstanceOf(UsageException.class);
            return org.assertj.core.api.Assertions.catchThrowable(other::get).getCause();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anotherVersionIsRefusedByName() throws Exception {
        assertThat(refusal(RankThreads.place(2), "Ganvas 1", "Ganvas 2"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Rank 1 runs Ganvas 2, rank 0 Ganvas 1");
    }

    @Test
    void anotherFormatOfGradientsIsRefusedByName() {
        RankPlace place = RankThreads.place(2);
        RankPlace other = RankThreads.rank(place, 1).exchanging(GradientFormat.BF16);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<Ranks> one = threads.submit(() -> Ranks.join(RankThreads.rank(place, 0)));
        Future<Ranks> two = threads.submit(() -> Ranks.join(other));
        for (Future<Ranks> each : List.of(one, two)) {
            assertThatThrownBy(each::get)
                    .hasCauseInstanceOf(UsageException.class)
                    .hasMessageContaining("Rank 1 exchanges gradients as bf16, rank 0 as fp32");
        }
        threads.shutdown();
    }

    @Test
    void aPlaceIsReadFromTheNamesOfTheEnvironment() {
        Map<String, String> names = new HashMap<>();
        assertThat(RankPlace.of(names)).isEmpty();
        names.put("WORLD_SIZE", "1");
        assertThat(RankPlace.of(names)).isEmpty();
        names.put("WORLD_SIZE", "4");
        names.put("MASTER_ADDR", "10.0.0.1");
        assertThatThrownBy(() -> RankPlace.of(names))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("RANK, MASTER_PORT are not set");
        names.put("RANK", "3");
        names.put("MASTER_PORT", "29500");
        RankPlace place = RankPlace.of(names).orElseThrow();
        assertThat(place.rank()).isEqualTo(3);
        assertThat(place.localSize()).isEqualTo(1);
        assertThat(place.timeout()).hasSeconds(60);
        assertThat(place.format()).isEqualTo(GradientFormat.FP32);
        names.put("GANVAS_RANK_EXCHANGE", "bf16");
        assertThat(RankPlace.of(names).orElseThrow().format()).isEqualTo(GradientFormat.BF16);
        names.put("GANVAS_RANK_EXCHANGE", "fp8");
        assertThatThrownBy(() -> RankPlace.of(names))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("GANVAS_RANK_EXCHANGE must be fp32 or bf16, not 'fp8'");
        names.remove("GANVAS_RANK_EXCHANGE");
        names.put("RANK", "4");
        assertThatThrownBy(() -> RankPlace.of(names)).isInstanceOf(UsageException.class);
        names.put("RANK", "x");
        assertThatThrownBy(() -> RankPlace.of(names)).hasMessageContaining("RANK must be a number, not 'x'");
    }

    @Test
    void anAddressOfTheInternetIsRefusedUnlessItIsAllowed() {
        RankPlace place = RankPlace.of(
                        Map.of("WORLD_SIZE", "2", "RANK", "1", "MASTER_ADDR", "203.0.113.7", "MASTER_PORT", "29500"))
                .orElseThrow();
        assertThatThrownBy(() -> Ranks.join(place))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no passwords");
    }
}
