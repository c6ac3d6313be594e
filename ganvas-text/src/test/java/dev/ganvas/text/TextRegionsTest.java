package dev.ganvas.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.geometry.Quad;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRegionsTest {
    private static final int WIDE = 100;

    private static void fill(float[] map, int left, int top, int width, int height, float value) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                map[y * WIDE + x] = value;
            }
        }
    }

    /** A region of 40 x 8 grows by 320 * 1.6 / 96 pixels to each side. */
    @Test
    void regionsGrowBackToTheirLines() {
        float[] map = new float[WIDE * 60];
        fill(map, 20, 20, 40, 8, 0.9f);
        List<Quad> boxes = new TextRegions(WIDE, 60, map).boxes();
        assertThat(boxes).hasSize(1);
        double growth = 320 * 1.6 / 96;
        assertThat(boxes.get(0).left()).isCloseTo(20 - growth, within(1e-9));
        assertThat(boxes.get(0).bottom()).isCloseTo(28 + growth, within(1e-9));
    }

    @Test
    void faintAndTinyRegionsAreNoText() {
        float[] map = new float[WIDE * 60];
        fill(map, 20, 20, 40, 8, 0.4f);
        fill(map, 80, 20, 2, 2, 0.9f);
        assertThat(new TextRegions(WIDE, 60, map).boxes()).isEmpty();
    }

    @Test
    void linesComeInTheOrderOfReading() {
        float[] map = new float[WIDE * 60];
        fill(map, 60, 5, 20, 6, 0.9f);
        fill(map, 10, 7, 20, 6, 0.9f);
        fill(map, 30, 40, 20, 6, 0.9f);
        assertThat(new TextRegions(WIDE, 60, map)
                        .boxes().stream().map(box -> box.middle().x()))
                .containsExactly(20.0, 70.0, 40.0);
    }
}
