package dev.ganvas.image.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
    @Test
    void gaussianNoiseHasItsDeviationAndIsNotClamped() {
        Planes white = Samples.plain(200, 100, 3, 1);
        double[] moments = Samples.moments(white, GaussianNoise.of(25).apply(white, Seed.of(1)));
        // 60000 samples: the mean is known to 0.4 / 255, the deviation to 0.3 / 255 at four deviations.
        assertThat(255 * moments[0]).isCloseTo(0, within(0.4));
        assertThat(255 * moments[1]).isCloseTo(25, within(0.3));
    }

    @Test
    void greyNoiseIsTheSameInAllChannels() {
        Planes clean = Samples.plain(20, 10, 3, 0.5);
        Planes noisy = new GaussianNoise(Span.of(25), true).apply(clean, Seed.of(1));
        assertThat(noisy.channel(1).values()).isEqualTo(noisy.channel(0).values());
        Planes coloured = GaussianNoise.of(25).apply(clean, Seed.of(1));
        assertThat(coloured.channel(1).values())
                .isNotEqualTo(coloured.channel(0).values());
        Planes shot = new PoissonNoise(Span.of(1), true).apply(Samples.pattern(20, 10), Seed.of(1));
        Planes pattern = Samples.pattern(20, 10);
        assertThat(shot.value(0, 4, 4) - pattern.value(0, 4, 4))
                .isCloseTo(shot.value(2, 4, 4) - pattern.value(2, 4, 4), within(1e-6f));
    }

    @Test
    void aRangeOfSigmasIsDrawnFromTheSeed() {
        GaussianNoise noise = new GaussianNoise(new Span(0, 50), false);
        Planes clean = Samples.plain(100, 100, 3, 0.5);
        for (int seed = 0; seed < 5; seed++) {
            double sigma = noise.drawnSigma(Seed.of(seed));
            double[] moments = Samples.moments(clean, noise.apply(clean, Seed.of(seed)));
            assertThat(255 * moments[1]).isCloseTo(sigma, within(0.03 * sigma));
        }
    }

    /** A Poisson count has its mean as variance. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 4, 9.9, 10, 40, 256})
    void poissonCountsHaveEqualMeanAndVariance(double mean) {
        RandomStream stream = Seed.of(5).stream();
        int count = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            int drawn = PoissonSampler.draw(mean, stream);
            sum += drawn;
            squares += (double) drawn * drawn;
        }
        double found = sum / count;
        assertThat(found).isCloseTo(mean, within(4 * Math.sqrt(mean / count)));
        assertThat(squares / count - found * found).isCloseTo(mean, within(0.04 * mean + 0.02));
        assertThat(PoissonSampler.draw(0, stream)).isZero();
    }

    @Test
    void shotNoiseGrowsWithTheRootOfLight() {
        // Both halves show one level each of 200 that the picture has, so a count stands for 1/256.
        Planes clean = Planes.black(256, 200, 1);
        for (int i = 0; i < clean.values().length; i++) {
            clean.values()[i] = i % 256 / 255f;
        }
        Planes noisy = new PoissonNoise(Span.of(1), false).apply(clean, Seed.of(2));
        for (int x : new int[] {16, 64, 240}) {
            double squares = 0;
            for (int y = 0; y < 200; y++) {
                double noise = noisy.value(0, y, x) - clean.value(0, y, x);
                squares += noise * noise;
            }
            double wanted = Math.sqrt(x / 255.0 / 256);
            assertThat(Math.sqrt(squares / 200)).isCloseTo(wanted, within(0.2 * wanted));
        }
        assertThat(noisy.value(0, 3, 0)).isZero();
    }

    /** Neighbours of white noise through a Gaussian of sigma s correlate by exp(-1 / (4 s^2)). */
    @ParameterizedTest
    @CsvSource({"1, 0.7788", "2, 0.9394"})
    void grainIsCorrelatedAndHasItsDeviation(double size, double correlation) {
        Planes grain = FilmGrain.grain(600, 400, 1, size, Seed.of(4));
        double[] moments = Samples.moments(Samples.plain(600, 400, 1, 0), grain);
        assertThat(moments[1]).isCloseTo(1, within(0.03));
        double product = 0;
        for (int y = 0; y < 400; y++) {
            for (int x = 1; x < 600; x++) {
                product += grain.value(0, y, x) * grain.value(0, y, x - 1);
            }
        }
        assertThat(product / 400 / 599 / moments[1] / moments[1]).isCloseTo(correlation, within(0.02));
    }
}
