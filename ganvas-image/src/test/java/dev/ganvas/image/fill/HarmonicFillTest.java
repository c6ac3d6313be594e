package dev.ganvas.image.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.RealData;
import dev.ganvas.image.degrade.Holes;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.random.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmonicFillTest {
    /** {@code x^2 - y^2} and {@code x y}, scaled to 0..1: each pixel is the mean of its neighbours exactly. */
    private static Planes harmonic(int side) {
        Planes planes = Planes.black(side, side, 2);
        double half = side / 2.0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double a = (x - half) / half;
                double b = (y - half) / half;
                planes.values()[y * side + x] = (float) (0.5 + 0.5 * (a * a - b * b));
                planes.values()[planes.area() + y * side + x] = (float) (0.5 + 0.5 * a * b);
            }
        }
        return planes;
    }

    private static double worst(Planes wanted, Planes found) {
        double worst = 0;
        for (int i = 0; i < wanted.values().length; i++) {
            worst = Math.max(worst, Math.abs(wanted.values()[i] - found.values()[i]));
        }
        return 255 * worst;
    }

    /** A round hole that is inside, so that only the rim decides. */
    @ParameterizedTest
    @CsvSource({"24, 8", "100, 40", "400, 150", "1000, 450"})
    void aHarmonicPictureComesBack(int side, int radius) {
        Planes whole = harmonic(side);
        Planes mask = Planes.black(side, side, 1);
        for (int i = 0; i < mask.area(); i++) {
            mask.values()[i] = Math.hypot(i % side - side / 2.0, i / side - side / 2.0) < radius ? 1 : 0;
        }
        Planes holed = new Planes(side, side, 2, whole.values().clone());
        for (int i = 0; i < holed.values().length; i++) {
            holed.values()[i] = mask.values()[i % mask.area()] > 0 ? Float.NaN : holed.values()[i];
        }
        assertThat(worst(whole, HarmonicFill.apply(holed, mask))).isLessThan(1);
    }

    @Test
    void thinHolesAreHarmonicToo() {
        Planes whole = harmonic(200);
        Planes mask = Holes.thin().mask(200, 200, Seed.of(6));
        for (int i = 0; i < mask.area(); i++) {
            boolean edge = i % 200 == 0 || i % 200 == 199 || i < 200 || i >= 199 * 200;
            mask.values()[i] = edge ? 0 : mask.values()[i];
        }
        assertThat(worst(whole, HarmonicFill.apply(whole, mask))).isLessThan(0.5);
    }

    @Property(tries = 100)
    void knownPixelsStayAndFilledOnesLieBetweenThem(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll int seed) {
        Planes picture = Planes.black(width, height, 1);
        var stream = Seed.of(seed).stream();
        for (int i = 0; i < picture.area(); i++) {
            picture.values()[i] = (float) stream.nextDouble(0.2, 0.8);
        }
        Planes mask = Holes.thick().mask(width, height, Seed.of(seed));
        Planes filled = HarmonicFill.apply(picture, mask);
        for (int i = 0; i < picture.area(); i++) {
            if (mask.values()[i] == 0) {
                assertThat(filled.values()[i]).isEqualTo(picture.values()[i]);
            } else {
                assertThat(filled.values()[i]).isBetween(0.1f, 0.9f);
            }
        }
    }

    @Test
    void nothingMissingAndNothingKnown() {
        Planes picture = harmonic(9);
        assertThat(HarmonicFill.apply(picture, Planes.black(9, 9, 1)).values()).isEqualTo(picture.values());
        Planes all = Planes.black(9, 9, 1);
        Arrays.fill(all.values(), 1);
        assertThat(HarmonicFill.apply(picture, all).values()).containsOnly(0.5f);
        assertThatThrownBy(() -> HarmonicFill.apply(picture, Planes.black(9, 8, 1)))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void theEdgeOfThePictureIsNoRim() {
        // Columns 0 to 4 are known and plain; the rest up to the edge takes their value.
        Planes picture = Planes.black(30, 8, 1);
        Planes mask = Planes.black(30, 8, 1);
        for (int i = 0; i < picture.area(); i++) {
            picture.values()[i] = 0.3f;
            mask.values()[i] = i % 30 >= 5 ? 1 : 0;
        }
        for (float value : HarmonicFill.apply(picture, mask).values()) {
            assertThat(value).isCloseTo(0.3f, within(1e-5f));
        }
    }

    /**
     * Centre crops of 128 px of 100 test photographs, PSNR of the whole over that of the mean colour. OpenCV's Telea, radius 3,
     * gained 6.1, 3.7 and 3.0 dB on other masks of the same generators.
     */
    @ParameterizedTest
    @CsvSource({"thin, 6.1", "medium, 3.7", "thick, 3.0"})
    void photographsAreFilledBetterThanByTelea(String kind, double gain) throws Exception {
        Holes holes = kind.equals("thin") ? Holes.thin() : kind.equals("medium") ? Holes.medium() : Holes.thick();
        List<Double> filled = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        List<Path> files = RealData.files("restoration/bsds500/test", ".jpg");
        for (int i = 0; i < files.size(); i++) {
            Planes photo = RealData.read(files.get(i));
            Planes crop = photo.crop((photo.width() - 128) / 2, (photo.height() - 128) / 2, 128, 128);
            Planes mask = holes.mask(128, 128, Seed.of(i));
            filled.add(Psnr.of(crop, HarmonicFill.apply(holes.apply(crop, Seed.of(i)), mask)));
            plain.add(Psnr.of(crop, withMeanColour(crop, mask)));
        }
        System.out.printf("%s: %.2f dB, mean colour %.2f dB%n", kind, Psnr.mean(filled), Psnr.mean(plain));
        assertThat(Psnr.mean(filled) - Psnr.mean(plain)).isGreaterThan(gain);
    }

    private static Planes withMeanColour(Planes picture, Planes mask) {
        Planes filled = new Planes(
                picture.width(), picture.height(), 3, picture.values().clone());
        for (int channel = 0; channel < 3; channel++) {
            double sum = 0;
            double count = 0;
            for (int i = 0; i < mask.area(); i++) {
                double known = 1 - mask.values()[i];
                sum += known * picture.values()[channel * mask.area() + i];
                count += known;
            }
            for (int i = 0; i < mask.area(); i++) {
                if (mask.values()[i] > 0) {
                    filled.values()[channel * mask.area() + i] = (float) (sum / count);
                }
            }
        }
        return filled;
    }
}
