package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.PixelLayout;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.Generator;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training on small pictures: the run folder, continuing, evaluation, drawing. */
class GanTrainingTest {
    @TempDir
    Path folder;

    private Training training(long seed, int images) {
        GanSettings settings = GanSettings.of(RunSettings.of(Budget.images(Integer.toString(images)))
                .withSize(32)
                .withSeed(seed)
                .withPrecision(Precision.FP32));
        return Training.of(new ShapePictures(200), settings).cachedIn(folder.resolve("cache"));
    }

    @Test
    void aRunTellsItsStoryAndImproves() throws IOException {
        List<Double> distances = new ArrayList<>();
        Path whole = folder.resolve("whole");
        Training.Result result = training(1, 2560)
                .start(
                        whole,
                        new TrainingListener() {
                            @Override
                            public void evaluated(long images, Figures figures) {
                                distances.add(figures.value("kd"));
                            }
                        },
                        (done, total) -> {});
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(distances.get(distances.size() - 1)).isLessThan(0.5 * distances.get(0));
        assertThat(whole.resolve("metrics.jsonl"))
                .content()
                .contains("\"augment\":", "\"overfitting\":", "\"amplified\":");
        assertThat(whole.resolve("run.json")).content().contains("\"held_back\" : 20");
        for (String name : List.of("run.json", "metrics.jsonl", "report.html", "best.ganvas", "last.ganvas")) {
            assertThat(whole.resolve(name)).isNotEmptyFile();
        }
        assertThat(ModelFile.read(result.best()).card())
                .contains("| recall |", "| nearest ratio |", "| overfitting of the discriminator: 0 none, 1 full |")
                .as("every figure on the card is explained")
                .doesNotContain("|  |");
        try (Generator generator = Generator.open(result.best())) {
            assertThat(generator.classes()).containsExactly("disc", "bar");
            assertThat(generator.layout()).isEqualTo(PixelLayout.square(32));
        }
    }

    @Test
    void aStoppedRunContinuesExactly() throws IOException {
        Path whole = folder.resolve("whole");
        assertThat(training(1, 256).start(whole).outcome()).isEqualTo(Outcome.COMPLETED);
        Path stopped = folder.resolve("stopped");
        int[] steps = {0};
        Training.Result first = training(1, 256)
                .start(
                        stopped,
                        new TrainingListener() {
                            @Override
                            public boolean stopRequested() {
                                return ++steps[0] >= 5;
                            }
                        },
                        (done, total) -> {});
        assertThat(first.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThatThrownBy(() -> training(2, 256).start(stopped))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("seed (was 1, now 2)");
        assertThat(training(1, 256).start(stopped).outcome()).isEqualTo(Outcome.COMPLETED);
        Path checkpoint = Path.of("checkpoints", "000000000256.safetensors");
        assertThat(withoutCounters(stopped.resolve(checkpoint))).isEqualTo(withoutCounters(whole.resolve(checkpoint)));
        assertThat(weightsOf(stopped.resolve("last.ganvas"))).isEqualTo(weightsOf(whole.resolve("last.ganvas")));
    }

    private static String weightsOf(Path model) throws IOException {
        return ModelFile.read(model).weightsSha256();
    }

    /** The tensors' bytes; the header before them holds the seconds taken, which differ. */
    private static byte[] withoutCounters(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long header = java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getLong();
        return java.util.Arrays.copyOfRange(bytes, (int) (8 + header), bytes.length);
    }
}
