package dev.ganvas.image.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HolesTest {
    private static double meanArea(Holes holes, int side) {
        return IntStream.range(0, 200)
                .mapToDouble(seed -> Holes.area(holes.mask(side, side, Seed.of(seed))))
                .average()
                .orElseThrow();
    }

    /** As hard as one another: a fifth to a third of the picture. */
    @Test
    void theyCoverAFifthToAThird() {
        for (Holes holes : new Holes[] {Holes.thin(), Holes.medium(), Holes.thick()}) {
            assertThat(meanArea(holes, 128)).isBetween(0.2, 0.35);
        }
    }

    /** Strokes of thick masks are wider, so less of the hole lies near its edge. */
    @Test
    void thickHolesAreDeeperThanThinOnes() {
        assertThat(edges(Holes.thin())).isGreaterThan(1.5 * edges(Holes.medium()));
        assertThat(edges(Holes.medium())).isGreaterThan(1.5 * edges(Holes.thick()));
    }

    private static double edges(Holes holes) {
        double edges = 0;
        double area = 0;
        for (int seed = 0; seed < 50; seed++) {
            Planes mask = holes.mask(128, 128, Seed.of(seed));
            for (int i = 1; i < mask.area(); i++) {
                edges += Math.abs(mask.values()[i] - mask.values()[i - 1]);
                area += mask.values()[i];
            }
        }
        return edges / area;
    }

    @Test
    void theyGrowWithThePicture() {
        for (Holes holes : new Holes[] {Holes.thin(), Holes.medium(), Holes.thick()}) {
            assertThat(meanArea(holes, 320)).isCloseTo(meanArea(holes, 160), within(0.05));
        }
    }

    @Property(tries = 200)
    void trainingMasksCoverHalfAtMost(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll int seed) {
        Planes mask = Holes.training().mask(width, height, Seed.of(seed));
        assertThat(mask.channels()).isEqualTo(1);
        for (float value : mask.values()) {
            assertThat(value).isIn(0f, 1f);
        }
        if (Math.min(width, height) >= 32) {
            assertThat(Holes.area(mask)).isLessThanOrEqualTo(0.5).isPositive();
        }
    }

    @Test
    void onlyTheHoleIsTouched() {
        Planes clean = Samples.plain(64, 48, 3, 0.7);
        Planes mask = Holes.thick().mask(64, 48, Seed.of(3));
        Planes holed = Holes.thick().apply(clean, Seed.of(3));
        for (int i = 0; i < holed.values().length; i++) {
            assertThat(holed.values()[i]).isEqualTo(mask.values()[i % mask.area()] > 0 ? 0 : 0.7f);
        }
        assertThatThrownBy(() -> new Holes.Boxes(1, 10, 240)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Holes.Strokes(3, 2, 10, 10)).isInstanceOf(UsageException.class);
    }
}
