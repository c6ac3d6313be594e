package dev.ganvas.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Embedder} holds, whatever runs it. */
public abstract class EmbedderContract {
    private static final int COUNT = 4;

    /** The test closes it. */
    protected abstract Embedder open() throws IOException;

    private static List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            byte[] pixels = new byte[3 * 32 * 32];
            for (int k = 0; k < pixels.length; k++) {
                pixels[k] = (byte) (k * (31 + 8 * i) + i * 40);
            }
            pictures.add(new Picture(32, 32, pixels));
        }
        return pictures;
    }

    @Test
    void eachPictureBecomesOneVectorOfItsOwn() throws IOException {
        try (Embedder embedder = open()) {
            int length = embedder.dimension();
            float[] together = embedder.embed(pictures());
            assertThat(together).hasSize(COUNT * length);
            float[] alone = embedder.embed(pictures().subList(2, 3));
            for (int i = 0; i < length; i++) {
                assertThat(alone[i]).isCloseTo(together[2 * length + i], within(1e-3f));
            }
            assertThat(Arrays.copyOf(together, length)).isNotEqualTo(alone);
            assertThat(embedder.embed(List.of())).isEmpty();
        }
    }

    @Test
    void itSaysWhatItIs() throws IOException {
        try (Embedder embedder = open()) {
            assertThat(embedder.name()).isNotBlank();
            assertThat(embedder.sha256()).matches("[0-9a-f]{64}");
            assertThat(embedder.dimension()).isPositive();
        }
    }

    @Test
    void onceClosedItSaysSo() throws IOException {
        Embedder embedder = open();
        embedder.close();
        assertThatThrownBy(() -> embedder.embed(pictures())).isInstanceOf(UsageException.class);
    }
}
