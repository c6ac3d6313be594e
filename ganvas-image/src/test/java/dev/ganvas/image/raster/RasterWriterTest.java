package dev.ganvas.image.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.PictureFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RasterWriterTest {
    @TempDir
    Path folder;

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"png,4,16", "png,1,8", "tif,3,16", "tif,2,8", "webp,4,8"})
    void bandsMakeTheSameFileAsTheWhole(String ending, int channels, int bits) throws IOException {
        Raster raster = Rasters.random(45, 31, channels, bits, 9)
                .with(Rasters.metadata(PictureFormat.WEBP, channels <= 2))
                .with((Encoding) new Encoding.Webp(true, 30));
        Path whole = folder.resolve("whole." + ending);
        RasterFile.write(whole, raster);
        Path banded = folder.resolve("banded." + ending);
        try (RasterWriter writer = RasterWriter.open(banded, raster.header())) {
            for (int top = 0; top < 31; top += 8) {
                writer.rows(raster.planes(0, top, 45, Math.min(8, 31 - top)));
                assertThat(banded).doesNotExist();
            }
        }
        assertThat(banded).hasSameBinaryContentAs(whole);
        assertThat(files()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.tif", "a.jpg", "a.webp"})
    void whatIsGivenUpLeavesNothingAndTheOldFile(String name) throws IOException {
        Path file = folder.resolve(name);
        RasterHeader header = RasterHeader.of(20, 10, 3, 8);
        try (RasterWriter writer = RasterWriter.open(file, header)) {
            writer.rows(Rasters.smooth(20, 4, 3, 8).planes());
            writer.abort();
            assertThatThrownBy(() -> writer.rows(Rasters.smooth(20, 4, 3, 8).planes()))
                    .isInstanceOf(UsageException.class);
        }
        assertThat(files()).isEmpty();
        Files.writeString(file, "old");
        RasterWriter unfinished = RasterWriter.open(file, header);
        unfinished.rows(Rasters.smooth(20, 4, 3, 8));
        assertThatThrownBy(unfinished::close)
                .isInstanceOf(IOException.class)
                .hasMessage("only 4 of 10 rows were written");
        assertThat(files()).containsExactly(file);
        assertThat(file).hasContent("old");
    }

    @Test
    void aFailureInTheMidstLeavesNothing() {
        Path file = folder.resolve("a.png");
        assertThatThrownBy(() -> {
                    try (RasterWriter writer = RasterWriter.open(file, RasterHeader.of(20, 10, 3, 8))) {
                        writer.rows(Rasters.smooth(20, 4, 3, 8).planes());
                        throw new IllegalStateException("network");
                    }
                })
                .hasMessage("network");
        assertThat(files()).isEmpty();
    }

    @Test
    void aTargetThatIsAFolderIsRefusedAndNothingIsLeft() throws IOException {
        Path taken = folder.resolve("taken.png");
        Files.createDirectories(taken.resolve("within"));
        assertThatThrownBy(() -> RasterFile.write(taken, Rasters.smooth(8, 8, 3, 8)))
                .isInstanceOf(IOException.class);
        assertThat(files()).containsExactly(taken);
    }

    @Test
    void bandsThatDoNotFitAreRefused() throws IOException {
        try (RasterWriter writer = RasterWriter.open(folder.resolve("a.png"), RasterHeader.of(20, 10, 3, 8))) {
            assertThatThrownBy(() -> writer.rows(Rasters.smooth(19, 1, 3, 8).planes()))
                    .isInstanceOf(UsageException.class);
            assertThatThrownBy(() -> writer.rows(Rasters.smooth(20, 1, 3, 16))).isInstanceOf(UsageException.class);
            assertThatThrownBy(() -> writer.rows(Rasters.smooth(20, 11, 3, 8).planes()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("10 rows");
            writer.abort();
        }
    }

    @Test
    void sizesThatAFormatCannotHoldAreRefusedBeforeAnythingIsWritten() {
        RasterHeader wide = RasterHeader.of(70_000, 10, 3, 8);
        assertThatThrownBy(() -> RasterWriter.open(folder.resolve("a.jpg"), wide))
                .hasMessageContaining("65535");
        assertThatThrownBy(() -> RasterWriter.open(folder.resolve("a.webp"), wide))
                .hasMessageContaining("16383");
        assertThatThrownBy(() -> RasterWriter.open(folder.resolve("a.tif"), RasterHeader.of(70_000, 30_000, 3, 8)))
                .hasMessageContaining("4 GiB");
        assertThat(files()).isEmpty();
    }
}
