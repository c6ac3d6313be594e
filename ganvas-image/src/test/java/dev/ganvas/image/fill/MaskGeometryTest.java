package dev.ganvas.image.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaskGeometryTest {
    private static Planes random(int width, int height, int seed, double density) {
        RandomStream stream = Seed.of(seed).stream();
        Planes mask = Planes.black(width, height, 1);
        for (int i = 0; i < mask.area(); i++) {
            mask.values()[i] = stream.nextDouble() < density ? 1 : 0;
        }
        return mask;
    }

    private static Planes drawn(String... rows) {
        Planes mask = Planes.black(rows[0].length(), rows.length, 1);
        for (int i = 0; i < mask.area(); i++) {
            mask.values()[i] = rows[i / mask.width()].charAt(i % mask.width()) == '#' ? 1 : 0;
        }
        return mask;
    }

    @Property(tries = 150)
    void distancesAreExact(
            @ForAll @IntRange(min = 1, max = 25) int width,
            @ForAll @IntRange(min = 1, max = 25) int height,
            @ForAll int seed) {
        Planes mask = random(width, height, seed, 0.03);
        float[] squared = DistanceMap.of(mask).squared();
        for (int i = 0; i < mask.area(); i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < mask.area(); j++) {
                int dx = i % width - j % width;
                int dy = i / width - j / width;
                least = mask.values()[j] > 0 ? Math.min(least, dx * dx + dy * dy) : least;
            }
            assertThat((double) squared[i]).isEqualTo(least);
        }
    }

    @Test
    void dilationAndFeather() {
        Planes mask = drawn(".......", ".......", "...#...", ".......", ".......");
        Planes grown = DistanceMap.of(mask).dilated(1.5);
        assertThat(grown.values())
                .isEqualTo(drawn(".......", "..###..", "..###..", "..###..", ".......")
                        .values());
        Planes weights = DistanceMap.of(mask).feathered(4);
        assertThat(weights.value(0, 2, 3)).isEqualTo(1);
        assertThat(weights.value(0, 2, 4)).isCloseTo(0.75f, within(1e-6f));
        assertThat(weights.value(0, 0, 0)).isCloseTo((float) (1 - Math.sqrt(13) / 4), within(1e-6f));
        assertThat(DistanceMap.of(drawn("...")).dilated(9).values()).containsOnly(0);
        assertThatThrownBy(() -> DistanceMap.of(mask).feathered(0)).isInstanceOf(UsageException.class);
    }

    @Test
    void partsThatHangTogether() {
        List<Region> regions = Region.of(drawn("##....", "..#...", "......", "...###", "#..#.#"));
        assertThat(regions)
                .containsExactly(new Region(0, 0, 3, 2, 3), new Region(3, 3, 3, 2, 5), new Region(0, 4, 1, 1, 1));
        assertThat(regions.get(1).grown(2, 6, 5)).isEqualTo(new Region(1, 1, 5, 4, 5));
        assertThat(Region.merged(
                        List.of(new Region(0, 0, 3, 3, 1), new Region(8, 8, 2, 2, 4), new Region(2, 2, 7, 7, 2))))
                .containsExactly(new Region(0, 0, 10, 10, 7));
        assertThat(Region.merged(regions)).hasSize(3);
        assertThat(Region.of(drawn("..."))).isEmpty();
    }

    @Property(tries = 100)
    void areasAddUp(
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll int seed) {
        Planes mask = random(width, height, seed, 0.4);
        int sum = 0;
        for (float value : mask.values()) {
            sum += (int) value;
        }
        assertThat(Region.of(mask).stream().mapToInt(Region::area).sum()).isEqualTo(sum);
    }

    @Test
    void compositesKeepWhatIsOutside() {
        Planes below = random(9, 7, 1, 0.5);
        Planes above = random(9, 7, 2, 0.5);
        Planes weights = DistanceMap.of(random(9, 7, 3, 0.05)).feathered(2);
        Planes mixed = Composite.of(below, above, weights);
        for (int i = 0; i < mixed.area(); i++) {
            float weight = weights.values()[i];
            float expected = below.values()[i] + weight * (above.values()[i] - below.values()[i]);
            assertThat(mixed.values()[i]).isEqualTo(expected);
        }
        assertThatThrownBy(() -> Composite.of(below, above, Planes.black(9, 8, 1)))
                .isInstanceOf(UsageException.class);
    }
}
