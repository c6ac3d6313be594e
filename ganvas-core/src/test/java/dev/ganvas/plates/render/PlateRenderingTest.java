package dev.ganvas.plates.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Homography;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.plates.PlateAlphabet;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.plates.PlateStrip;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlateRenderingTest {
    private static Planes grey(int width, int height) {
        Planes planes = Planes.black(width, height, 3);
        Arrays.fill(planes.values(), 0.5f);
        return planes;
    }

    @ParameterizedTest
    @EnumSource(PlateKind.class)
    void textsAreOfTheirKindAndCropsAreWhatReadersTake(PlateKind kind) {
        for (int i = 0; i < 12; i++) {
            PlateCrop crop = PlateCrops.draw(grey(96, 96), kind, Seed.of(i));
            assertThat(crop.kind()).isEqualTo(kind);
            assertThat(kind.patterns()).anyMatch(pattern -> pattern.matches(crop.text()));
            assertThat(crop.picture().width()).isEqualTo(PlateStrip.WIDTH);
            assertThat(crop.picture().height()).isEqualTo(PlateStrip.HEIGHT);
        }
    }

    @Test
    void theSameSeedDrawsTheSame() {
        Planes background = grey(96, 96);
        PlateCrop once = PlateCrops.draw(background, Seed.of(4));
        PlateCrop again = PlateCrops.draw(background, Seed.of(4));
        assertThat(again.text()).isEqualTo(once.text());
        assertThat(again.picture().values()).isEqualTo(once.picture().values());
        assertThat(PlateCrops.draw(background, Seed.of(5)).picture().values())
                .isNotEqualTo(once.picture().values());
        assertThat(background.values()).containsOnly(0.5f);
    }

    /** Each character of the alphabet has a shape of its own that leaves some of its box free and some not. */
    @Test
    void everyCharacterIsDrawn() {
        Set<Integer> shapes = new HashSet<>();
        String chinese = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ" + PlateAlphabet.PROVINCES + PlateAlphabet.ENDINGS;
        for (char character : chinese.toCharArray()) {
            Glyph glyph = ChineseGlyphs.of(ChineseGlyphs.Set.SINGLE, character);
            shapes.add(Arrays.hashCode(glyph.ink()));
        }
        assertThat(shapes).hasSize(chinese.length());
        shapes.clear();
        StrokeFont font = new StrokeFont(StrokeFont.Pen.USUAL, false, true);
        for (char character : PlateAlphabet.LATIN.toCharArray()) {
            float[] ink = font.glyph(character).ink();
            double sum = 0;
            for (float each : ink) {
                sum += each;
            }
            assertThat(sum / ink.length).as(String.valueOf(character)).isBetween(0.1, 0.7);
            shapes.add(Arrays.hashCode(ink));
        }
        assertThat(shapes).hasSize(36);
    }

    /** A plate that is cut out by its corners is where they say: its upper left corner shows paper and rim, not the photograph. */
    @Test
    void cornersAreThoseOfThePlate() {
        int plates = 0;
        for (int i = 0; i < 6; i++) {
            PlateScene scene = PlateScenes.draw(grey(256, 256), PlateScenes.Plan.STREET, Seed.of(i));
            for (PlateScene.Shown plate : scene.plates()) {
                plates++;
                for (Point corner : plate.corners().corners()) {
                    assertThat(corner.x()).isBetween(0.0, 256.0);
                    assertThat(corner.y()).isBetween(0.0, 256.0);
                }
                Planes front = Homography.rectified(scene.picture(), plate.corners(), 88, 28);
                assertThat(contrast(front)).isGreaterThan(0.02);
            }
        }
        assertThat(plates).isGreaterThanOrEqualTo(4);
    }

    private static double contrast(Planes front) {
        double sum = 0;
        double squares = 0;
        for (float value : front.values()) {
            sum += value;
            squares += value * value;
        }
        double mean = sum / front.values().length;
        return Math.sqrt(squares / front.values().length - mean * mean);
    }

    @Test
    void rowsComeSideBySide() {
        Planes plate = Planes.black(96, 48, 3);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < 17; y++) {
                Arrays.fill(plate.values(), (c * 48 + y) * 96, (c * 48 + y + 1) * 96, 1);
            }
        }
        Planes strip = PlateStrip.ofTwoRows(plate);
        assertThat(strip.value(0, 12, 10)).isEqualTo(1);
        assertThat(strip.value(0, 12, 60)).isZero();
    }
}
