package dev.ganvas.evaluate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final int REPEATS = 120;

    @Test
    void kernelIntervalCoversTheTruth() {
        double m = 0.5;
        double truth = 3 * m * m + 3 * m * m * m * m + m * m * (m * m + 3) * (m * m + 3);
        int covered = 0;
        for (int i = 0; i < REPEATS; i++) {
            Features x = Sampled.gaussian(250, 1, 0, 1, 2L * i);
            Features y = Sampled.gaussian(250, 1, m, 1, 2L * i + 1);
            Interval interval = Bootstrap.of(Seed.of(i)).kernelDistance(x, y).interval();
            covered += interval.contains(truth) ? 1 : 0;
        }
        // 95 % of 120 is 114; the skewed statistic and the luck of 120 draws are allowed for.
        assertThat(covered).isBetween(102, REPEATS);
    }

    @Test
    void frechetIntervalCoversTheTruthAndNotEverything() {
        int covered = 0;
        double width = 0;
        for (int i = 0; i < REPEATS; i++) {
            Features x = Sampled.gaussian(400, 1, 0, 1, 2L * i);
            Features y = Sampled.gaussian(400, 1, 1, 2, 2L * i + 1);
            Interval interval = Bootstrap.of(Seed.of(i)).frechetDistance(x, y).interval();
            covered += interval.contains(2) ? 1 : 0;
            width += (interval.high() - interval.low()) / REPEATS;
        }
        assertThat(covered).isBetween(102, REPEATS);
        assertThat(width).isLessThan(1.5);
    }

    @Test
    void holdsItsOwnValueEvenWhereTheDistanceIsMostlyBias() {
        Features x = Sampled.gaussian(60, 40, 0, 1, 1);
        Features y = Sampled.gaussian(60, 40, 0, 1, 2);
        DistanceFigures distances = DistanceFigures.of(x, y, Seed.of(1));
        assertThat(distances
                        .frechetDistance()
                        .interval()
                        .contains(distances.frechetDistance().value()))
                .isTrue();
        assertThat(distances.kernelDistance().interval().contains(0)).isTrue();
    }

    @Test
    void theValuesAreThoseOfTheDistances() {
        Features x = Sampled.gaussian(150, 7, 0, 1, 1);
        Features y = Sampled.gaussian(130, 7, 0.5, 1, 2);
        DistanceFigures distances = DistanceFigures.of(x, y, Seed.of(1));
        assertThat(distances.kernelDistance().value()).isCloseTo(KernelDistance.between(x, y), within(1e-12));
        assertThat(distances.frechetDistance().value()).isEqualTo(FrechetDistance.between(x, y));
    }

    @Tag("slow")
    @Test
    void moreThanTheLimitNarrowsTheKernelInterval() {
        Bootstrap bootstrap = new Bootstrap(40, Seed.of(1));
        double few = width(bootstrap, Bootstrap.KERNEL_LIMIT / 2);
        double many = width(bootstrap, 2 * Bootstrap.KERNEL_LIMIT);
        // Four times the pictures: half the width. The limit alone, unscaled, would give 0.71.
        assertThat(many / few).isBetween(0.35, 0.62);
    }

    private static double width(Bootstrap bootstrap, int count) {
        Features x = Sampled.gaussian(count, 2, 0, 1, 1);
        Features y = Sampled.gaussian(count, 2, 1, 1, 2);
        Interval interval = bootstrap.kernelDistance(x, y).interval();
        return interval.high() - interval.low();
    }

    @Property(tries = 20)
    void copesWithTinyAndConstantSets(@ForAll @IntRange(min = 2, max = 5) int n) {
        Features constant = Sampled.features(n, 1, new float[n]);
        Features varied = Sampled.gaussian(2, 1, 0, 1, n);
        DistanceFigures same = DistanceFigures.of(constant, constant, Seed.of(n));
        assertThat(same.kernelDistance()).isEqualTo(new DistanceFigures.Metric(0, new Interval(0, 0, 0.95)));
        assertThat(same.frechetDistance()).isEqualTo(new DistanceFigures.Metric(0, new Interval(0, 0, 0.95)));
        assertThat(DistanceFigures.of(varied, constant, Seed.of(n))
                        .kernelDistance()
                        .value())
                .isFinite();
    }

    @Test
    void equalSeedsGiveEqualIntervals() {
        Features x = Sampled.gaussian(150, 7, 0, 1, 1);
        Features y = Sampled.gaussian(130, 7, 0.5, 1, 2);
        assertThat(DistanceFigures.of(x, y, Seed.of(1))).isEqualTo(DistanceFigures.of(x, y, Seed.of(1)));
        assertThat(DistanceFigures.of(x, y, Seed.of(1))).isNotEqualTo(DistanceFigures.of(x, y, Seed.of(2)));
    }

    @Test
    void refusesTooFewResamples() {
        assertThatThrownBy(() -> new Bootstrap(19, Seed.of(1)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("19");
    }
}
