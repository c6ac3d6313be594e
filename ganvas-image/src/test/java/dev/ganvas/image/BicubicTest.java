package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.image.measure.Ssim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BicubicTest {
    @Test
    void aPointIsSpreadAsKeysSays() {
        Planes point = Planes.black(9, 1, 1);
        point.values()[4] = 1;
        float[] twice = Bicubic.scale(point, 2).values();
        // Keys' cubic at the distances 0.25, 0.75, 1.25 and 1.75, each an exact binary fraction.
        assertThat(Arrays.copyOfRange(twice, 5, 13))
                .containsExactly(
                        -0.0234375f,
                        -0.0703125f,
                        0.2265625f,
                        0.8671875f,
                        0.8671875f,
                        0.2265625f,
                        -0.0703125f,
                        -0.0234375f);
        assertThat(Arrays.copyOfRange(twice, 0, 5)).containsOnly(0);
    }

    @Property(tries = 100)
    void plainStaysPlainAtAnySize(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @DoubleRange(min = 0.03, max = 9) double scale) {
        Planes plain = Planes.black(width, height, 2);
        Arrays.fill(plain.values(), 0.25f);
        Planes scaled = Bicubic.scale(plain, scale);
        assertThat(scaled.width()).isEqualTo((int) Math.ceil(width * scale));
        assertThat(scaled.height()).isEqualTo((int) Math.ceil(height * scale));
        for (float value : scaled.values()) {
            assertThat(value).isCloseTo(0.25f, within(1e-6f));
        }
    }

    @Test
    void whatIsAsLargeAsBeforeIsTheSame() {
        Planes planes = Planes.black(7, 5, 3);
        for (int i = 0; i < planes.values().length; i++) {
            planes.values()[i] = i * 0.01f;
        }
        assertThat(Bicubic.resize(planes, 7, 5).values()).isEqualTo(planes.values());
        assertThat(Bicubic.modularCrop(planes, 4))
                .extracting(Planes::width, Planes::height)
                .containsExactly(4, 4);
    }

    @Test
    void refusesWhatCannotBe() {
        Planes planes = Planes.black(7, 5, 1);
        assertThatThrownBy(() -> Bicubic.scale(planes, 0)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Bicubic.scale(planes, Double.NaN)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Bicubic.resize(planes, 0, 1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Bicubic.modularCrop(planes, 6)).isInstanceOf(UsageException.class);
    }

    /**
     * Literature on bicubic enlargement: Set5 x4 28.42 dB and 0.810, Set14 x4 26.00 dB and 0.703, Set5 x2 33.66 dB and 0.930
     * (Lim et al., "Enhanced deep residual networks", 2017, table 2), there from luma that was reduced by itself. From the
     * coloured small files it is slightly more.
     */
    @ParameterizedTest
    @CsvSource({"Set5/x4, 4, 28.43, 0.8113", "Set14/x4, 4, 26.09, 0.7050", "Set5/x2, 2, 33.68, 0.9304"})
    void enlargedTestSetsGiveThePublishedFigures(String set, int scale, double psnr, double ssim) throws Exception {
        List<Double> decibels = new ArrayList<>();
        double similarity = 0;
        List<Path> files = RealData.files("restoration/" + set, "_HR.png");
        for (Path file : files) {
            Planes wanted = RealData.read(file);
            Planes found = Bicubic.scale(RealData.read(lowResolution(file)), scale);
            decibels.add(Psnr.of(wanted, found, Comparison.superResolution(scale)));
            similarity += Ssim.of(wanted, found, Comparison.superResolution(scale)) / files.size();
        }
        System.out.printf("%s: %.4f dB, SSIM %.4f%n", set, Psnr.mean(decibels), similarity);
        assertThat(Psnr.mean(decibels)).isCloseTo(psnr, within(0.01));
        assertThat(similarity).isCloseTo(ssim, within(0.0005));
    }

    /** MATLAB made the small files from the large ones; at the edge it repeated pixels then, and mirrors them today. */
    @ParameterizedTest
    @CsvSource({"Set5/x4, 4", "Set14/x4, 4", "Set5/x2, 2"})
    void reducedTestSetsAreTheirSmallFiles(String set, int scale) throws Exception {
        for (Path file : RealData.files("restoration/" + set, "_HR.png")) {
            Planes wanted = RealData.read(lowResolution(file));
            Planes found = Bicubic.scaleInEightBits(RealData.read(file), 1.0 / scale);
            assertThat(inside(found).values()).isEqualTo(inside(wanted).values());
            assertThat(Psnr.of(wanted, found)).isGreaterThan(50);
        }
    }

    private static Planes inside(Planes planes) {
        return planes.crop(2, 2, planes.width() - 4, planes.height() - 4);
    }

    private static Path lowResolution(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace("_HR", "_LR"));
    }
}
