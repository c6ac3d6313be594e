package dev.ganvas.image.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.RealData;
import dev.ganvas.image.degrade.Blur;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.degrade.Jpeg;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlindEstimatesTest {
    /** Soft hills with a hard-edged board on them. */
    private static Planes scene() {
        Planes planes = Planes.black(256, 256, 1);
        for (int y = 0; y < 256; y++) {
            for (int x = 0; x < 256; x++) {
                double hills = 0.5 + 0.2 * Math.sin(x / 40.0) * Math.cos(y / 30.0);
                boolean board = x > 90 && x < 170 && y > 60 && y < 180;
                planes.values()[y * 256 + x] = (float) (board ? 0.2 + 0.4 * ((x / 20 + y / 20) % 2) : hills);
            }
        }
        return planes;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 5, 15, 25, 50})
    void knownNoiseIsFound(double sigma) {
        Planes noisy = GaussianNoise.of(sigma).apply(scene(), Seed.of(3));
        assertThat(NoiseLevel.of(noisy)).isCloseTo(sigma, within(0.3 + 0.03 * sigma));
    }

    @Test
    void noNoiseIsFoundWhereThereIsNone() {
        assertThat(NoiseLevel.of(scene())).isLessThan(0.2);
        assertThat(NoiseLevel.of(scene().inEightBits())).isLessThan(0.5);
        assertThat(NoiseLevel.of(Planes.black(64, 64, 3))).isZero();
        assertThatThrownBy(() -> NoiseLevel.of(Planes.black(64, 31, 3))).isInstanceOf(UsageException.class);
    }

    /** Diagonal matrices turned by a known rotation keep their eigenvalues: 3 and 1 for this one, 2 beside. */
    @Test
    void eigenvalues() {
        assertThat(SymmetricEigenvalues.of(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 2}}))
                .containsExactly(new double[] {1, 2, 3}, within(1e-12));
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"0, 0.6", "5, 0.4", "15, 0.6", "25, 0.6", "50, 2.5"})
    void noiseOfPhotographsIsFound(double sigma, double tolerance) throws Exception {
        List<Double> found = new ArrayList<>();
        var files = RealData.files("restoration/CBSD68", ".png");
        for (int i = 0; i < files.size(); i += 5) {
            Planes clean = RealData.read(files.get(i));
            found.add(NoiseLevel.of(
                    GaussianNoise.of(sigma).apply(clean, Seed.of(i)).inEightBits()));
        }
        Collections.sort(found);
        assertThat(found.get(found.size() / 2)).isCloseTo(sigma, within(tolerance));
    }

    @Test
    void theGridOfBlocksIsFoundWhereItLies() {
        Planes compressed = Jpeg.of(20).apply(scene(), Seed.of(1));
        assertThat(JpegTraces.of(compressed.crop(3, 6, 240, 240)))
                .extracting(JpegTraces::left, JpegTraces::top)
                .containsExactly(5, 2);
    }

    @Test
    void photographsTellTheirQualityByTheirBlocks() throws Exception {
        var files = RealData.files("restoration/CBSD68", ".png");
        double[] blockiness = new double[4];
        for (int i = 0; i < files.size(); i += 10) {
            Planes clean = RealData.read(files.get(i));
            blockiness[0] += JpegTraces.of(clean).blockiness() / 7;
            blockiness[1] += JpegTraces.of(Jpeg.of(80).apply(clean, Seed.of(1))).blockiness() / 7;
            blockiness[2] += JpegTraces.of(Jpeg.of(40).apply(clean, Seed.of(1))).blockiness() / 7;
            blockiness[3] += JpegTraces.of(Jpeg.of(10).apply(clean, Seed.of(1))).blockiness() / 7;
        }
        System.out.println("blockiness of clean, quality 80, 40, 10: " + Arrays.toString(blockiness));
        assertThat(blockiness).isSorted();
        // These photographs were JPEG of good quality once.
        assertThat(blockiness[0]).isLessThan(0.6);
        assertThat(blockiness[3]).isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3})
    void theWidthOfEdgesIsFound(double sigma) {
        Planes blurred = new Blur(Blur.Kind.GAUSSIAN, Span.of(sigma)).apply(scene(), Seed.of(1));
        // Central differences widen a step by another sigma of about 0.6.
        assertThat(Sharpness.edgeSigma(blurred)).isCloseTo(Math.hypot(sigma, 0.6), within(0.15 * sigma + 0.1));
        assertThat(Sharpness.edgeSigma(scene())).isLessThan(0.9);
        assertThat(Sharpness.edgeSigma(Planes.black(20, 20, 3))).isEqualTo(10);
    }
}
