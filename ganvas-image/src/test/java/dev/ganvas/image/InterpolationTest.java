package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InterpolationTest {
    private static float[] of(Interpolation kind, int width, float... row) {
        return kind.resize(new Planes(row.length, 1, 1, row), width, 1).values();
    }

    @Test
    void eachKindOnARow() {
        // The mean of 0, 1, 4 for the first of three, of 4, 9, 16 for the second: pixels 0 to 2.33, 2.33 to 4.67.
        assertThat(of(Interpolation.AREA, 3, 0, 1, 4, 9, 16, 25, 36))
                .containsExactly(new float[] {5 / 3f, 29 / 3f, 77 / 3f}, within(1e-6f));
        // Positions (i + 0.5) / 2 - 0.5, the first clamped to the edge.
        assertThat(of(Interpolation.BILINEAR, 4, 0, 1)).containsExactly(0, 0.25f, 0.75f, 1);
        // At 0.75 between pixels: Keys' cubic with a = -0.75 at 1.75, 0.75, 0.25 and 1.25 from the point.
        assertThat(of(Interpolation.BICUBIC, 8, 0, 0, 1, 0)[4]).isCloseTo(0.87890625f, within(1e-6f));
    }

    @Property(tries = 60)
    void plainStaysPlain(
            @ForAll Interpolation kind,
            @ForAll @IntRange(min = 1, max = 20) int from,
            @ForAll @IntRange(min = 1, max = 20) int to) {
        Planes plain = Planes.black(from, 3, 2);
        Arrays.fill(plain.values(), 0.3f);
        for (float value : kind.resize(plain, to, to).values()) {
            assertThat(value).isCloseTo(0.3f, within(1e-6f));
        }
    }
}
