package dev.ganvas.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.data.ShapePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.Figures;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingListener;
import dev.ganvas.train.TrainingLoop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extractors that really learn small pictures, with labels and without. */
class FeatureTrainingTest {
    @TempDir
    Path folder;

    private final List<Double> losses = new ArrayList<>();

    private List<Map<String, Double>> trained(FeatureSettings.Task task, Path run) throws IOException {
        List<Map<String, Double>> evaluated = new ArrayList<>();
        FeatureSettings settings = new FeatureSettings(
                task, RunSettings.of(Budget.images("1920")).withSize(32).withPrecision(Precision.FP32));
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
    void anEyeLearnsTheClassesAndItsModelKnowsThem() throws IOException {
        List<Map<String, Double>> evaluated = trained(FeatureSettings.Task.CLASSIFY, folder.resolve("run"));
        assertThat(evaluated.get(evaluated.size() - 1).get("held_out_error")).isLessThanOrEqualTo(0.05);
        ShapePictures fresh = new ShapePictures(2000);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 1000; i < 1100; i++) {
            pictures.add(fresh.read(i));
        }
        Path model = folder.resolve("run").resolve("best.ganvas");
        try (TrainedFeatures extractor = TrainedFeatures.open(model)) {
            assertThat(extractor.classes()).containsExactly("disc", "bar");
            assertThat(extractor.dimension()).isEqualTo(256);
            assertThat(extractor.embed(pictures)).hasSize(100 * 256);
            int[] guesses = extractor.classify(pictures);
            int right = 0;
            for (int i = 0; i < guesses.length; i++) {
                right += guesses[i] == i % 2 ? 1 : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(95);
        }
        byte[] bytes = Files.readAllBytes(model);
        Path half = folder.resolve("half.ganvas");
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> TrainedFeatures.open(half)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void anEyeLearnsWithoutLabelsToo() throws IOException {
        trained(FeatureSettings.Task.FEATURES, folder.resolve("run"));
        int steps = losses.size();
        double first = losses.get(0) + losses.get(1);
        double last = losses.get(steps - 2) + losses.get(steps - 1);
        assertThat(last).isLessThan(0.9 * first);
        try (TrainedFeatures extractor =
                TrainedFeatures.open(folder.resolve("run").resolve("best.ganvas"))) {
            assertThat(extractor.classes()).isEmpty();
            assertThatThrownBy(() -> extractor.classify(List.of())).isInstanceOf(UsageException.class);
        }
    }

    /** Two views that agree and outputs that are independent cost nothing; outputs that repeat each other do. */
    @Test
    void twinsAskForAgreementAndIndependence() {
        FeatureObjective objective = new FeatureObjective.Twins(true);
        try (Scope scope = Scope.open()) {
            Tensor labels = Tensor.ofLongs(new long[4], 4);
            float[] independent = {1, 1, 1, -1, -1, 1, -1, -1};
            float[] repeating = {1, 1, 1, 1, -1, -1, -1, -1};
            float[] opposite = {-1, -1, -1, 1, 1, -1, 1, 1};
            assertThat(objective.loss(both(independent, independent), labels).item())
                    .isCloseTo(0, within(1e-6));
            // Both correlations off the diagonal are 1, weighed by 0.01, over two outputs.
            assertThat(objective.loss(both(repeating, repeating), labels).item())
                    .isCloseTo(0.01, within(1e-5));
            // Both on the diagonal are -1: (1 + 1)^2 each.
            assertThat(objective.loss(both(independent, opposite), labels).item())
                    .isCloseTo(4, within(1e-3));
        }
    }

    private static Tensor both(float[] first, float[] second) {
        return Tensor.cat(List.of(Tensor.of(first, 4, 2), Tensor.of(second, 4, 2)), 0);
    }

    @Test
    void valuesAreCountedWithoutBuilding() {
        for (int size : new int[] {32, 64, 128}) {
            BackboneShape shape = new BackboneShape(size, 8, 1, 5);
            try (Scope scope = Scope.open();
                    Backbone backbone = new Backbone(shape, Seed.of(1))) {
                long values = backbone.namedTensors().values().stream()
                        .mapToLong(Tensor::count)
                        .sum();
                assertThat(shape.values()).isEqualTo(values);
            }
        }
    }
}
