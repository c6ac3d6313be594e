package dev.ganvas.recognize.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.ranks.RankThreads;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.features.WhitenedShape;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Trainable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers that two ranks learn together. */
class RankedClassifierTest {
    @TempDir
    Path folder;

    private static Map<String, float[]> learned(LabelledPictures pictures, int shards, int steps) throws IOException {
        StartingPoint from = new StartingPoint(
                new WhitenedShape(32, 24, pictures.classes().size()), Optional.empty(), "learns from scratch");
        FirstNetwork first = new FirstNetwork(pictures, from, Optional.empty());
        ClassifierTrainable.Start start =
                new ClassifierTrainable.Start(from.shape(), first.recipe(), true, Seed.of(1), DType.F32, from.reason());
        try (ClassifierTrainable trainable =
                new ClassifierTrainable(pictures, start, first.network(Seed.of(2)), shards)) {
            for (int i = 0; i < steps; i++) {
                assertThat(trainable
                                .step(new Trainable.Position(
                                        (long) i * trainable.batch(), 1000L * trainable.batch(), 1))
                                .values())
                        .allMatch(Double::isFinite);
            }
            Map<String, float[]> values = new LinkedHashMap<>();
            trainable.state().forEach((name, tensor) -> values.put(name, tensor.toFloats()));
            return values;
        }
    }

    private void compare(OptionalInt labels, int steps) throws IOException {
        try (PixelCache cache =
                PixelCache.open(new ShapePictures(120), 32, folder.resolve("cache"), ProgressListener.NONE)) {
            LabelledPictures pictures = LabelledPictures.of(cache, labels);
            Map<String, float[]> alone;
            try (Threads two = Threads.use(2)) {
                alone = learned(pictures, 2, steps);
            }
            RankThreads.each(2, Boolean.class, ranks -> {
                try (Threads one = Threads.use(1);
                        CollectiveScope scope = CollectiveScope.open(ranks.collective())) {
                    Map<String, float[]> together = learned(pictures, 1, steps);
                    alone.forEach((name, value) ->
                            assertThat(together.get(name)).as(name).isEqualTo(value));
                    return true;
                }
            });
        }
    }

    /** At the fifth step, weights go back to their average. */
    @Test
    void twoRanksMoveAsOneProcessOfTwoShardsBitForBit() throws IOException {
        compare(OptionalInt.empty(), 5);
    }

    @Test
    @Tag("slow")
    void soTheyDoAfterTwoHundredSteps() throws IOException {
        compare(OptionalInt.empty(), 200);
    }

    /** What one rank was surely taken for, the other knows at the next step. */
    @Test
    @Tag("slow")
    void soTheyDoWithPicturesWithoutLabels() throws IOException {
        compare(OptionalInt.of(5), 20);
    }
}
