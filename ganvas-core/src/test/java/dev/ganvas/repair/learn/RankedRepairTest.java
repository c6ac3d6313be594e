package dev.ganvas.repair.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.data.TexturePictures;
import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.ranks.RankThreads;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.train.Trainable.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Restorers that two ranks learn together. */
class RankedRepairTest {
    /** The first gradients are longer than the longest, so that they are made shorter. */
    private static Map<String, float[]> learned(RepairTask task, RepairStep step, int steps) throws IOException {
        for (int i = 0; i < steps; i++) {
            List<Pair> batch = new ArrayList<>();
            for (int number = step.here().first(); batch.size() < step.here().count(); number++) {
                // Every fifth is too small.
                int of = 16 * i + number;
                Planes part = Planes.of(new TexturePictures(400).read(of / 4 * 5 + of % 4))
                        .crop(0, 0, task.side(), task.side());
                batch.add(task.pairs().make(part, Seed.of(of)));
            }
            try (Scope scope = Scope.open()) {
                assertThat(step.on(batch, new Position((long) RepairStep.BATCH * i, 10_000, 1))
                                .values())
                        .allMatch(Double::isFinite);
            }
        }
        Map<String, float[]> values = new LinkedHashMap<>();
        step.state().forEach((name, tensor) -> values.put(name, tensor.toFloats()));
        return values;
    }

    private static void assertSame(Map<String, float[]> actual, Map<String, float[]> expected) {
        expected.forEach((name, value) -> assertThat(actual.get(name)).as(name).isEqualTo(value));
    }

    private static void compare(RepairTask task, int steps) throws IOException {
        Map<String, float[]> alone;
        try (Threads two = Threads.use(2);
                RepairStep step = FidelityStep.of(task, Seed.of(1), DType.F32)) {
            alone = learned(task, step, steps);
        }
        RankThreads.each(2, Boolean.class, ranks -> {
            try (Threads one = Threads.use(1);
                    CollectiveScope scope = CollectiveScope.open(ranks.collective());
                    RepairStep step = FidelityStep.of(task, Seed.of(1), DType.F32)) {
                assertSame(learned(task, step, steps), alone);
                return true;
            }
        });
    }

    @Test
    void twoRanksMoveAsOneProcessOfTwoShardsBitForBit() throws IOException {
        compare(RepairTask.of(RepairKind.DENOISE, RepairSettings.Choice.ofWidth(4)), 2);
    }

    @Test
    @Tag("slow")
    void soTheyDoAfterTwoHundredSteps() throws IOException {
        compare(RepairTask.of(RepairKind.DENOISE, RepairSettings.Choice.ofWidth(8)), 200);
    }

    /** Against a discriminator each rank is a shard of its own; all come to the same. */
    @Test
    @Tag("slow")
    void ranksAgreeAgainstADiscriminator() throws IOException {
        RepairTask task = RepairTask.of(RepairKind.FILL, RepairSettings.Choice.ofWidth(4));
        List<?> each = RankThreads.each(2, Map.class, ranks -> {
            try (Threads one = Threads.use(1);
                    CollectiveScope scope = CollectiveScope.open(ranks.collective());
                    RepairStep step = AdversarialStep.of(task, Seed.of(1), DType.F32)) {
                return learned(task, step, 2);
            }
        });
        assertThat(each.get(1)).usingRecursiveComparison().isEqualTo(each.get(0));
    }
}
