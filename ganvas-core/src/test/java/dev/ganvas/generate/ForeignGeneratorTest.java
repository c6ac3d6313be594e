package dev.ganvas.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.io.StateDict;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small DCGAN of random weights by the names of PyTorch's tutorial (8 latent numbers, ngf 4, running statistics drawn at random), and what
 * PyTorch 2.13 draws with it.
 */
class ForeignGeneratorTest {
    @TempDir
    private Path folder;

    private static Path file(String name) throws URISyntaxException {
        return Path.of(ForeignGeneratorTest.class.getResource(name).toURI());
    }

    @Test
    void drawsWhatPytorchDraws() throws IOException, URISyntaxException {
        try (Generator generator = Generator.open(file("dcgan.pth"));
                Scope scope = Scope.open()) {
            assertThat(generator.latentSize()).isEqualTo(8);
            assertThat(generator.layout().size()).isEqualTo(PictureSize.square(64));
            Map<String, Tensor> expected =
                    StateDict.read(file("dcgan-expected.pth")).tensors();
            float[] wanted = expected.get("pictures").toFloats();
            float[] drawn = generator
                    .forward(expected.get("latent"), Optional.empty())
                    .contiguous()
                    .toFloats();
            assertThat(drawn).hasSameSizeAs(wanted);
            double spread = 0;
            for (int i = 0; i < wanted.length; i++) {
                assertThat((double) drawn[i]).isCloseTo(wanted[i], within(1e-4));
                spread = Math.max(spread, Math.abs(wanted[i]));
            }
            assertThat(spread).isGreaterThan(0.3);
            List<Picture> pictures = generator.sample(2, Seed.of(1));
            assertThat(pictures.get(0).rgb()).isNotEqualTo(pictures.get(1).rgb());
        }
    }

    @Test
    void weightsThatDoNotMakeAGeneratorAreRefused() throws IOException, URISyntaxException {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> weights =
                    new LinkedHashMap<>(StateDict.read(file("dcgan.pth")).tensors());
            weights.remove("main.4.running_var");
            assertThatThrownBy(() -> Generator.open(written("lacks.safetensors", weights)))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("norm1.running_var");
            weights.put("main.4.running_var", Tensor.full(Double.NaN, DType.F32, 16));
            assertThatThrownBy(() -> Generator.open(written("nan.safetensors", weights)))
                    .isInstanceOf(MalformedFileException.class);
            assertThatThrownBy(
                            () -> Generator.open(written("other.safetensors", Map.of("a", Tensor.zeros(DType.F32, 2)))))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("DCGAN");
        }
    }

    private Path written(String name, Map<String, Tensor> weights) throws IOException {
        Path file = folder.resolve(name);
        Map<String, Tensor> floats = new LinkedHashMap<>();
        weights.forEach((key, tensor) -> {
            if (tensor.dtype() == DType.F32) {
                floats.put(key, tensor);
            }
        });
        try (OutputStream out = Files.newOutputStream(file)) {
            new SafeTensors(Map.of(), floats).write(out);
        }
        return file;
    }
}
