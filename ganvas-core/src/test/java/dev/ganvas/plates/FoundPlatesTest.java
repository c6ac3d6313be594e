package dev.ganvas.plates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.geometry.Quad;
import dev.ganvas.plates.network.FinderNetwork;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundPlatesTest {
    private static final int WIDE = 12;
    private static final int HIGH = 8;

    private static float[] nothing() {
        float[] map = new float[9 * WIDE * HIGH];
        Arrays.fill(map, 0, WIDE * HIGH, -9);
        return map;
    }

    /** Writes what the network should say at a cell of a plate with these corners. */
    private static void say(float[] map, int x, int y, float logit, Quad corners) {
        map[y * WIDE + x] = logit;
        for (int i = 0; i < 4; i++) {
            double middleX = (x + 0.5) * FinderNetwork.CELL;
            double middleY = (y + 0.5) * FinderNetwork.CELL;
            map[((1 + 2 * i) * HIGH + y) * WIDE + x] =
                    (float) ((corners.corner(i).x() - middleX) / FinderNetwork.UNIT);
            map[((2 + 2 * i) * HIGH + y) * WIDE + x] =
                    (float) ((corners.corner(i).y() - middleY) / FinderNetwork.UNIT);
        }
    }

    @Test
    void peaksBecomeTheirCorners() {
        float[] map = nothing();
        Quad plate = Quad.rectangle(20, 18, 40, 13);
        for (int y = 2; y <= 4; y++) {
            for (int x = 4; x <= 6; x++) {
                say(map, x, y, x == 5 && y == 3 ? 4 : 1, plate);
            }
        }
        List<FoundPlates.Found> found = FoundPlates.in(map, 0, WIDE, HIGH, 0.4);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).corners().overlap(plate)).isGreaterThan(0.99);
        assertThat(found.get(0).score()).isBetween(0.98, 0.99);
    }

    @Test
    void ofTwoThatOverlapTheSurerStays() {
        float[] map = nothing();
        Quad plate = Quad.rectangle(20, 18, 40, 13);
        say(map, 3, 3, 2, plate);
        say(map, 6, 3, 3, Quad.rectangle(21, 18, 40, 13));
        say(map, 9, 6, 1, Quad.rectangle(66, 48, 20, 9));
        List<FoundPlates.Found> found = FoundPlates.in(map, 0, WIDE, HIGH, 0.4);
        assertThat(found).hasSize(2);
        assertThat(found.get(0).score()).isGreaterThan(0.95);
        assertThat(FoundPlates.in(map, 0, WIDE, HIGH, 0.9)).hasSize(1);
        assertThat(FoundPlates.in(nothing(), 0, WIDE, HIGH, 0.4)).isEmpty();
    }
}
