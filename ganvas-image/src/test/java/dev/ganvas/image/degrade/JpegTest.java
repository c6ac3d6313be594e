package dev.ganvas.image.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Planes;
import dev.ganvas.image.RealData;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.image.measure.Ssim;
import dev.ganvas.random.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegTest {
    /** Pixels of the same pattern after Pillow 12.3 (libjpeg-turbo) saved it at this quality and read it again. */
    @ParameterizedTest
    @CsvSource({
        "10, 3968874454, 93578430",
        "20, 2352848437, 3407694913",
        "40, 1534305195, 4183394825",
        "75, 4253968683, 4179968829",
        "95, 2556302149, 2994787324"
    })
    void pixelsAreThoseOfLibjpeg(int quality, long colour, long grey) {
        Planes pattern = Samples.pattern(45, 29);
        assertThat(checksum(Jpeg.of(quality).apply(pattern, Seed.of(1)))).isEqualTo(colour);
        assertThat(checksum(Jpeg.of(quality).apply(pattern.channel(1), Seed.of(1))))
                .isEqualTo(grey);
    }

    private static long checksum(Planes planes) {
        CRC32 sum = new CRC32();
        sum.update(planes.toPicture().pixels());
        return sum.getValue();
    }

    /** Steps of luma for quality 10, 50 and 100: table K.1 of ITU-T T.81 times 5, 1 and 0, clamped to 1 to 255. */
    @Test
    void tablesAreThoseOfAnnexK() {
        assertThat(JpegTables.of(50, true)[0].getTable()).startsWith(16, 11, 10, 16, 24, 40, 51, 61, 12);
        assertThat(JpegTables.of(10, true)[0].getTable()).startsWith(80, 55, 50, 80, 120, 200, 255, 255, 60);
        assertThat(JpegTables.of(100, true)[1].getTable()).containsOnly(1);
        assertThat(JpegTables.of(75, true)[1].getTable()).startsWith(9, 9, 12, 24, 50);
        assertThat(JpegTables.of(75, false)).hasSize(1);
    }

    @Test
    void theSecondGridLiesAcrossTheFirst() {
        Planes pattern = Samples.pattern(64, 64);
        Planes aligned = Jpeg.of(30).apply(Jpeg.of(30).apply(pattern, Seed.of(1)), Seed.of(1));
        DoubleJpeg twice = new DoubleJpeg(Span.of(30), Span.of(30));
        assertThat(Psnr.of(pattern, twice.apply(pattern, Seed.of(2)))).isLessThan(Psnr.of(pattern, aligned));
        assertThat(new Jpeg(new Span(20, 80)).drawnQuality(Seed.of(1))).isBetween(20, 80);
    }

    /** The protocol of restoration: grey pictures as grey JPEG. The figures are Pillow's on the same files. */
    @ParameterizedTest
    @CsvSource({"10, 27.6512, 0.7944", "20, 30.0104, 0.8606", "40, 32.3224, 0.9054"})
    void compressedTestSetGivesTheFiguresOfLibjpeg(int quality, double psnr, double ssim) throws Exception {
        List<Double> decibels = new ArrayList<>();
        double similarity = 0;
        List<Path> files = RealData.files("restoration/Set12", ".png");
        for (Path file : files) {
            Planes clean = RealData.read(file).channel(0);
            Planes compressed = Jpeg.of(quality).apply(clean, Seed.of(1));
            decibels.add(Psnr.of(clean, compressed));
            similarity += Ssim.of(clean, compressed) / files.size();
        }
        assertThat(Psnr.mean(decibels)).isCloseTo(psnr, within(1e-4));
        assertThat(similarity).isCloseTo(ssim, within(1e-4));
    }
}
