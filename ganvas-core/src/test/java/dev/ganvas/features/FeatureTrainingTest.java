package dev.ganvas.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.data.ShapePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.Figures;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingListener;
import dev.ganvas.train.TrainingLoop.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extractors that really learn small pictures, with labels and without. */
class FeatureTrainingTest {
    @TempDir
    Path folder;

    private final List<Double> losses = new ArrayList<>();

    private List<Map<String, Double>> trained(Path run) throws IOException {
        List<Map<String, Double>> evaluated = new ArrayList<>();
        FeatureSettings settings = new FeatureSettings(
                RunSettings.of(Budget.images("1920")).withSize(32).withPrecision(Precision.FP32),
                FeatureSettings.Goal.LIKENESS);
        Training.Result result = Training.of(new ShapePictures(400), settings)
                .cachedIn(folder.resolve("cache"))
                .start(
                        run,
                        new TrainingListener() {
                            @Override
                            public void progressed(Progress progress) {
                                losses.add(progress.figures().get("loss"));
                            }

                            @Override
                            public void evaluated(long images, Figures figures) {
                                evaluated.add(figures.values());
                            }
                        },
                        (done, total) -> {});
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        return evaluated;
    }

    @Test
    @Tag("slow")
    void anExtractorLearnsWithoutLabels() throws IOException {
        trained(folder.resolve("run"));
        int steps = losses.size();
        double first = losses.get(0) + losses.get(1);
        double last = losses.get(steps - 2) + losses.get(steps - 1);
        assertThat(last).isLessThan(0.9 * first);
        try (TrainedFeatures extractor =
                TrainedFeatures.open(folder.resolve("run").resolve("best.ganvas"))) {
            assertThat(extractor.classes()).isEmpty();
            assertThatThrownBy(() -> extractor.classify(List.of())).isInstanceOf(UsageException.class);
            assertThat(extractor.embed(List.of(new ShapePictures(1).read(0)))).hasSize(256);
        }
    }

    /** Two views that agree and outputs that are independent cost nothing; outputs that repeat each other do. */
    @Test
    void twinsAskForAgreementAndIndependence() {
        try (Scope scope = Scope.open()) {
            float[] independent = {1, 1, 1, -1, -1, 1, -1, -1};
            float[] repeating = {1, 1, 1, 1, -1, -1, -1, -1};
            float[] opposite = {-1, -1, -1, 1, 1, -1, 1, 1};
            assertThat(FeatureObjective.Twins.ofOutputs(both(independent, independent))
                            .item())
                    .isCloseTo(0, within(1e-6));
            // Both correlations off the diagonal are 1, weighed by 0.01, over two outputs.
            assertThat(FeatureObjective.Twins.ofOutputs(both(repeating, repeating))
                            .item())
                    .isCloseTo(0.01, within(1e-5));
            // Both on the diagonal are -1: (1 + 1)^2 each.
            assertThat(FeatureObjective.Twins.ofOutputs(both(independent, opposite))
                            .item())
                    .isCloseTo(4, within(1e-3));
        }
    }

    private static Tensor both(float[] first, float[] second) {
        return Tensor.cat(List.of(Tensor.of(first, 4, 2), Tensor.of(second, 4, 2)), 0);
    }

    @Test
    void valuesAreCountedWithoutBuilding() {
        for (FeatureShape shape : List.of(
                new BackboneShape(32, 8, 1, 5),
                new BackboneShape(64, 8, 1, 5),
                new BackboneShape(128, 8, 1, 5),
                new WhitenedShape(32, 24, 5),
                new WhitenedShape(48, 32, 5),
                new WhitenedShape(96, 24, 5),
                new BackboneShape(64, 8, 1, 5).withChannels(List.of(7, 6, 10, 3, 20, 5, 40, 11)),
                new WhitenedShape(48, 32, 5).withChannels(List.of(9, 31, 100, 17, 64, 80)))) {
            try (Scope scope = Scope.open();
                    FeatureNetwork network = shape.network(Seed.of(1))) {
                long values = network.namedTensors().values().stream()
                        .mapToLong(Tensor::count)
                        .sum();
                assertThat(shape.values()).isEqualTo(values);
                network.training(false);
                Tensor picture = Tensor.zeros(DType.F32, 1, 3, shape.size(), shape.size());
                if (shape instanceof PrunableShape prunable) {
                    assertThat(prunable.multiplyAdds())
                            .isEqualTo(Operations.during(() -> network.outputs(network.features(picture))));
                }
            }
        }
    }
}
