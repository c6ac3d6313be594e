package dev.ganvas.image.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabTest {
    /** Pairs of table 1 in Sharma, Wu, Dalal (2005), chosen by their authors to catch what implementations get wrong. */
    @ParameterizedTest
    @CsvSource({
        "50.0000, 2.6772, -79.7751, 50.0000, 0.0000, -82.7485, 2.0425",
        "50.0000, 3.1571, -77.2803, 50.0000, 0.0000, -82.7485, 2.8615",
        "50.0000, 2.8361, -74.0200, 50.0000, 0.0000, -82.7485, 3.4412",
        "50.0000, -1.3802, -84.2814, 50.0000, 0.0000, -82.7485, 1.0000",
        "50.0000, 0.0000, 0.0000, 50.0000, -1.0000, 2.0000, 2.3669",
        "50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0009, 7.1792",
        "50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0011, 7.2195",
        "50.0000, -0.0010, 2.4900, 50.0000, 0.0009, -2.4900, 4.8045",
        "50.0000, 2.5000, 0.0000, 50.0000, 0.0000, -2.5000, 4.3065",
        "50.0000, 2.5000, 0.0000, 73.0000, 25.0000, -18.0000, 27.1492",
        "50.0000, 2.5000, 0.0000, 61.0000, -5.0000, 29.0000, 22.8977",
        "50.0000, 2.5000, 0.0000, 56.0000, -27.0000, -3.0000, 31.9030",
        "50.0000, 2.5000, 0.0000, 58.0000, 24.0000, 15.0000, 19.4535",
        "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
        "63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630",
        "22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373",
        "36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146",
        "90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441",
        "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
    })
    void ciede2000GivesThePublishedDistances(
            double l1, double a1, double b1, double l2, double a2, double b2, double distance) {
        Lab first = new Lab(l1, a1, b1);
        Lab second = new Lab(l2, a2, b2);
        assertThat(first.ciede2000(second)).isCloseTo(distance, within(5e-5));
        assertThat(second.ciede2000(first)).isCloseTo(distance, within(5e-5));
    }

    /** Values of sRGB red and blue under D65, as colour calculators that follow IEC 61966-2-1 print them. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 53.24, 80.09, 67.20",
        "0, 0, 1, 32.30, 79.19, -107.86",
        "1, 1, 1, 100, 0, 0",
        "0, 0, 0, 0, 0, 0"
    })
    void knownColours(double red, double green, double blue, double lightness, double a, double b) {
        Lab lab = Lab.ofSrgb(red, green, blue);
        assertThat(lab.lightness()).isCloseTo(lightness, within(0.01));
        assertThat(lab.a()).isCloseTo(a, within(0.02));
        assertThat(lab.b()).isCloseTo(b, within(0.02));
        assertThat(lab.cie76(new Lab(lab.lightness() + 3, lab.a(), lab.b() - 4)))
                .isCloseTo(5, within(1e-9));
    }

    @Test
    void transferAndBack() {
        // IEC 61966-2-1: mid grey 0.5 is 0.21404 of the light.
        assertThat(Srgb.toLight(0.5)).isCloseTo(0.21404, within(1e-5));
        assertThat(Srgb.fromLight(Srgb.toLight(-0.7))).isCloseTo(-0.7, within(1e-12));
    }

    @Property
    void tablesAreAsGoodAsTheFormulas(@ForAll @FloatRange(min = -0.1f, max = 1.1f) float value) {
        float inside = Math.max(0, Math.min(1, value));
        assertThat((double) Srgb.light(value)).isCloseTo(Srgb.toLight(inside), within(1e-6));
        assertThat((double) Srgb.encoded(value)).isCloseTo(Srgb.fromLight(inside), within(1e-5));
    }

    @Test
    void lumaSpansTheStudioSwing() {
        assertThat(Luma.studio(0, 0, 0)).isEqualTo(16);
        assertThat(Luma.studio(1, 1, 1)).isCloseTo(235, within(1e-9));
        assertThat(Luma.full(1, 1, 1)).isCloseTo(1, within(1e-12));
    }
}
