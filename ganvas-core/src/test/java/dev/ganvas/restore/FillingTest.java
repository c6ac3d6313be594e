package dev.ganvas.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillingTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;

    @TempDir
    Path folder;

    private static float ramp(int x, int y) {
        return 0.2f + 0.01f * x + 0.005f * y;
    }

    private static boolean inHole(int x, int y) {
        return x >= 12 && x < 24 && y >= 9 && y < 20;
    }

    /** A ramp, harmonic itself, with a hole of one colour that is transparent where there is opacity. */
    private static Raster damaged(int channels) {
        Planes planes = Planes.black(WIDTH, HEIGHT, channels);
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    boolean opacity = channels == 4 && channel == 3;
                    float hole = opacity ? 0 : channel == 1 ? 0 : 1;
                    planes.values()[(channel * HEIGHT + y) * WIDTH + x] =
                            inHole(x, y) ? hole : opacity ? 1 : ramp(x, y);
                }
            }
        }
        Raster raster = Raster.black(RasterHeader.of(WIDTH, HEIGHT, channels, 16));
        raster.put(0, 0, planes);
        return raster;
    }

    private static void assertFilled(Raster filled, Raster before) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean near = x >= 10 && x < 26 && y >= 7 && y < 22;
                for (int channel = 0; channel < 3; channel++) {
                    if (near) {
                        assertThat(filled.sample(x, y, channel) / 65535f).isCloseTo(ramp(x, y), offset(0.03f));
                    } else {
                        assertThat(filled.sample(x, y, channel)).isEqualTo(before.sample(x, y, channel));
                    }
                }
            }
        }
    }

    @Test
    void aColourIsFilledAndTheRestStaysToTheBit() throws IOException {
        Raster raster = damaged(3);
        long count = new Filling(Filling.colour("#ff00ff"), Seed.of(1)).apply(raster);
        assertThat(count).isEqualTo(12 * 11);
        assertFilled(raster, damaged(3));
    }

    @Test
    void whatIsTransparentBecomesVisible() throws IOException {
        Raster raster = damaged(4);
        new Filling(Filling.invisible(), Seed.of(1)).apply(raster);
        assertFilled(raster, damaged(4));
        assertThat(raster.sample(15, 12, 3)).isEqualTo(65535);
        assertThatThrownBy(() -> new Filling(Filling.invisible(), Seed.of(1)).apply(damaged(3)))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void aMaskIsAPictureOfTheSameSize() throws IOException {
        Raster mask = Raster.black(RasterHeader.of(WIDTH, HEIGHT, 1, 8));
        Planes white = Planes.black(12, 11, 1);
        Arrays.fill(white.values(), 1);
        mask.put(12, 9, white);
        Path file = folder.resolve("mask.png");
        RasterFile.write(file, mask);
        Raster raster = damaged(3);
        new Filling(Filling.by(file), Seed.of(1)).apply(raster);
        assertFilled(raster, damaged(3));

        Raster other = Raster.black(RasterHeader.of(WIDTH + 1, HEIGHT, 3, 8));
        assertThatThrownBy(() -> new Filling(Filling.by(file), Seed.of(1)).apply(other))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("as large as the picture, 41x30, not 40x30");
        assertThatThrownBy(() -> Filling.colour("pink")).hasMessageContaining("#ff00ff");
    }
}
