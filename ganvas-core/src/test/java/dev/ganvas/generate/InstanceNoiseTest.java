package dev.ganvas.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.random.RandomStream;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InstanceNoiseTest {
    private static final int BATCH = 64;

    private static void observe(InstanceNoise noise, double loss, int times) {
        for (int i = 0; i < times; i++) {
            noise.observe(loss, BATCH);
        }
    }

    @Test
    void itGrowsWhileTheDiscriminatorWinsAndFallsToNothingWhileItDoesNot() {
        try (InstanceNoise noise = new InstanceNoise(true)) {
            double first = noise.deviation(0, 0);
            observe(noise, 0.001, 30);
            assertThat(noise.deviation(0, 0)).isGreaterThan(first);
            observe(noise, 0.001, 1000);
            assertThat(noise.deviation(0, 0)).isEqualTo(1);
            observe(noise, Math.log(2), 1000);
            assertThat(noise.deviation(0, 0)).isZero();
        }
    }

    @Test
    void itEndsWithTheTrainingOrTheStart() {
        try (InstanceNoise noise = new InstanceNoise(true)) {
            assertThat(noise.deviation(0, 0.5)).isEqualTo(noise.deviation(0, 0));
            assertThat(noise.deviation(0, 0.75)).isEqualTo(noise.deviation(0, 0) / 2);
            assertThat(noise.deviation(0, 1)).isZero();
            assertThat(noise.deviation(40_000, 0.1)).isEqualTo(noise.deviation(0, 0));
            assertThat(noise.deviation(60_000, 0.1)).isEqualTo(noise.deviation(0, 0) / 2);
            assertThat(noise.deviation(80_000, 0.1)).isZero();
            assertThat(noise.deviation(1_000_000, 0.1)).isZero();
        }
    }

    @Test
    void everyPictureGetsNoiseOfItsOwnNamedByItsNumber() {
        try (InstanceNoise noise = new InstanceNoise(true);
                Scope scope = Scope.open()) {
            Tensor black = Tensor.full(-1, DType.F32, 4, 3, 16, 16).channelsLast();
            Seed seed = Seed.of(1);
            Tensor seen = noise.over(black, seed, 10, 0);
            assertThat(seen.isChannelsLast()).isTrue();
            float[] values = seen.contiguous().toFloats();
            float[] again =
                    noise.over(black.narrow(0, 1, 3), seed, 11, 0).contiguous().toFloats();
            int each = 3 * 16 * 16;
            assertThat(Arrays.copyOfRange(values, each, 4 * each)).containsExactly(again);
            assertThat(Arrays.copyOfRange(values, 0, each)).isNotEqualTo(Arrays.copyOfRange(values, each, 2 * each));
            double mean = 0;
            double square = 0;
            for (float value : values) {
                mean += (value + 1) / values.length;
                square += (value + 1) * (value + 1) / values.length;
            }
            // 3,072 numbers of deviation 0.5: the mean strays by 0.009, the deviation by 0.006.
            assertThat(mean).isCloseTo(0, within(0.05));
            assertThat(Math.sqrt(square)).isCloseTo(noise.deviation(0, 0), within(0.03));
        }
    }

    @Test
    void theSumOfFourHasMeanZeroAndDeviationOne() {
        RandomStream random = Seed.of(7).stream();
        int n = 100_000;
        double mean = 0;
        double square = 0;
        for (int i = 0; i < n; i++) {
            double value = InstanceNoise.nearlyNormal(random);
            assertThat(Math.abs(value)).isLessThan(3.5);
            mean += value / n;
            square += value * value / n;
        }
        assertThat(mean).isCloseTo(0, within(0.02));
        assertThat(square).isCloseTo(1, within(0.02));
    }

    @Test
    void withoutNoisePicturesStayAndThereIsNoState() {
        try (InstanceNoise none = new InstanceNoise(false);
                Scope scope = Scope.open()) {
            observe(none, 0, 100);
            Tensor pictures = Tensor.zeros(DType.F32, 2, 3, 16, 16);
            assertThat(none.over(pictures, Seed.of(1), 0, 0)).isSameAs(pictures);
            assertThat(none.figures(0, 0)).isEmpty();
            assertThat(none.namedTensors()).isEmpty();
        }
    }

    @Test
    void itsTensorsCarryIt() {
        try (InstanceNoise one = new InstanceNoise(true);
                InstanceNoise other = new InstanceNoise(true)) {
            observe(one, 0.01, 17);
            other.namedTensors()
                    .forEach(
                            (name, tensor) -> tensor.copyFrom(one.namedTensors().get(name)));
            observe(one, 0.6, 9);
            observe(other, 0.6, 9);
            assertThat(other.figures(0, 0)).isEqualTo(one.figures(0, 0));
        }
    }
}
