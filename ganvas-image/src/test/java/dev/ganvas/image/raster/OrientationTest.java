package dev.ganvas.image.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.container.TiffTags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrientationTest {
    private static final int WIDTH = 32;
    private static final int HEIGHT = 16;

    @TempDir
    Path folder;

    static Stream<Arguments> everyTurn() {
        return Stream.of("png", "tif", "jpg", "webp")
                .flatMap(ending -> IntStream.rangeClosed(1, 8).mapToObj(turn -> Arguments.of(ending, turn)));
    }

    /**
     * By the names that CIPA DC-008 gives to the orientations: what the visual top and the visual left side are of the rows
     * and columns as stored.
     */
    private static int[] storedPlace(int orientation, int x, int y) {
        return switch (orientation) {
            case 1 -> new int[] {x, y}; // Row 0 is the top, column 0 the left side.
            case 2 -> new int[] {WIDTH - 1 - x, y}; // Top, right.
            case 3 -> new int[] {WIDTH - 1 - x, HEIGHT - 1 - y}; // Bottom, right.
            case 4 -> new int[] {x, HEIGHT - 1 - y}; // Bottom, left.
            case 5 -> new int[] {y, x}; // Left, top.
            case 6 -> new int[] {y, HEIGHT - 1 - x}; // Right, top.
            case 7 -> new int[] {WIDTH - 1 - y, HEIGHT - 1 - x}; // Right, bottom.
            default -> new int[] {WIDTH - 1 - y, x}; // Left, bottom.
        };
    }

    @ParameterizedTest
    @MethodSource("everyTurn")
    void aTurnedFileIsReadUprightAndWrittenAsUpright(String ending, int orientation) throws IOException {
        Metadata metadata = Metadata.NONE.withExif(Optional.of(Rasters.exif(orientation)));
        if (!ending.equals("webp")) {
            metadata = metadata.withDensity(Optional.of(new Density(300, 150)));
        }
        Raster stored = Rasters.smooth(WIDTH, HEIGHT, 3, 8)
                .with(metadata)
                .with(ending.equals("webp") ? new Encoding.Webp(true, 30) : new Encoding.Jpeg(100, JpegSampling.FULL));
        Path file = folder.resolve("turned." + ending);
        RasterFile.write(file, stored);
        Raster upright = RasterFile.read(file);
        boolean sideways = orientation >= 5;
        assertThat(upright.width()).isEqualTo(sideways ? HEIGHT : WIDTH);
        assertThat(upright.height()).isEqualTo(sideways ? WIDTH : HEIGHT);
        int tolerance = ending.equals("jpg") ? 4 : 0;
        for (int y = 0; y < upright.height(); y++) {
            for (int x = 0; x < upright.width(); x++) {
                int[] place = storedPlace(orientation, x, y);
                assertThat(Math.abs(upright.sample(x, y, 0) - stored.sample(place[0], place[1], 0)))
                        .isLessThanOrEqualTo(tolerance);
            }
        }
        assertThat(upright.metadata().exif().orElseThrow()).isEqualTo(Rasters.exif(1));
        upright.metadata().density().ifPresent(density -> assertThat(density.horizontal())
                .isCloseTo(sideways ? 150 : 300, within(0.02)));
        Path again = folder.resolve("again." + ending);
        RasterFile.write(again, upright);
        Raster last = RasterFile.read(again);
        assertThat(last.width()).isEqualTo(upright.width());
        assertThat(Rasters.meanDifference(last, upright)).isLessThanOrEqualTo(tolerance / 4.0);
        assertThat(last.metadata().exif().orElseThrow()).isEqualTo(Rasters.exif(1));
    }

    @Test
    void anOrientationOfAnyTypeIsReset() throws IOException {
        byte[] exif = Rasters.exif(6);
        assertThat(TiffTags.of(Exif.upright(exif)).number(Exif.ORIENTATION, 0)).isEqualTo(1);
        byte[] little = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0};
        assertThat(TiffTags.of(Exif.upright(little)).number(Exif.ORIENTATION, 0))
                .isEqualTo(1);
        byte[] unknown = Rasters.exif(9);
        assertThat(Exif.upright(unknown)).isSameAs(unknown);
        assertThat(Exif.upright(new byte[] {1, 2})).containsExactly(1, 2);
    }

    @Test
    void exifOfAJpegGoesToATiffAndBack() throws IOException {
        Metadata metadata = Metadata.NONE.withExif(Optional.of(Rasters.exif(1)));
        Path tiff = folder.resolve("a.tif");
        RasterFile.write(tiff, Rasters.smooth(6, 5, 3, 16).with(metadata));
        byte[] file = Files.readAllBytes(tiff);
        TiffTags tags = TiffTags.of(file);
        assertThat(tags.bytes(0x010f).orElseThrow()).isEqualTo("Maker\0".getBytes(StandardCharsets.US_ASCII));
        TiffTags exposure = tags.directory(0x8769).orElseThrow();
        assertThat(exposure.number(0x8827, 0)).isEqualTo(400);
        // What a maker's note points to within the structure is still there.
        assertThat(exposure.entry(0x927c).orElseThrow().at())
                .isEqualTo(TiffTags.of(Rasters.exif(1))
                        .directory(0x8769)
                        .orElseThrow()
                        .entry(0x927c)
                        .orElseThrow()
                        .at());
        assertThat(RasterFile.read(tiff).metadata().exif().orElseThrow()).isEqualTo(Rasters.exif(1));
        assertThat(RasterFile.read(tiff).encoding().format()).isEqualTo(PictureFormat.TIFF);
    }

    @Test
    void theOrientationThatXmpRepeatsIsResetToo() throws IOException {
        String packet = "<rdf:Description tiff:Orientation='%1$s'/><tiff:Orientation>%1$s</tiff:Orientation>";
        byte[] xmp = String.format(packet, 6).getBytes(StandardCharsets.UTF_8);
        Metadata metadata = Metadata.NONE.withExif(Optional.of(Rasters.exif(6))).withXmp(Optional.of(xmp));
        Path file = folder.resolve("a.png");
        RasterFile.write(file, Rasters.smooth(6, 5, 3, 8).with(metadata));
        assertThat(RasterFile.read(file).metadata().xmp().orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(String.format(packet, 1));
        RasterFile.write(file, Rasters.smooth(6, 5, 3, 8).with(Metadata.NONE.withXmp(Optional.of(xmp))));
        assertThat(RasterFile.read(file).metadata().xmp().orElseThrow()).isEqualTo(xmp);
    }

    @Test
    void aDirectoryOfExifThatLiesBeyondTheEndIsLeftOut() throws IOException {
        byte[] exif = Rasters.exif(1);
        // The fourth entry, of GPS, has its offset at 8 + 2 + 3 * 12 + 8.
        exif[54] = 0x7f;
        byte[] gathered = Exif.gathered(TiffTags.of(exif)).orElseThrow();
        assertThat(TiffTags.of(gathered).entry(0x8825)).isEmpty();
        assertThat(TiffTags.of(gathered).directory(0x8769)).isPresent();
    }
}
