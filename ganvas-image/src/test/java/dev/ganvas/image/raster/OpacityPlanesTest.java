package dev.ganvas.image.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OpacityPlanesTest {
    private static final float HIDDEN = 0.9f;

    /** A disc of one colour, everything outside invisible and of another. */
    private static Planes disc(int side, double radius, float colour, float hidden) {
        Planes planes = Planes.black(side, side, 4);
        int area = side * side;
        for (int i = 0; i < area; i++) {
            boolean inside = Math.hypot(i % side - side / 2, i / side - side / 2) < radius;
            for (int c = 0; c < 3; c++) {
                planes.values()[c * area + i] = inside ? colour : hidden;
            }
            planes.values()[3 * area + i] = inside ? 1 : 0;
        }
        return planes;
    }

    @Test
    void hiddenColoursAreReplacedByThoseOfTheEdge() {
        Planes bled = OpacityPlanes.bled(disc(33, 9, 0.25f, HIDDEN));
        for (int i = 0; i < 3 * bled.area(); i++) {
            assertThat(bled.values()[i]).isCloseTo(0.25f, within(1e-5f));
        }
        assertThat(Arrays.copyOfRange(bled.values(), 3 * bled.area(), 4 * bled.area()))
                .contains(0f, 1f);
    }

    @Property(tries = 100)
    void visibleColoursStayAndHiddenOnesNeverMatter(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll boolean grey,
            @ForAll long seed) {
        RandomStream random = new Seed(seed).stream();
        Planes planes = Planes.black(width, height, grey ? 2 : 4);
        int area = planes.area();
        int opacity = (planes.channels() - 1) * area;
        for (int i = 0; i < planes.values().length; i++) {
            double chance = random.nextDouble();
            planes.values()[i] = (float) (i >= opacity && chance < 0.7 ? 0 : chance);
        }
        Planes other =
                new Planes(width, height, planes.channels(), planes.values().clone());
        for (int i = 0; i < opacity; i++) {
            if (planes.values()[opacity + i % area] == 0) {
                other.values()[i] = (float) random.nextDouble();
            }
        }
        Planes bled = OpacityPlanes.bled(planes);
        assertThat(bled.values()).isEqualTo(OpacityPlanes.bled(other).values());
        for (int i = 0; i < planes.values().length; i++) {
            assertThat(bled.values()[i]).isBetween(0f, 1f);
            if (planes.values()[opacity + i % area] > 0) {
                assertThat(bled.values()[i]).isEqualTo(planes.values()[i]);
            }
        }
    }

    @Test
    void theColourIsThatOfTheNearerSide() {
        Planes planes = Planes.black(64, 8, 2);
        for (int y = 0; y < 8; y++) {
            planes.values()[y * 64] = 0.2f;
            planes.values()[y * 64 + 63] = 0.8f;
            planes.values()[(8 + y) * 64] = 1;
            planes.values()[(8 + y) * 64 + 63] = 1;
        }
        Planes bled = OpacityPlanes.bled(planes);
        assertThat(bled.value(0, 4, 1)).isCloseTo(0.2f, within(0.05f));
        assertThat(bled.value(0, 4, 62)).isCloseTo(0.8f, within(0.05f));
        assertThat(bled.value(0, 4, 10)).isLessThan(0.5f);
        assertThat(bled.value(0, 4, 53)).isGreaterThan(0.5f);
    }

    @Test
    void aFilterOfPremultipliedPlanesShowsNoHiddenColour() {
        Planes straight = OpacityPlanes.straight(blurred(OpacityPlanes.premultiplied(disc(33, 9, 0.25f, HIDDEN))));
        for (int i = 0; i < 3 * straight.area(); i++) {
            assertThat(straight.values()[i]).isCloseTo(0.25f, within(1e-4f));
        }
        // Without the detour the hidden colour does show at the edge.
        Planes mixed = blurred(disc(33, 9, 0.25f, HIDDEN));
        assertThat(mixed.value(0, 16, 16 + 9)).isGreaterThan(0.4f);
    }

    private static Planes blurred(Planes planes) {
        Planes blurred = Planes.black(planes.width(), planes.height(), planes.channels());
        for (int c = 0; c < planes.channels(); c++) {
            for (int y = 1; y < planes.height() - 1; y++) {
                for (int x = 1; x < planes.width() - 1; x++) {
                    float sum = 0;
                    for (int i = 0; i < 9; i++) {
                        sum += planes.value(c, y - 1 + i / 3, x - 1 + i % 3);
                    }
                    blurred.values()[(c * planes.height() + y) * planes.width() + x] = sum / 9;
                }
            }
        }
        return blurred;
    }

    @Test
    void sixteenBitsComeBackFromPremultiplication() {
        Raster raster = Rasters.smooth(50, 40, 4, 16);
        Raster back = Raster.black(raster.header());
        back.put(0, 0, OpacityPlanes.straight(OpacityPlanes.premultiplied(raster.planes())));
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 50; x++) {
                for (int c = 0; c < 4; c++) {
                    // What is not seen at all has lost its colour.
                    boolean seen = raster.sample(x, y, 3) > 0 || c == 3;
                    assertThat(back.sample(x, y, c)).isCloseTo(raster.sample(x, y, c), within(seen ? 1 : 65535));
                }
            }
        }
    }

    @Test
    void planesWithoutOpacityStayAndWithNothingVisibleAreBlack() {
        Planes colours = Rasters.smooth(5, 4, 3, 8).planes();
        assertThat(OpacityPlanes.bled(colours)).isSameAs(colours);
        assertThat(OpacityPlanes.premultiplied(colours)).isSameAs(colours);
        assertThat(OpacityPlanes.straight(colours)).isSameAs(colours);
        Planes nothing = disc(7, 0, 0, HIDDEN);
        assertThat(OpacityPlanes.bled(nothing).values()).containsOnly(0f);
    }
}
