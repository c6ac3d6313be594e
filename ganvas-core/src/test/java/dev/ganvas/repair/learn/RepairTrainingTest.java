package dev.ganvas.repair.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TexturePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairNetwork;
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
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that really learn to restore small textures. */
class RepairTrainingTest {
    @TempDir
    Path folder;

    private final List<Figures> evaluated = new ArrayList<>();

    private static RunSettings run(int steps) {
        return RunSettings.of(Budget.images(Integer.toString(RepairStep.BATCH * steps)))
                .withPrecision(Precision.FP32)
                .withThreads(2);
    }

    private static RepairSettings tiny(RepairKind kind, int steps) {
        RepairSettings.Choice choice = kind == RepairKind.SUPERRES
                ? new RepairSettings.Choice(OptionalInt.of(2), OptionalInt.of(8), OptionalInt.of(1), false)
                : RepairSettings.Choice.ofWidth(4);
        return new RepairSettings(kind, run(steps), choice);
    }

    private Training.Result train(RepairSettings settings, String name, int stopAfter) throws IOException {
        return Training.of(new TexturePictures(30), settings)
                .start(
                        folder.resolve(name),
                        new TrainingListener() {
                            private int steps;

                            @Override
                            public void progressed(Progress progress) {
                                if (++steps == stopAfter) {
                                    Thread.currentThread().interrupt();
                                }
                            }

                            @Override
                            public void evaluated(long images, Figures figures) {
                                evaluated.add(figures);
                            }
                        },
                        ProgressListener.NONE);
    }

    private double gain() {
        return evaluated.get(evaluated.size() - 1).value("gain");
    }

    @Test
    void aDenoiserGainsAndItsFileRestores() throws IOException {
        Training.Result result = train(tiny(RepairKind.DENOISE, 80), "run", -1);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        // Nothing is changed before the first step.
        assertThat(evaluated.get(0).value("gain")).isZero();
        assertThat(gain()).isGreaterThan(0.3);
        assertThat(ModelFile.read(result.best()).card()).contains("# Denoiser", "gain in PSNR", "held out");
        try (RepairNetwork network = RepairNetwork.open(result.best())) {
            assertThat(network.scale()).isEqualTo(1);
            assertThat(network.channels()).isEqualTo(3);
            // One that was not learned from: there are only 30.
            Planes clean = Planes.of(new TexturePictures(40).read(35));
            Planes noisy = GaussianNoise.of(50).apply(clean, Seed.of(8));
            assertThat(Psnr.of(clean, network.restore(noisy, 50 / 255.0))).isGreaterThan(Psnr.of(clean, noisy) + 0.3);
        }
    }

    @Test
    void anEnlargementGainsOverBicubic() throws IOException {
        Training.Result result = train(tiny(RepairKind.SUPERRES, 60), "run", -1);
        assertThat(gain()).isGreaterThan(0);
        try (RepairNetwork network = RepairNetwork.open(result.best())) {
            assertThat(network.restore(Planes.black(9, 7, 3), 0).width()).isEqualTo(18);
        }
    }

    @Test
    @Tag("slow")
    void jpegAndBlurAreLearnedAsWell() throws IOException {
        for (RepairKind kind : List.of(RepairKind.DEBLOCK, RepairKind.DEBLUR)) {
            train(tiny(kind, 40), kind.toString(), -1);
            assertThat(gain()).as(kind.toString()).isGreaterThan(0);
            assertThat(evaluated.get(0).values()).containsKeys("psnr", "ssim");
        }
    }

    @Test
    void aContinuedRunEndsWithTheSameWeights() throws IOException {
        RepairSettings settings = tiny(RepairKind.DENOISE, 12);
        String whole = ModelFile.read(train(settings, "whole", -1).last()).weightsSha256();
        Training.Result first = train(settings, "parts", 5);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(first.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(first.images()).isEqualTo(5L * RepairStep.BATCH);
        Training.Result second = train(settings, "parts", -1);
        assertThat(ModelFile.read(second.last()).weightsSha256()).isEqualTo(whole);
    }

    @Test
    void aTrainingBeginsWithAnothersWeights() throws IOException {
        Training.Result first = train(tiny(RepairKind.DENOISE, 30), "first", -1);
        double before = gain();
        evaluated.clear();
        RepairSettings more =
                new RepairSettings(RepairKind.DENOISE, run(1).from(first.last()), RepairSettings.Choice.ofWidth(4));
        train(more, "second", -1);
        assertThat(evaluated.get(0).value("gain")).isEqualTo(before);
    }

    /** What is learned first is gone on with, exactly as fidelity is; the newest model is taken. */
    @Test
    @Tag("slow")
    void aDiscriminatorTakesPartAfterwards() throws IOException {
        Path first = train(tiny(RepairKind.SUPERRES, 10), "first", -1).last();
        RepairSettings.Choice choice =
                new RepairSettings.Choice(OptionalInt.of(2), OptionalInt.of(8), OptionalInt.of(1), true);
        RepairSettings against = new RepairSettings(RepairKind.SUPERRES, run(9).from(first), choice);
        Training.Result whole = train(against, "whole", -1);
        String weights = ModelFile.read(whole.last()).weightsSha256();
        assertThat(weights).isNotEqualTo(ModelFile.read(first).weightsSha256());
        assertThat(ModelFile.read(whole.best()).weightsSha256()).isEqualTo(weights);
        assertThat(ModelFile.read(whole.best()).card()).contains("against a discriminator", "made up");
        train(against, "parts", 4);
        assertThat(Thread.interrupted()).isTrue();
        RepairSettings goingOn = new RepairSettings(RepairKind.SUPERRES, run(9), choice);
        assertThat(ModelFile.read(train(goingOn, "parts", -1).last()).weightsSha256())
                .isEqualTo(weights);
        assertThatThrownBy(() -> train(goingOn, "none", -1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("from");
    }

    @Test
    void damagedAndMalformedFilesAreRefused() throws IOException {
        Path good = train(tiny(RepairKind.DENOISE, 1), "run", -1).last();
        byte[] bytes = Files.readAllBytes(good);
        Path bad = folder.resolve("bad.ganvas");
        Files.write(bad, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> RepairNetwork.open(bad)).isInstanceOf(MalformedFileException.class);
        List<Consumer<ObjectNode>> changes = List.of(
                fields -> fields.put("kind", "generator"),
                fields -> fields.put("task", "levitate"),
                fields -> fields.put("task", "superres"),
                fields -> fields.withObject("/architecture").put("width", 8),
                fields -> fields.withObject("/architecture").put("width", 100_000_000),
                fields -> fields.withObject("/architecture").put("family", "transformer"),
                fields -> fields.withObject("/architecture").put("depth", 2),
                fields -> fields.withObject("/architecture").put("scale", 4),
                fields -> fields.withObject("/architecture").put("in", -4),
                fields -> fields.remove("architecture"));
        for (Consumer<ObjectNode> change : changes) {
            ModelFile content = ModelFile.read(good);
            ObjectNode fields = content.description().deepCopy();
            change.accept(fields);
            new ModelFile(fields, content.weights(), content.card(), content.provenance(), content.samples())
                    .write(bad);
            assertThatThrownBy(() -> RepairNetwork.open(bad))
                    .as(fields.toString())
                    .isInstanceOf(MalformedFileException.class);
        }
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        assertThatThrownBy(() -> RepairSettings.of(RepairKind.DENOISE, run(1).withSize(64)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new RepairSettings(
                        RepairKind.DENOISE,
                        run(1),
                        new RepairSettings.Choice(OptionalInt.of(2), OptionalInt.empty(), OptionalInt.empty(), false)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new RepairSettings(RepairKind.DENOISE, run(1), RepairSettings.Choice.ofWidth(0)))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void ratesFallWithTheSizeOfTheNetwork() {
        assertThat(FidelityStep.highestRate(50_000)).isEqualTo(1e-3);
        assertThat(FidelityStep.highestRate(3_000_000)).isEqualTo(2e-4, within(1e-12));
        assertThat(FidelityStep.highestRate(320_000)).isBetween(2e-4, 1e-3);
    }
}
