package dev.ganvas.recognize.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.model.ModelFile;
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
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers that really learn small pictures. */
class ClassifierTrainingTest {
    @TempDir
    Path folder;

    private final List<Map<String, Double>> evaluated = new ArrayList<>();
    private final List<Map<String, Double>> steps = new ArrayList<>();

    private static RunSettings run(int images) {
        return RunSettings.of(Budget.images(Integer.toString(images)))
                .withSize(32)
                .withThreads(1)
                .withPrecision(Precision.FP32);
    }

    private static ClassifierSettings narrow(RunSettings run, OptionalInt labels) {
        return new ClassifierSettings(run, labels, OptionalInt.of(24));
    }

    private Training.Result trained(ClassifierSettings settings, int pictures, String name, long stopAt)
            throws IOException {
        return Training.of(new ShapePictures(pictures), settings)
                .cachedIn(folder.resolve("cache"))
                .start(
                        folder.resolve(name),
                        new TrainingListener() {
                            private long images;

                            @Override
                            public void progressed(Progress progress) {
                                images = progress.images();
                                steps.add(progress.figures());
                            }

                            @Override
                            public boolean stopRequested() {
                                return images >= stopAt;
                            }

                            @Override
                            public void evaluated(long images, Figures figures) {
                                evaluated.add(figures.values());
                            }
                        },
                        ProgressListener.NONE);
    }

    @Test
    void aClassifierLearnsItsClassesAndAnotherBeginsWithWhatItKnows() throws IOException {
        Training.Result result = trained(narrow(run(1920), OptionalInt.empty()), 400, "run", Long.MAX_VALUE);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        Map<String, Double> last = evaluated.get(evaluated.size() - 1);
        assertThat(last.get("held_out_error")).isLessThanOrEqualTo(0.05);
        assertThat(last).containsKeys("calibration_error", "calibration_error_before", "temperature", "threshold");
        assertThat(folder.resolve("run/evaluation/confusion-matrix.png")).exists();
        assertThat(result.report()).content().contains("confusion matrix");
        try (TrainedFeatures model = TrainedFeatures.open(result.best())) {
            assertThat(model.classes()).containsExactly("disc", "bar");
            assertThat(model.calibration().threshold()).isBetween(0.5, 1.0);
            int[] guesses = model.classify(fresh());
            int right = 0;
            for (int i = 0; i < guesses.length; i++) {
                right += guesses[i] == i % 2 ? 1 : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(95);
            assertThat(model.classesOf(model.embed(fresh()))).hasSize(100);
        }
        evaluated.clear();
        ClassifierSettings begun = ClassifierSettings.of(run(64).from(result.best()));
        trained(begun, 100, "tuned", Long.MAX_VALUE);
        // Before the first step: a linear classifier of frozen features.
        assertThat(evaluated.get(0).get("held_out_error")).isLessThanOrEqualTo(0.1);
        byte[] bytes = Files.readAllBytes(result.best());
        Path half = folder.resolve("half.ganvas");
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> TrainedFeatures.open(half)).isInstanceOf(MalformedFileException.class);
    }

    private static List<Picture> fresh() {
        ShapePictures pictures = new ShapePictures(2000);
        List<Picture> fresh = new ArrayList<>();
        for (int i = 1000; i < 1100; i++) {
            fresh.add(pictures.read(i));
        }
        return fresh;
    }

    @Test
    void aRunThatWasStoppedGoesOnToTheSameWeights() throws IOException {
        ClassifierSettings settings = narrow(run(512), OptionalInt.empty());
        Training.Result whole = trained(settings, 100, "whole", Long.MAX_VALUE);
        assertThat(trained(settings, 100, "parts", 192).outcome()).isEqualTo(Outcome.INTERRUPTED);
        Training.Result parts = trained(settings, 100, "parts", Long.MAX_VALUE);
        assertThat(parts.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(ModelFile.read(parts.last()).weightsSha256())
                .isEqualTo(ModelFile.read(whole.last()).weightsSha256());
    }

    @Test
    void fewLabelsAreLearnedWithPicturesThatHaveNone() throws IOException {
        trained(narrow(run(256), OptionalInt.of(10)), 100, "few", Long.MAX_VALUE);
        assertThat(steps).hasSize(4);
        assertThat(steps.subList(0, 2)).as("labels alone").allSatisfy(step -> assertThat(step)
                .doesNotContainKey("sure"));
        assertThat(steps.subList(2, 4)).as("both").allSatisfy(step -> assertThat(step.get("sure"))
                .isBetween(0.0, 1.0));
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> ClassifierSettings.of(run(64).withSize(16))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> ClassifierSettings.of(run(64).withSize(256))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new ClassifierSettings(run(64), OptionalInt.of(0), OptionalInt.empty()))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new ClassifierSettings(run(64), OptionalInt.empty(), OptionalInt.of(8)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> narrow(run(64).from(Path.of("model.ganvas")), OptionalInt.empty()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("width");
    }
}
