package dev.ganvas.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a small file with the interface of the real network: means of 4 x 4 tiles, channels times 1, 2 and 3, repeated. */
class InceptionFeaturesTest {
    @TempDir
    Path folder;

    private Path toy() throws IOException {
        Path file = folder.resolve("toy.pt");
        try (InputStream in = InceptionFeaturesTest.class.getResourceAsStream("toy-inception.pt")) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    @Test
    void pixelsArriveAsTheyAreInTheirChannels() throws IOException {
        List<Picture> pictures = new ArrayList<>();
        RandomStream stream = Seed.of(1).stream();
        for (int i = 0; i < 40; i++) {
            byte[] rgb = new byte[3 * 4 * 4];
            for (int k = 0; k < rgb.length; k++) {
                rgb[k] = (byte) stream.nextInt(256);
            }
            pictures.add(new Picture(4, 4, rgb));
        }
        try (InceptionFeatures inception = InceptionFeatures.open(toy())) {
            assertThat(inception.dimension()).isEqualTo(2048);
            assertThat(inception.sha256()).matches("[0-9a-f]{64}");
            float[] features = inception.embed(pictures);
            assertThat(features).hasSize(40 * 2048);
            for (int channel = 0; channel < 3; channel++) {
                int level = pictures.get(37).rgb()[3 * 5 + channel] & 0xff;
                assertThat((double) features[37 * 2048 + 16 * channel + 5])
                        .isCloseTo((channel + 1) * level / 255.0, within(1e-5));
            }
        }
    }

    @Test
    void whatIsNotThatNetworkIsRefusedInOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pt"), "no network");
        assertThatThrownBy(() -> InceptionFeatures.open(text))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("text.pt");
    }
}
