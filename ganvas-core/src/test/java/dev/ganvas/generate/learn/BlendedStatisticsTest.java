package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BlendedStatisticsTest {
    private static final Architecture ARCHITECTURE = new Architecture(Architecture.Family.DCGAN, 32, 8, 8, 8, 0);

    private static Map<String, float[]> values(GeneratorNetwork network) {
        Map<String, float[]> values = new TreeMap<>();
        network.namedBuffers().forEach((name, buffer) -> values.put(name, buffer.toFloats()));
        return values;
    }

    @Test
    void meansAreBlendedAndVariancesByTheirLogarithms() {
        try (Scope scope = Scope.open();
                GeneratorNetwork network = ARCHITECTURE.generator(Seed.of(1))) {
            // Means 0 and 3, variances 1 and 4.
            Map<String, float[]> averaged = values(network);
            BlendedStatistics statistics = BlendedStatistics.of(
                    network, () -> network.namedBuffers().values().forEach(buffer -> buffer.copyFrom(buffer.add(3))));
            Map<String, float[]> anew = values(network);
            assertThat(averaged).isNotEmpty();

            statistics.blend(0.5);
            values(network).forEach((name, half) -> {
                float[] expected = new float[half.length];
                Arrays.fill(expected, name.endsWith("running_var") ? 2 : 1.5f);
                assertThat(half).as(name).containsExactly(expected, within(1e-5f));
            });
            statistics.blend(1);
            values(network).forEach((name, all) -> assertThat(all).as(name).containsExactly(anew.get(name)));
            statistics.blend(0);
            values(network).forEach((name, none) -> assertThat(none).as(name).containsExactly(averaged.get(name)));
        }
    }

    @Property
    void theLowestPointOfAParabolaIsFound(
            @ForAll @DoubleRange(min = 0, max = 2) double lowest,
            @ForAll @DoubleRange(min = 0.01, max = 10) double slope) {
        double[] distances = {0, 0.5, 1};
        for (int i = 0; i < 3; i++) {
            distances[i] = 0.2 + slope * (distances[i] - lowest) * (distances[i] - lowest);
        }
        assertThat(BlendedStatistics.lowest(distances[0], distances[1], distances[2]))
                .isCloseTo(lowest, within(1e-6));
    }

    @Test
    void whatHasNoLowestPointWithinReachIsTakenAtTheNearerEnd() {
        assertThat(BlendedStatistics.lowest(1, 2, 1.5)).isZero();
        assertThat(BlendedStatistics.lowest(3, 2, 1)).isEqualTo(1);
        assertThat(BlendedStatistics.lowest(9, 4, 1)).isEqualTo(1.5);
        assertThat(BlendedStatistics.lowest(25, 20.25, 16))
                .as("at 5, which is too far")
                .isEqualTo(2);
        assertThat(BlendedStatistics.lowest(1, 4, 9)).isZero();
    }
}
