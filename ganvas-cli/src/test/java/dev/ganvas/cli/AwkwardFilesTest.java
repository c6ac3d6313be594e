package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Planes;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Metadata;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in awkward files is there after they were restored and enhanced: pixels, colours, opacity, metadata. */
class AwkwardFilesTest {
    private static final String BAD = "8 not usable";

    @TempDir
    static Path folder;

    @BeforeAll
    static void files() throws IOException {
        AwkwardFiles.writeTo(folder.resolve("in"));
    }

    private static List<Path> good() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("in/good"))) {
            return files.sorted().toList();
        }
    }

    /** A result; what no format is written for has become a PNG. */
    private static Path result(String out, Path input) throws IOException {
        String name = String.valueOf(input.getFileName());
        Path same = folder.resolve(out).resolve("good").resolve(name);
        if (!RasterFile.isWritten(input)) {
            Path beside = same.resolveSibling(name + ".png");
            return Files.exists(beside) ? beside : same.resolveSibling(name.replaceFirst("\\.[^.]*$", ".png"));
        }
        return same;
    }

    private static MainTest.Said over(String verb, String out, Object... options) {
        Object[] command = new Object[4 + options.length];
        System.arraycopy(new Object[] {verb, folder.resolve("in"), "--out", folder.resolve(out)}, 0, command, 0, 4);
        System.arraycopy(options, 0, command, 4, options.length);
        MainTest.Said said = MainTest.ganvas(command);
        assertThat(said.code()).as(said.err()).isEqualTo(Main.FAILED);
        assertThat(said.out()).as(said.err()).contains(BAD, "1 no pictures");
        assertThat(folder.resolve(out).resolve("bad")).isEmptyDirectory();
        return said;
    }

    private static void assertKept(Raster before, Raster after, String name) {
        assertThat(after.bits()).as(name).isEqualTo(before.bits());
        assertThat(after.channels()).as(name).isEqualTo(before.channels());
        Metadata was = before.metadata();
        Metadata is = after.metadata();
        assertThat(is.icc().isPresent())
                .as(name + ": profile")
                .isEqualTo(was.icc().isPresent());
        was.icc().ifPresent(icc -> assertThat(is.icc().get()).as(name).isEqualTo(icc));
        assertThat(is.exif().isPresent())
                .as(name + ": EXIF")
                .isEqualTo(was.exif().isPresent());
        was.density().ifPresent(density -> {
            assertThat(is.density().get().horizontal()).as(name).isCloseTo(density.horizontal(), within(0.02));
            assertThat(is.density().get().vertical()).as(name).isCloseTo(density.vertical(), within(0.02));
        });
        assertThat(is.blocks()).as(name).hasSameSizeAs(was.blocks());
        for (int i = 0; i < was.blocks().size(); i++) {
            assertThat(is.blocks().get(i).bytes())
                    .as(name)
                    .isEqualTo(was.blocks().get(i).bytes());
        }
        String packet = new String(is.xmp().orElseThrow(), StandardCharsets.UTF_8);
        boolean generated = name.equals("generated.png");
        assertThat(packet).as(name).contains(generated ? "/trainedAlgorithmicMedia" : "/algorithmicallyEnhanced");
        was.xmp()
                .filter(xmp -> new String(xmp, StandardCharsets.UTF_8).contains("dc:rights"))
                .ifPresent(xmp -> assertThat(packet).as(name).contains("<dc:rights>天安 ©</dc:rights>"));
    }

    private static double mean(Planes planes, int channel) {
        double sum = 0;
        for (int i = channel * planes.area(); i < (channel + 1) * planes.area(); i++) {
            sum += planes.values()[i];
        }
        return sum / planes.area();
    }

    private static double meanDifference(Planes a, Planes b, int channels) {
        double sum = 0;
        for (int i = 0; i < channels * a.area(); i++) {
            sum += Math.abs(a.values()[i] - b.values()[i]);
        }
        return sum / (channels * a.area());
    }

    @Test
    void whatIsAskedToStayStays() throws IOException {
        over("restore", "same", "--denoise", "off", "--jpeg", "off");
        for (Path input : good()) {
            Path result = result("same", input);
            Raster before = RasterFile.read(input);
            Raster after = RasterFile.read(result);
            assertThat(after.planes().values())
                    .as(input.toString())
                    .isEqualTo(before.planes().values());
            boolean sameName = result.getFileName().equals(input.getFileName());
            assertThat(sameName && Files.mismatch(input, result) >= 0)
                    .as(input.toString())
                    .isFalse();
        }
    }

    @Test
    void restoredFilesKeepWhatTheyHold() throws IOException {
        over("restore", "restored", "--denoise", "4", "--jpeg", "off");
        for (Path input : good()) {
            String name = String.valueOf(input.getFileName());
            Raster before = RasterFile.read(input);
            Raster after = RasterFile.read(result("restored", input));
            assertKept(before, after, name);
            assertThat(after.width()).as(name).isEqualTo(before.width());
            assertThat(after.height()).as(name).isEqualTo(before.height());
            before.metadata()
                    .exif()
                    .ifPresent(exif ->
                            assertThat(after.metadata().exif().get()).as(name).isEqualTo(exif));
            Planes was = before.planes();
            Planes is = after.planes();
            if (!before.header().hasOpacity()) {
                assertThat(meanDifference(was, is, before.channels())).as(name).isLessThan(0.03);
            } else if (!name.endsWith("webp")) {
                int opacity = before.channels() - 1;
                assertThat(is.channel(opacity).values())
                        .as(name)
                        .isEqualTo(was.channel(opacity).values());
            }
        }
    }

    @Test
    void enlargedFilesKeepWhatTheyHold() throws IOException {
        over("enhance", "larger", "--scale", 2);
        for (Path input : good()) {
            String name = String.valueOf(input.getFileName());
            Raster before = RasterFile.read(input);
            Raster after = RasterFile.read(result("larger", input));
            assertKept(before, after, name);
            assertThat(after.width()).as(name).isEqualTo(2 * before.width());
            assertThat(after.height()).as(name).isEqualTo(2 * before.height());
            for (int channel = 0;
                    channel < before.channels() && !before.header().hasOpacity();
                    channel++) {
                assertThat(mean(after.planes(), channel))
                        .as(name)
                        .isCloseTo(mean(before.planes(), channel), within(0.02));
            }
        }
    }

    @Test
    void thereAreAsManyFilesAsClaimed() throws IOException {
        assertThat(good().size()).isGreaterThanOrEqualTo(52);
        assertThat(Origin.Kind.saidBy(Files.readAllBytes(folder.resolve("in/good/generated.png"))))
                .isEqualTo(Origin.Kind.GENERATED);
    }
}
