package dev.ganvas.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.io.StateDict;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.NetworkShape.Family;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code src/test/resources}, and what the networks in them answer, were written by PyTorch 2.13. */
class ForeignWeightsTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = ForeignWeightsTest.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "compact, COMPACT, SUPERRES, 3, 0",
        "rrdb4, RRDB, SUPERRES, 4, 0",
        "rrdb4-old, RRDB, SUPERRES, 4, 0",
        "rrdb2, RRDB, SUPERRES, 2, 0",
        "dncnn, DNCNN, DENOISE, 1, 0",
        "ffdnet, FFDNET, DENOISE, 1, 0.2"
    })
    void networksOfOthersAnswerAsInPyTorch(String name, Family family, RepairKind kind, int scale, double told)
            throws IOException {
        try (Scope scope = Scope.open();
                RepairNetwork network = RepairNetwork.open(file(name + ".pth"))) {
            assertThat(network.model().shape().family()).isEqualTo(family);
            assertThat(network.model().kind()).isEqualTo(kind);
            assertThat(network.scale()).isEqualTo(scale);
            Map<String, Tensor> expected = StateDict.read(file("expected.pth")).tensors();
            Tensor x = expected.get(name + ".x");
            Planes picture = new Planes((int) x.size(3), (int) x.size(2), (int) x.size(1), x.toFloats());
            float[] y = network.restore(picture, told).values();
            assertThat(y).containsExactly(expected.get(name + ".y").toFloats(), within(1e-4f));
        }
    }

    @Test
    void aNafNetAnswersAsInPyTorch() throws IOException {
        try (Scope scope = Scope.open();
                RepairNetwork network = RepairNetwork.open(file("nafnet.pth"))) {
            assertThat(network.model().shape())
                    .isEqualTo(new NetworkShape(Family.NAFNET, 3, 3, 8, 2, 1, List.of(1, 2, 1, 2, 1)));
            assertThat(NetworkShape.parse(described(network.model().shape())))
                    .isEqualTo(network.model().shape());
            assertThat(network.model().kind()).isEqualTo(RepairKind.DEBLUR);
            Map<String, Tensor> expected =
                    StateDict.read(file("nafnet-expected.pth")).tensors();
            Tensor x = expected.get("x");
            Planes picture = new Planes((int) x.size(3), (int) x.size(2), (int) x.size(1), x.toFloats());
            assertThat(network.restore(picture, 0).values())
                    .containsExactly(expected.get("y").toFloats(), within(1e-4f));
            assertThat(network.model().shape().values())
                    .isEqualTo(StateDict.read(folder.resolve("nafnet.pth")).tensors().values().stream()
                            .mapToLong(Tensor::count)
                            .sum());
        }
    }

    private static ObjectNode described(NetworkShape shape) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        shape.describe(node);
        return node;
    }

    @Test
    void modelsAreFoundAmongOwnFiles() throws IOException {
        try (RepairModels models = RepairModels.of(
                List.of(file("rrdb2.pth"), file("ffdnet.pth")), Precision.FP32, RepairNetwork.USUAL_MEMORY)) {
            assertThat(models.find(RepairKind.SUPERRES, 2)).isPresent();
            assertThat(models.find(RepairKind.DENOISE, 1).orElseThrow().model().told())
                    .isOne();
        }
    }

    @Test
    void unknownNetworksAreRefused() throws IOException {
        Path file = file("expected.pth");
        assertThatThrownBy(() -> RepairNetwork.open(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("not known");
    }

    /** Published: Zhang et al., "Beyond a Gaussian denoiser", 2017, table II, whose weights are in KAIR. */
    @Test
    @Tag("slow")
    void theOfficialDnCnnComesToItsPublishedFigure() throws IOException {
        String data = System.getenv("GANVAS_DATA");
        Path weights = Path.of(data == null ? "none" : data, "weights", "dncnn", "dncnn_25.pth");
        assumeTrue(Files.exists(weights), "GANVAS_DATA has no weights/dncnn");
        double sum = 0;
        int count = 0;
        try (RepairNetwork network = RepairNetwork.open(weights);
                Stream<Path> files = Files.list(Path.of(data, "restoration", "Set12"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".png"))
                    .sorted()
                    .toList()) {
                Planes clean = RasterFile.read(file).planes().channel(0);
                Planes noisy = GaussianNoise.of(25).apply(clean, Seed.of(count));
                sum += Psnr.of(clean, network.restore(noisy, 0));
                count++;
            }
        }
        assertThat(count).isEqualTo(12);
        assertThat(sum / count).isEqualTo(30.43, within(0.03));
    }
}
