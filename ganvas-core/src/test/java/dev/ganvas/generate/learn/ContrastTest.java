package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.LatentKind;
import dev.ganvas.generate.Sampler;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContrastTest {
    private static final Architecture ARCHITECTURE = new Architecture(Architecture.Family.DCGAN, 32, 8, 8, 8, 0);

    @TempDir
    private Path folder;

    @Test
    void itIsTheRootMeanSquareDistanceFromMidGrey() {
        byte[] black = new byte[12];
        byte[] grey = {
            127, (byte) 128, 127, (byte) 128, 127, (byte) 128, 127, (byte) 128, 127, (byte) 128, 127, (byte) 128
        };
        assertThat(Contrast.measure(List.of(new Picture(2, 2, black)).iterator()))
                .isEqualTo(127.5);
        assertThat(Contrast.measure(List.of(new Picture(2, 2, black), new Picture(2, 2, grey))
                        .iterator()))
                .isCloseTo(Math.sqrt((127.5 * 127.5 + 0.25) / 2), within(1e-9));
    }

    /** Why it has to be given: what all pictures of a batch have in common is lost on a discriminator. */
    @Test
    void aDiscriminatorHasNoNotionOfIt() {
        try (Scope scope = Scope.open();
                DiscriminatorNetwork discriminator = ARCHITECTURE.discriminator(Seed.of(1))) {
            Tensor pictures = Initializer.normal(0, 0.5).initial(Seed.of(5), 8, 3, 32, 32);
            float[] strong = logits(discriminator, pictures);
            double spread = farthest(strong, new float[strong.length]);
            assertThat(farthest(logits(discriminator, pictures.mul(0.5)), strong))
                    .isLessThan(0.02 * spread);
            assertThat(farthest(logits(discriminator, pictures.add(0.5)), strong))
                    .as("brightness it does see")
                    .isGreaterThan(0.2 * spread);
        }
    }

    private static float[] logits(DiscriminatorNetwork discriminator, Tensor pictures) {
        return discriminator.verdict(pictures).logits(Optional.empty(), 1).toFloats();
    }

    private static double farthest(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElseThrow();
    }

    @Test
    void aNetworkIsGivenThatOfTheData() throws IOException {
        try (PixelCache data =
                        PixelCache.open(new ShapePictures(200), 32, folder.resolve("cache"), ProgressListener.NONE);
                Scope scope = Scope.open();
                GeneratorNetwork network = ARCHITECTURE.generator(Seed.of(1))) {
            network.training(false);
            Sampler sampler = new Sampler(network, LatentKind.NORMAL, ARCHITECTURE);
            Supplier<Iterator<Picture>> drawn = () -> sampler.pictures(64, Seed.of(2), 1, i -> 0);
            double wanted = Contrast.measure(
                    IntStream.range(0, data.count()).mapToObj(data::picture).iterator());
            Contrast contrast = Contrast.of(data);

            assertThat(contrast.give(network, drawn))
                    .as("an untrained one, as far as is done")
                    .isEqualTo(1.5);
            for (int i = 0; i < 40; i++) {
                contrast.give(network, drawn);
            }
            assertThat(Contrast.measure(drawn.get())).isCloseTo(wanted, within(0.02 * wanted));
            assertThat(contrast.give(network, drawn))
                    .as("nothing left to correct")
                    .isEqualTo(1);
            network.amplify(0.8);
            assertThat(Contrast.measure(drawn.get())).isLessThan(0.95 * wanted);
            assertThat(contrast.give(network, drawn)).isBetween(1.05, 1.3);
            assertThat(Contrast.measure(drawn.get()))
                    .as("but for what the tanh took back")
                    .isBetween(0.95 * wanted, wanted);
        }
    }
}
