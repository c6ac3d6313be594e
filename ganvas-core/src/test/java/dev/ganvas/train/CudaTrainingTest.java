package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TexturePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.tensor.Cuda;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.learn.RepairSettings;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.RestorationNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a card can show; skipped, with the reason, where there is none. */
class CudaTrainingTest {
    /** Of values about 1, in F32 without TF32: sums in another order. */
    private static final float TOLERANCE = 1e-3f;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsACard() {
        Optional<String> missing = Cuda.missing();
        assumeTrue(missing.isEmpty(), () -> "no CUDA: " + missing.orElse(""));
    }

    private static Tensor noise(long... shape) {
        return Initializer.normal(0, 1).initial(Seed.of(3), shape);
    }

    private static float[] drawn(Device device) {
        try (DefaultDevice use = DefaultDevice.use(device);
                Scope scope = Scope.open();
                GeneratorNetwork network =
                        new Architecture(Architecture.Family.DCGAN, 32, 64, 16, 16, 0).generator(Seed.of(1))) {
            network.training(false);
            return network.forward(noise(4, 64).to(network.device()), Optional.empty())
                    .toFloats();
        }
    }

    private static float[] restored(Device device) {
        try (DefaultDevice use = DefaultDevice.use(device);
                Scope scope = Scope.open();
                RestorationNetwork network = NetworkShape.unet(1, 16).build(Seed.of(1))) {
            return network.forward(noise(2, 4, 64, 64).to(network.device()), DType.F32)
                    .toFloats();
        }
    }

    private static void assertNear(float[] card, float[] processor) {
        assertThat(card).hasSameSizeAs(processor);
        for (int i = 0; i < card.length; i++) {
            assertThat(card[i]).isCloseTo(processor[i], within(TOLERANCE));
        }
    }

    @Test
    void passesForwardAreThoseOfTheProcessorButForRounding() {
        Device card = Device.parse("cuda");
        assertNear(drawn(card), drawn(Device.CPU));
        assertNear(restored(card), restored(Device.CPU));
    }

    private Training.Result trained(String name, int stopAfter, Precision precision) throws IOException {
        RunSettings run = RunSettings.of(Budget.images("320")).withPrecision(precision);
        RepairSettings settings = new RepairSettings(RepairKind.DENOISE, run, RepairSettings.Choice.ofWidth(8));
        try (DefaultDevice use = DefaultDevice.use(Device.parse("cuda"))) {
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
                            },
                            ProgressListener.NONE);
        }
    }

    @Test
    void aRunThatIsContinuedGoesOnBitForBit() throws IOException {
        assumeTrue(System.getenv(Cuda.WORKSPACE) != null, Cuda.WORKSPACE + " is not set");
        String whole =
                ModelFile.read(trained("whole", -1, Precision.FP32).last()).weightsSha256();
        assertThat(trained("halves", 7, Precision.FP32).outcome()).isEqualTo(TrainingLoop.Outcome.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ModelFile.read(trained("halves", -1, Precision.FP32).last()).weightsSha256())
                .isEqualTo(whole);
    }

    @Test
    void aTrainingInHalfPrecisionStaysFinite() throws IOException {
        // A figure that is none would have ended it.
        assertThat(trained("half", -1, Precision.BF16).images()).isEqualTo(320);
    }
}
