package dev.ganvas.repair.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TexturePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Planes;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairNetwork;
import dev.ganvas.train.Budget;
import dev.ganvas.train.Figures;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTrainingTest {
    @TempDir
    Path folder;

    private final List<Figures> evaluated = new ArrayList<>();

    @Test
    void aDetectorLearnsAndItsFileFindsDamage() throws IOException {
        RunSettings run = RunSettings.of(Budget.images(Integer.toString(RepairStep.BATCH * 60)))
                .withPrecision(Precision.FP32)
                .withThreads(2);
        RepairSettings settings = new RepairSettings(RepairKind.SCRATCHES, run, RepairSettings.Choice.ofWidth(4));
        Training.Result result = Training.of(new TexturePictures(30), settings)
                .start(
                        folder.resolve("run"),
                        new TrainingListener() {
                            @Override
                            public void evaluated(long images, Figures figures) {
                                evaluated.add(figures);
                            }
                        },
                        ProgressListener.NONE);
        // At its beginning it marks nothing.
        assertThat(evaluated.get(0).value("f1")).isZero();
        assertThat(evaluated.get(0).value("false_alarms")).isZero();
        assertThat(evaluated.get(evaluated.size() - 1).value("false_alarms")).isLessThan(0.02);
        assertThat(ModelFile.read(result.best()).card()).contains("# Scratch detector", "cross entropy and dice", "F1");
        try (RepairNetwork network = RepairNetwork.open(result.last())) {

            assertThat(network.channels()).isEqualTo(3);
            assertThat(network.model().told()).isZero();
            Planes logits =
                    network.restore(Planes.of(new TexturePictures(40).read(35)).crop(0, 0, 21, 13), 0);
            // What it says depends on what it sees, and is rarely damage.
            assertThat(IntStream.range(0, logits.area())
                            .mapToObj(i -> logits.values()[i])
                            .distinct()
                            .count())
                    .isGreaterThan(100);
            assertThat(logits)
                    .extracting(Planes::width, Planes::height, Planes::channels)
                    .containsExactly(21, 13, 1);
        }
    }

    @Test
    void pairsAreHalfDamagedAndMasksSayWhere() {
        RepairTask task = RepairTask.of(RepairKind.SCRATCHES, RepairSettings.Choice.USUAL);
        Planes clean = Planes.black(task.side(), task.side(), 3);
        Arrays.fill(clean.values(), 0.5f);
        int harmed = 0;
        for (int seed = 0; seed < 60; seed++) {
            Pair pair = task.pairs().make(clean, Seed.of(seed));
            assertThat(pair.given().width()).isEqualTo(task.shown());
            assertThat(pair.clean().channels()).isEqualTo(1);
            float sum = 0;
            for (float value : pair.clean().values()) {
                sum += value;
            }
            harmed += sum > 0 ? 1 : 0;
            assertThat(sum).isLessThan(0.6f * pair.clean().area());
        }
        assertThat(harmed).isBetween(25, 50);
    }

    /** Of logits 0 and a mask of one pixel in four: ln 2, plus 1 - (2 * 0.5 + 1) / (4 * 0.25 + 1 + 1). */
    @Test
    void theLossIsThatOfItsDefinition() {
        try (Scope scope = Scope.open()) {
            Tensor mask = Tensor.of(new float[] {1, 0, 0, 0}, 1, 1, 2, 2);
            Tensor unsure = Tensor.of(new float[4], 1, 1, 2, 2);
            double expected = Math.log(2) + 1 - 2.0 / 3;
            assertThat(RepairLoss.CROSS_ENTROPY_AND_DICE.of(unsure, mask).item())
                    .isEqualTo(expected, within(1e-6));
            Tensor right = Tensor.of(new float[] {40, -40, -40, -40}, 1, 1, 2, 2);
            assertThat(RepairLoss.CROSS_ENTROPY_AND_DICE.of(right, mask).item()).isEqualTo(0, within(1e-6));
        }
    }
}
