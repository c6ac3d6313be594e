package dev.ganvas.image.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CorruptionTest {
    private static Picture grey(int width, int height, int value) {
        byte[] rgb = new byte[width * height * 3];
        Arrays.fill(rgb, (byte) value);
        return new Picture(width, height, rgb);
    }

    @Test
    void blurSpreadsAPointAsTheGaussianSays() {
        Picture point = grey(21, 17, 0);
        int centre = (8 * 21 + 10) * 3;
        point.rgb()[centre + 1] = (byte) 255;
        byte[] blurred = new Corruption.Blur(1).apply(point, Seed.of(1)).rgb();
        // The normalised 9-tap kernel of sigma 1 peaks at 0.39894: 255 * 0.39894^2 and, one pixel aside, 255 * 0.39894
        // * 0.24197.
        assertThat(blurred[centre + 1]).isEqualTo((byte) 41);
        assertThat(blurred[centre + 4]).isEqualTo((byte) 25);
        assertThat(blurred[centre - 21 * 3 + 1]).isEqualTo((byte) 25);
        assertThat(blurred[centre]).isZero();
        assertThat(blurred[centre + 2]).isZero();
    }

    @Test
    void blurMirrorsTheEdge() {
        Picture row = grey(6, 1, 0);
        row.rgb()[3] = (byte) 255;
        byte[] blurred = new Corruption.Blur(1).apply(row, Seed.of(1)).rgb();
        // Beyond the edge column -2 shows column 1 again: 255 * (0.24197 + 0.05399).
        assertThat(blurred[0]).isEqualTo((byte) 75);
    }

    @Test
    void blurLeavesAPlainPictureAlone() {
        for (int width : new int[] {1, 2, 5}) {
            Picture plain = grey(width, 3, 200);
            assertThat(new Corruption.Blur(3).apply(plain, Seed.of(1)).rgb()).isEqualTo(plain.rgb());
        }
    }

    @Test
    void noiseHasTheDeviationItClaims() {
        byte[] noisy =
                new Corruption.Noise(0.1).apply(grey(64, 64, 128), Seed.of(1)).rgb();
        double sum = 0;
        double squares = 0;
        for (byte value : noisy) {
            double difference = (value & 0xff) - 128;
            sum += difference;
            squares += difference * difference;
        }
        assertThat(sum / noisy.length).isCloseTo(0, within(1.0));
        assertThat(Math.sqrt(squares / noisy.length)).isCloseTo(25.5, within(1.0));
    }

    @Test
    void noiseIsClampedAndSeeded() {
        Picture black = grey(32, 32, 0);
        Corruption noise = new Corruption.Noise(1);
        byte[] noisy = noise.apply(black, Seed.of(1)).rgb();
        assertThat(noisy).isEqualTo(noise.apply(black, Seed.of(1)).rgb());
        assertThat(noisy).isNotEqualTo(noise.apply(black, Seed.of(2)).rgb());
        long zeros = 0;
        for (byte value : noisy) {
            zeros += value == 0 ? 1 : 0;
        }
        assertThat(zeros).isGreaterThan(noisy.length / 3);
        assertThat(black.rgb()).containsOnly(0);
    }

    @Test
    void refusesWhatIsNoDamage() {
        assertThatThrownBy(() -> new Corruption.Blur(0)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Corruption.Noise(Double.NaN)).isInstanceOf(UsageException.class);
    }
}
