package dev.ganvas.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.RestorationNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairModelsTest {
    private static final NetworkShape SHAPE = NetworkShape.srvgg(8, 1, 2);

    @TempDir
    private Path folder;

    private Path faithful;
    private Path inventive;
    private Planes picture;

    @BeforeEach
    void write() throws IOException {
        faithful = write("faithful", SHAPE, 0, false);
        inventive = write("inventive", SHAPE, 0.5f, true);
        picture = Planes.black(9, 7, 3);
        RandomStream random = Seed.of(5).stream();
        for (int i = 0; i < picture.values().length; i++) {
            picture.values()[i] = (float) random.nextDouble();
        }
    }

    /** A model whose last layer adds a constant to every pixel. */
    private Path write(String name, NetworkShape shape, float added, boolean adversarial) throws IOException {
        Path file = folder.resolve(name + ".ganvas");
        try (RestorationNetwork network = Scope.making(() -> shape.build(Seed.of(1)))) {
            List<Tensor> tensors = List.copyOf(network.namedParameters().values());
            Tensor lastBias = tensors.get(tensors.size() - 1);
            try (Scope scope = Scope.open()) {
                float[] constant = new float[(int) lastBias.count()];
                Arrays.fill(constant, added);
                lastBias.copyFrom(Tensor.of(constant, lastBias.shape()));
            }
            new ModelFile(
                            new RepairModel(RepairKind.SUPERRES, shape, adversarial).toJson(network),
                            ModelFile.weightsOf(network),
                            "# card",
                            new ObjectMapper().createObjectNode(),
                            new byte[] {1})
                    .write(file);
        }
        return file;
    }

    private RepairModels models(Path... files) throws IOException {
        return RepairModels.of(List.of(files), Precision.FP32, RepairNetwork.USUAL_MEMORY);
    }

    @Test
    void detailLiesBetweenTwoNetworks() throws IOException {
        try (RepairModels models = models(faithful, inventive)) {
            Planes none = models.enlarger(2, 0).restore(picture, 0);
            Planes half = models.enlarger(2, 0.5).restore(picture, 0);
            Planes all = models.enlarger(2, 1).restore(picture, 0);
            for (int i = 0; i < none.values().length; i++) {
                assertThat(all.values()[i] - none.values()[i]).isEqualTo(0.5f, within(1e-4f));
                assertThat(half.values()[i] - none.values()[i]).isEqualTo(0.25f, within(1e-4f));
            }
            assertThat(models.enlarger(2, 0.5)).isSameAs(models.enlarger(2, 0.5));
            assertThatThrownBy(() -> models.enlarger(2, 1.1)).isInstanceOf(UsageException.class);
        }
    }

    @Test
    void whatIsMadeUpIsAskedForOrOnesOwn() throws IOException {
        try (RepairModels models = models(faithful, inventive)) {
            assertThat(models.usualDetail(2)).isZero();
            assertThat(models.find(RepairKind.SUPERRES, 2).orElseThrow().model().adversarial())
                    .isFalse();
        }
        try (RepairModels models = models(inventive, faithful)) {
            assertThat(models.usualDetail(2)).isOne();
            assertThat(models.find(RepairKind.SUPERRES, 2).orElseThrow().model().adversarial())
                    .isFalse();
        }
        try (RepairModels models = models(inventive)) {
            assertThat(models.enlarges(2)).isTrue();
            assertThat(models.enlarges(3)).isFalse();
            assertThat(models.enlarger(2, models.usualDetail(2)).model().adversarial())
                    .isTrue();
            assertThatThrownBy(() -> models.enlarger(3, 1))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("discriminator");
        }
    }

    @Test
    void networksOfOtherShapesDoNotBlend() throws IOException {
        Path wider = write("wider", NetworkShape.srvgg(16, 1, 2), 0, false);
        try (RepairModels models = models(wider, inventive)) {
            assertThatThrownBy(() -> models.enlarger(2, 0.5))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("same shape");
        }
    }
}
