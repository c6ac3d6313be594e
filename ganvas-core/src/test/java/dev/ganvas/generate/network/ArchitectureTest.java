package dev.ganvas.generate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.PixelShape;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.PictureSize;
import dev.ganvas.random.Seed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static Architecture of(String size, int channels, int classes) {
        return new Architecture(
                Architecture.Family.DCGAN, new PixelShape(PictureSize.parse(size), channels), 8, 4, 4, classes);
    }

    @Test
    void networksDrawAndSeePicturesOfEverySizeAndKind() {
        for (String size : new String[] {"32", "40", "48", "64", "96", "112", "48x32", "32x56", "96x64", "128x64"}) {
            for (int channels : new int[] {1, 3, 4}) {
                PictureSize expected = PictureSize.parse(size);
                Architecture architecture = of(size, channels, channels == 3 ? 2 : 0);
                try (Scope scope = Scope.open();
                        GeneratorNetwork generator = architecture.generator(Seed.of(1));
                        DiscriminatorNetwork discriminator = architecture.discriminator(Seed.of(1))) {
                    Optional<Tensor> labels =
                            channels == 3 ? Optional.of(Tensor.zeros(DType.I64, 2)) : Optional.empty();
                    Tensor pictures = generator.forward(Tensor.full(0.5, DType.F32, 2, 8), labels);
                    assertThat(pictures.shape()).containsExactly(2, channels, expected.height(), expected.width());
                    assertThat(discriminator.forward(pictures, labels).shape()).containsExactly(2);
                    assertThat(architecture.generatorValues()).isEqualTo(count(generator));
                    assertThat(architecture.discriminatorValues()).isEqualTo(count(discriminator));
                }
            }
        }
    }

    private static long count(dev.ganvas.engine.nn.ParameterTree network) {
        return network.namedTensors().values().stream().mapToLong(Tensor::count).sum();
    }

    /** Otherwise pictures of 256 pixels would begin with twice the channels of those of 128, and four times the weights. */
    @Test
    void layersStopGrowingWiderAtTheFifth() {
        Architecture large = of("256", 3, 0);
        assertThat(large.doublings()).isEqualTo(6);
        assertThat(large.coarseSize()).isEqualTo(PictureSize.square(4));
        assertThat(large.generatorWidth(0)).isEqualTo(large.generatorWidth(1)).isEqualTo(64);
        assertThat(large.discriminatorWidth(5)).isEqualTo(64);
        assertThat(of("128", 3, 0).generatorWidth(0)).isEqualTo(64);
    }

    @Test
    void otherSizesAreRefusedWithTheNearestThatThereIs() {
        assertThatThrownBy(() -> of("72", 3, 0))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("multiples of 16, not 72; the nearest size is 80");
        assertThatThrownBy(() -> of("100x64", 3, 0)).hasMessageContaining("the nearest size is 96x64");
        for (String size : new String[] {"31", "16", "257", "512x64", "36", "1"}) {
            assertThatThrownBy(() -> of(size, 3, 0)).as(size).isInstanceOf(UsageException.class);
        }
    }
}
