package dev.ganvas.image.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.Planes;
import dev.ganvas.io.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RasterReaderTest {
    private static final int HIGH = 600;

    @TempDir
    Path folder;

    private Path written(String name, Raster raster) throws IOException {
        Path file = folder.resolve(name);
        RasterFile.write(file, raster);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "png,1,8",
        "png,2,8",
        "png,3,8",
        "png,4,8",
        "png,1,16",
        "png,2,16",
        "png,3,16",
        "png,4,16",
        "tif,1,8",
        "tif,2,16",
        "tif,3,8",
        "tif,4,16",
        "jpg,3,8",
        "webp,4,8"
    })
    void rowsAreThoseOfTheWhole(String ending, int channels, int bits) throws IOException {
        Raster raster = Rasters.random(7, HIGH, channels, bits, 1);
        if (!ending.equals("jpg")) {
            raster = raster.with(Rasters.metadata(PictureFormat.PNG, channels <= 2));
        }
        Path file = written("a." + ending, raster);
        Raster whole = RasterFile.read(file);
        for (long held : new long[] {0, Content.HELD_BYTES}) {
            try (RasterReader reader = RasterReader.open(file, 0, held)) {
                assertRowsAreThoseOf(whole, reader);
            }
        }
    }

    private static void assertRowsAreThoseOf(Raster whole, RasterReader reader) throws IOException {
        assertThat(reader.header()).usingRecursiveComparison().isEqualTo(whole.header());
        for (int pass = 0; pass < 2; pass++) {
            RasterReader.Rows rows = reader.rows();
            for (int top = 0, count = 1; top < HIGH; top += count, count = Math.min(count * 3, HIGH - top)) {
                assertThat(rows.next(count).values())
                        .isEqualTo(whole.planes(0, top, 7, count).values());
            }
        }
        Planes part = reader.part(2, 300, 4, 77);
        assertThat(part.values()).isEqualTo(whole.planes(2, 300, 4, 77).values());
        Rasters.assertSameSamples(reader.whole(), whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tif"})
    void largeFilesStayOnTheDisk(String ending) throws IOException {
        Path file = written("a." + ending, Rasters.smooth(300, 300, 3, 16));
        assertThat(held(file, 0, 0)).isZero();
        assertThat(held(file, 0, Content.HELD_BYTES)).isEqualTo(Files.size(file));
        assertThat(held(file, RasterReader.STREAMED_ABOVE_PIXELS, 0)).isEqualTo(300 * 300 * 6);
    }

    private static long held(Path file, long streamedAbovePixels, long heldBytes) throws IOException {
        try (RasterReader reader = RasterReader.open(file, streamedAbovePixels, heldBytes)) {
            return reader.heldBytes();
        }
    }

    @Test
    void aClaimThatNoFileCanKeepIsRefusedUnread() throws IOException {
        Path file = folder.resolve("a.png");
        Files.write(file, PictureFiles.pngClaiming(20_000, 10_000));
        assertThatThrownBy(() -> RasterReader.open(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("claims 20000 x 10000 pixels in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tif"})
    void whatIsMissingIsAFaultOfTheFile(String ending) throws IOException {
        Path file = written("a." + ending, Rasters.random(50, HIGH, 3, 16, 2));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> RasterReader.open(file, 0, 0).part(0, 0, 1, 1))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void damagedPixelsAreAFaultOfTheFile() throws IOException {
        Path file = written("a.png", Rasters.random(50, HIGH, 3, 8, 2));
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 50_000; i < 50_100; i++) {
            bytes[i] ^= 0x5a;
        }
        Files.write(file, bytes);
        assertThatThrownBy(() -> RasterReader.open(file, 0, 0).part(0, 0, 1, 1))
                .isInstanceOf(MalformedFileException.class);
    }
}
