package dev.ganvas.image.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.FilmGrain;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrainTest {
    private static Planes slope() {
        Planes slope = Planes.black(320, 320, 3);
        for (int i = 0; i < slope.values().length; i++) {
            slope.values()[i] = 0.3f + i % 320 / 1000f;
        }
        return slope;
    }

    /** The flattest fifth of the blocks has a little less grain than all. */
    @ParameterizedTest
    @CsvSource({"8, 0, 0.35", "8, 1, 0.2", "3, 0.7, 0.2"})
    void grainIsFoundAndMatched(double sigma, double size, double tolerance) {
        Planes grained = new FilmGrain(Span.of(sigma), Span.of(size), true).apply(slope(), Seed.of(2));
        Grain grain = Grain.of(grained, Planes.black(320, 320, 1));
        assertThat(grain.sigma()).isCloseTo(sigma, within(0.2 * sigma));
        assertThat(grain.size()).isCloseTo(size, within(tolerance));

        Planes weights = Planes.black(320, 320, 1);
        Arrays.fill(weights.values(), 0, 160 * 320, 1);
        Planes half = grain.addTo(slope(), weights, Seed.of(3));
        assertThat(half.value(2, 200, 7)).isEqualTo(slope().value(2, 200, 7));
        assertThat(half.value(2, 100, 7)).isNotEqualTo(slope().value(2, 100, 7));
        // Where it is not to look there is no grain in the upper half.
        assertThat(Grain.of(half, weights).sigma()).isLessThan(0.1);
    }
}
