package dev.ganvas.image.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FidelityTest {
    private static Planes plain(int width, int height, int channels, float value) {
        Planes planes = Planes.black(width, height, channels);
        Arrays.fill(planes.values(), value);
        return planes;
    }

    private static Planes pattern(int phase) {
        Planes planes = Planes.black(23, 17, 3);
        for (int i = 0; i < planes.values().length; i++) {
            planes.values()[i] = ((i * 37 + phase * (i % 11)) % 256) / 255f;
        }
        return planes;
    }

    @Test
    void psnrFollowsItsFormula() {
        Planes grey = plain(8, 8, 3, 100 / 255f);
        // 20 log10(255 / 10); on studio luma the same step is 219 / 255 as large.
        assertThat(Psnr.of(grey, plain(8, 8, 3, 110 / 255f))).isCloseTo(28.1308, within(1e-4));
        assertThat(Psnr.of(grey, plain(8, 8, 3, 110 / 255f), Comparison.superResolution(2)))
                .isCloseTo(28.1308 + 20 * Math.log10(255 / 219.0), within(1e-4));
        assertThat(Psnr.of(grey, grey)).isInfinite();
        // Less than half a level is rounded away, and what is beyond white is white.
        assertThat(Psnr.of(grey, plain(8, 8, 3, 100.4f / 255))).isInfinite();
        assertThat(Psnr.of(plain(8, 8, 1, 1), plain(8, 8, 1, 1.7f))).isInfinite();
        assertThat(Psnr.mean(List.of(20.0, 30.0))).isEqualTo(25);
    }

    @Test
    void theBorderIsLeftOut() {
        Planes clean = plain(9, 9, 1, 0.5f);
        Planes spoilt = plain(9, 9, 1, 0.5f);
        spoilt.values()[9 + 1] = 1;
        assertThat(Psnr.of(clean, spoilt)).isFinite();
        assertThat(Psnr.of(clean, spoilt, Comparison.superResolution(2))).isInfinite();
        assertThatThrownBy(() -> Psnr.of(clean, spoilt, Comparison.superResolution(5)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Psnr.of(clean, plain(9, 9, 3, 0))).isInstanceOf(UsageException.class);
    }

    @Test
    void ssimOfPlainPicturesIsTheTermOfBrightness() {
        // (2 * 100 * 150 + C1) / (100^2 + 150^2 + C1) with C1 = 6.5025; the term of structure is 1.
        assertThat(Ssim.of(plain(12, 30, 1, 100 / 255f), plain(12, 30, 1, 150 / 255f)))
                .isCloseTo(30006.5025 / 32506.5025, within(1e-9));
        assertThat(Ssim.of(pattern(1), pattern(1))).isCloseTo(1, within(1e-12));
        assertThatThrownBy(() -> Ssim.of(plain(10, 30, 1, 0), plain(10, 30, 1, 0)))
                .isInstanceOf(UsageException.class);
    }

    /** By an independent implementation: scipy.ndimage.correlate with the two-dimensional window, in NumPy. */
    @Test
    void ssimOfPatterns() {
        assertThat(Ssim.of(pattern(1), pattern(5))).isCloseTo(0.580399651, within(1e-8));
    }

    @Test
    void colourDifferences() {
        Planes red = plain(3, 2, 3, 0);
        Arrays.fill(red.values(), 0, 6, 1);
        ColourDifference difference = ColourDifference.cie76(red, red);
        assertThat(difference.max()).isZero();
        // A white pixel among black ones is 100 away, whatever the formula is based on.
        Planes dot = plain(3, 2, 1, 0);
        dot.values()[4] = 1;
        assertThat(ColourDifference.cie76(plain(3, 2, 1, 0), dot).mean()).isCloseTo(100 / 6.0, within(1e-3));
        assertThat(ColourDifference.ciede2000(plain(3, 2, 1, 0), dot).max()).isCloseTo(100, within(1e-3));
    }
}
