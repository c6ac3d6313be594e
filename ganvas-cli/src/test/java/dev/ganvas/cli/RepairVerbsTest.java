package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.image.tone.CubeFile;
import dev.ganvas.repair.BrightMarks;
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
    void foldersMayBeNamedFromWhereOneStands() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        assumeTrue(here.getRoot().equals(folder.getRoot()), "a path from one drive to another does not exist");
        Path result = here.relativize(folder.toAbsolutePath()).resolve("relative");
        MainTest.Said said = MainTest.ganvas("restore", here.relativize(in.toAbsolutePath()), "--out", result);
        assertThat(said.err()).contains("a.png: needs nothing; copied");
        assertThat(folder.resolve("relative/deep/a.png")).exists();
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
    void aModelWhosePicturesHaveTermsSaysSoOnce() {
        MainTest.Said said = MainTest.ganvas(
                "restore", in.resolve("deep/a.png"), "--out", folder.resolve("clean.png"), "--denoise", 20);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err().lines().filter(line -> line.startsWith("Note: restore-denoise learned from pictures")))
                .hasSize(1);
        MainTest.Said plain =
                MainTest.ganvas("enhance", in.resolve("deep/a.png"), "--out", folder.resolve("b.png"), "--color", 0.5);
        assertThat(plain.err()).doesNotContain("Note:");
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

    /** A dull picture with a white scratch of 2 x 40 pixels. */
    private Path scratched() throws IOException {
        byte[] rgb = new byte[3 * 64 * 48];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % 64;
            int y = i / 3 / 64;
            rgb[i] = (byte) (x >= 30 && x < 32 && y >= 4 && y < 44 ? 255 : 90 + x);
        }
        Path file = folder.resolve("album/old.png");
        Pictures.writePng(file, new Picture(64, 48, rgb), Origin.real());
        return file;
    }

    @Test
    void scratchesAreFoundMaskedComparedAndFilledAgainByTheMask() throws IOException {
        Path photo = scratched();
        Path model = BrightMarks.write(folder.resolve("bright.ganvas"));
        Path masks = folder.resolve("masks");
        MainTest.Said said = MainTest.ganvas(
                "restore",
                photo.getParent(),
                "--out",
                out,
                "--scratches",
                "auto",
                "--denoise",
                "off",
                "--model",
                model,
                "--save-mask",
                masks,
                "--compare",
                "--compare-strips",
                "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("filled 80 pixels of scratches");
        Raster filled = RasterFile.read(out.resolve("old.png"));
        assertThat(filled.sample(30, 20, 0)).isBetween(118, 122);
        assertThat(RasterFile.read(masks.resolve("old.png")).sample(30, 20, 0)).isEqualTo(255);
        assertThat(Files.readString(out.resolve("compare.html"))).contains("old.png", "filled 80 pixels");
        assertThat(out.resolve("compare/old.png.png")).exists();
        Path again = folder.resolve("again");
        MainTest.Said masked =
                MainTest.ganvas("restore", photo.getParent(), "--out", again, "--denoise", "off", "--fill", masks);
        assertThat(masked.err()).contains("filled 80 pixels");
        assertThat(again.resolve("old.png")).hasSameBinaryContentAs(out.resolve("old.png"));
    }

    @Test
    void anOldPhotoIsTreatedStepByStep() throws IOException {
        Path photo = scratched();
        Path model = BrightMarks.write(folder.resolve("bright.ganvas"));
        Path steps = folder.resolve("steps");
        MainTest.Said said = MainTest.ganvas(
                "restore", photo, "--out", out, "--old-photo", "--model", model, "--steps", steps, "--compare");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("pixels of scratches", "brought back contrast");
        assertThat(steps.resolve("old.png.1-scratches.png")).exists();
        assertThat(Files.readString(out.resolve("compare.html"))).contains(">scratches<", ">fading<");
    }

    @Test
    void theScaleIsComparedToo() throws IOException {
        MainTest.Said said =
                MainTest.ganvas("enhance", in.resolve("deep/a.png"), "--out", out, "--light", "auto", "--compare");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("compare.html");
        assertThat(Files.readString(out.resolve("compare.html"))).contains("a.png");
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
        assertThat(MainTest.ganvas("restore", in, "--out", out, "--scratches", "many")
                        .err())
                .contains("--scratches");
        assertThat(MainTest.ganvas("restore", in, "--out", in).err()).contains("would replace an input");
        assertThat(MainTest.ganvas("restore", in, "--out", out, "--fill-color", "pink")
                        .code())
                .isEqualTo(2);
    }
}
