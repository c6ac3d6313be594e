package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.image.tone.CubeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairVerbsTest {
    @TempDir
    Path folder;

    private Path in;
    private Path out;

    /** A smooth picture with a magenta square. */
    private static Picture marked() {
        byte[] rgb = new byte[3 * 64 * 48];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % 64;
            int y = i / 3 / 64;
            boolean square = x >= 20 && x < 30 && y >= 20 && y < 30;
            rgb[i] = (byte) (square ? i % 3 == 1 ? 0 : 255 : 60 + x + y);
        }
        return new Picture(64, 48, rgb);
    }

    @BeforeEach
    void pictures() throws IOException {
        in = folder.resolve("in");
        out = folder.resolve("out");
        Pictures.writePng(in.resolve("deep/a.png"), marked(), Origin.real());
        Files.write(in.resolve("broken.png"), Arrays.copyOf(Files.readAllBytes(in.resolve("deep/a.png")), 60));
        Files.writeString(in.resolve("notes.txt"), "no picture");
    }

    @Test
    void whatNeedsNothingIsCopiedAndABadFileIsNamed() throws IOException {
        MainTest.Said said = MainTest.ganvas("restore", in, "--out", out);
        assertThat(said.code()).isEqualTo(Main.FAILED);
        assertThat(said.out()).contains("1 pictures written to", "1 not usable", "1 no pictures");
        assertThat(said.err()).contains("a.png: needs nothing; copied", "broken.png: truncated PNG");
        assertThat(out.resolve("deep/a.png")).hasSameBinaryContentAs(in.resolve("deep/a.png"));
        assertThat(out.resolve("broken.png")).doesNotExist();
    }

    @Test
    void aColourIsFilled() throws IOException {
        Path result = folder.resolve("filled.png");
        MainTest.Said said =
                MainTest.ganvas("restore", in.resolve("deep/a.png"), "--out", result, "--fill-color", "#ff00ff");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("filled 100 pixels");
        Raster filled = RasterFile.read(result);
        assertThat(filled.sample(25, 25, 0)).isBetween(105, 115);
        assertThat(filled.sample(25, 25, 1)).isBetween(105, 115);
    }

    @Test
    void lightAndColourAreEnhanced() throws IOException {
        Path result = folder.resolve("better.png");
        MainTest.Said said = MainTest.ganvas(
                "enhance", in.resolve("deep/a.png"), "--out", result, "--light", "auto", "--color", "0.5", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("\"written\" : 1");
        assertThat(result).exists();
        assertThat(Files.readAllBytes(result)).isNotEqualTo(Files.readAllBytes(in.resolve("deep/a.png")));
    }

    @Test
    void theChangeOfColourIsExported() throws IOException {
        Path table = folder.resolve("look.cube");
        MainTest.Said said =
                MainTest.ganvas("enhance", in.resolve("deep/a.png"), "--out", out, "--color", 1, "--export-lut", table);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("colour by");
        assertThat(CubeFile.read(table).size()).isEqualTo(33);
        assertThat(MainTest.ganvas("enhance", in, "--out", out, "--color", 1, "--export-lut", table)
                        .err())
                .contains("single picture");
        assertThat(MainTest.ganvas("enhance", in, "--out", out, "--scale", 2, "--export-lut", table)
                        .err())
                .contains("--color");
    }

    @Test
    void wrongUsageIsToldBeforeAnythingIsRead() {
        assertThat(MainTest.ganvas("enhance", in, "--out", out).err()).contains("Say what is to be better");
        assertThat(MainTest.ganvas("enhance", in, "--out", out, "--scale", 5).err())
                .contains("--scale");
        assertThat(MainTest.ganvas("restore", in, "--out", out, "--denoise", 90).err())
                .contains("--denoise");
        assertThat(MainTest.ganvas("restore", in, "--out", out, "--memory", "lots")
                        .err())
                .contains("--memory");
        assertThat(MainTest.ganvas("restore", in, "--out", in).err()).contains("would replace an input");
        assertThat(MainTest.ganvas("restore", in, "--out", out, "--fill-color", "pink")
                        .code())
                .isEqualTo(2);
    }
}
