package dev.ganvas.image.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureFiles;
import dev.ganvas.image.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that other programs write, and that a raster cannot hold as they are. */
class ForeignFilesTest {
    @TempDir
    Path folder;

    private static Raster read(byte[] bytes) throws MalformedFileException {
        return RasterFile.read(bytes, "x");
    }

    @Test
    void cmykBecomesRgb() throws IOException {
        byte[] jpeg = PictureFiles.cmykJpeg(255, 0, 0, 255);
        Raster raster = read(jpeg);
        assertThat(raster.channels()).isEqualTo(3);
        assertThat(raster.notes()).containsExactly("its colours, which were neither grey nor RGB, became sRGB");
        assertThat(raster.toPicture().pixels())
                .isEqualTo(PictureDecoder.decode(jpeg, "x").pixels());
    }

    @Test
    void palettesBecomeColoursAndTransparentOnesOpacity() throws IOException {
        Raster raster = read(PictureFiles.encode(PictureFiles.palette(8, 4), "png"));
        assertThat(raster.channels()).isEqualTo(4);
        assertThat(raster.encoding()).isEqualTo(new Encoding.Png(true));
        assertThat(raster.notes()).hasSize(2);
        assertThat(new int[] {raster.sample(1, 0, 1), raster.sample(2, 0, 2), raster.sample(3, 0, 3)})
                .containsExactly(255, 255, 0);
    }

    @Test
    void ofAnAnimationTheFirstFrameIsRead() throws IOException {
        Raster raster = read(PictureFiles.animatedGif(8, 6, 0xff0000, 0x00ff00));
        assertThat(raster.notes()).contains("it is animated; the first frame was read");
        assertThat(raster.sample(3, 3, 0)).isEqualTo(255);
        assertThat(read(PictureFiles.animatedGif(8, 6, 0xff0000)).notes()).hasSize(1);
        byte[] png = PictureFiles.withPngChunk(PictureFiles.png(PictureFiles.gradient(4, 4)), "acTL", new byte[8]);
        assertThat(read(png).notes()).containsExactly("it is animated; the first frame was read");
    }

    @Test
    void aColourThatMeansTransparentBecomesOpacityAtSixteenBits() throws IOException {
        byte[] png = PictureFiles.png16(5, 4, 1000, 2000, 60000);
        byte[] keyed = PictureFiles.withPngChunk(png, "tRNS", new byte[] {
            1000 >> 8, (byte) 1000, 2000 >> 8, (byte) 2000, (byte) (60000 >> 8), (byte) 60000
        });
        Raster raster = read(keyed);
        assertThat(raster.bits()).isEqualTo(16);
        assertThat(raster.channels()).isEqualTo(4);
        assertThat(raster.sample(2, 2, 2)).isEqualTo(60000);
        assertThat(raster.sample(2, 2, 3)).isZero();
        Raster grey = read(PictureFiles.png16(5, 4, 1000, 2000));
        assertThat(grey.channels()).isEqualTo(2);
        assertThat(grey.sample(1, 1, 0)).isEqualTo(1000);
    }

    @Test
    void greyStaysGreyAndFewerBitsBecomeEight() throws IOException {
        BufferedImage bits = new BufferedImage(9, 5, BufferedImage.TYPE_BYTE_BINARY);
        bits.getRaster().setSample(4, 2, 0, 1);
        Raster raster = read(PictureFiles.encode(bits, "png"));
        assertThat(raster.channels()).isEqualTo(1);
        assertThat(raster.sample(4, 2, 0)).isEqualTo(255);
        assertThat(raster.sample(3, 2, 0)).isZero();
        assertThat(raster.notes()).containsExactly("its 1-bit grey became 8-bit grey");
        assertThat(read(PictureFiles.pgm(6, 4, 77)).channels()).isEqualTo(1);
        assertThat(read(PictureFiles.encode(PictureFiles.greyImage(6, 4, 90), "jpeg"))
                        .channels())
                .isEqualTo(1);
    }

    @Test
    void whatIsReadShowsWhatTheDecoderShows() throws IOException {
        Picture gradient = PictureFiles.gradient(33, 21);
        for (String format : List.of("png", "jpeg", "gif", "bmp", "tiff")) {
            byte[] file = PictureFiles.encode(gradient, format);
            assertThat(read(file).toPicture().rgb())
                    .as(format)
                    .isEqualTo(PictureDecoder.decode(file, "x").rgb());
        }
        byte[] ppm = PictureFiles.ppm(gradient);
        assertThat(read(ppm).toPicture().pixels()).isEqualTo(gradient.pixels());
    }

    @Test
    void theReadingCasesShowWhatTheDecoderShows() throws IOException {
        String data = System.getenv("GANVAS_DATA");
        assumeTrue(data != null, "GANVAS_DATA names no folder of real data");
        Path cases = Path.of(data, "cases", "reading", "pictures");
        assumeTrue(Files.isDirectory(cases), cases + " is not there");
        int compared = 0;
        for (Path file : list(cases)) {
            Picture expected;
            try {
                expected = PictureDecoder.decode(file);
            } catch (MalformedFileException e) {
                continue;
            }
            Raster raster = RasterFile.read(file);
            boolean coarse = raster.width() != expected.width();
            if (!coarse && raster.channels() != 2 && raster.channels() != 4) {
                // A level of rounding lies between the order of turning, converting and reducing.
                assertThat(Pictures.rootMeanSquaredError(raster.toPicture(), expected))
                        .as("%s", file)
                        .isLessThan(0.8);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(10);
    }

    @Test
    void photographsSurviveTheTrip() throws IOException {
        String data = System.getenv("GANVAS_DATA");
        assumeTrue(data != null, "GANVAS_DATA names no folder of real data");
        Path photographs = Path.of(data, "restoration", "bsds500");
        assumeTrue(Files.isDirectory(photographs), photographs + " is not there");
        try (Stream<Path> files = Files.walk(photographs)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jpg"))
                    .sorted()
                    .limit(20)
                    .toList()) {
                Raster raster = RasterFile.read(file);
                Path again = folder.resolve("again.jpg");
                assertThat(RasterFile.write(again, raster)).isEmpty();
                Raster last = RasterFile.read(again);
                assertThat(last.encoding()).isEqualTo(raster.encoding());
                // The same tables on the same grid of blocks change little more than rounding does.
                assertThat(Rasters.meanDifference(last, raster)).isLessThan(1);
            }
        }
    }

    private static List<Path> list(Path cases) throws IOException {
        try (Stream<Path> files = Files.list(cases)) {
            return files.sorted().toList();
        }
    }
}
