package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.enhance.FileEnhancer;
import dev.ganvas.enhance.Toning;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.restore.FileRestorer;
import dev.ganvas.restore.RestoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verbs do is a few lines in a program of one's own, with the models that ship. */
class RepairLibraryTest {
    @TempDir
    Path folder;

    private Path photo;

    @BeforeEach
    void photo() throws IOException {
        photo = Files.write(folder.resolve("photo.png"), PictureFiles.png(PictureFiles.gradient(40, 30)));
    }

    @Test
    void aFileIsRestored() throws IOException {
        Path out = folder.resolve("restored.png");
        RestoreSettings.Amount noise = new RestoreSettings.Amount(OptionalDouble.of(15));
        try (FileRestorer restorer = FileRestorer.open(new RestoreSettings(noise, false, false, 1))) {
            assertThat(restorer.restore(photo, out)).containsExactly("mended noise of 15.0 levels");
        }
        assertThat(RasterFile.read(out).width()).isEqualTo(40);
    }

    @Test
    void aFileIsEnlarged() throws IOException {
        Path out = folder.resolve("larger.tif");
        try (FileEnhancer enhancer = FileEnhancer.open(3, new Toning(0, OptionalDouble.of(0), 0, 0.5))) {
            assertThat(enhancer.enhance(photo, out)).startsWith("120x90");
        }
        Raster larger = RasterFile.read(out);
        assertThat(larger.height()).isEqualTo(90);
    }

    @Test
    void ofABadFileNothingIsWritten() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
        Path out = folder.resolve("out.png");
        try (FileRestorer restorer = FileRestorer.open(RestoreSettings.USUAL)) {
            assertThatThrownBy(() -> restorer.restore(bad, out)).isInstanceOf(MalformedFileException.class);
        }
        assertThat(out).doesNotExist();
    }
}
