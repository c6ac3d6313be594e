package dev.ganvas.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Picture;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.vision.Face;
import dev.ganvas.vision.Face.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaceAlignmentTest {
    private static final List<Point> PLACES = List.of(
            new Point(38.2946, 51.6963),
            new Point(73.5318, 51.5014),
            new Point(56.0252, 71.7366),
            new Point(41.5493, 92.3655),
            new Point(70.7299, 92.2041));

    /** A picture whose red is x and whose green is y. */
    private static Picture coordinates(int side) {
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                rgb[3 * (y * side + x)] = (byte) x;
                rgb[3 * (y * side + x) + 1] = (byte) y;
            }
        }
        return new Picture(side, side, rgb);
    }

    @Test
    void aTurnedFaceComesUpright() {
        double angle = 0.3;
        List<Point> turned = PLACES.stream()
                .map(place -> new Point(
                        60 + 1.2 * (Math.cos(angle) * place.x() - Math.sin(angle) * place.y()),
                        20 + 1.2 * (Math.sin(angle) * place.x() + Math.cos(angle) * place.y())))
                .toList();
        Picture aligned = FaceAlignment.of(coordinates(256), new Face(10, 10, 100, 100, 1, turned));
        for (int i = 0; i < PLACES.size(); i++) {
            int at = 3
                    * ((int) Math.round(PLACES.get(i).y()) * FaceAlignment.SIDE
                            + (int) Math.round(PLACES.get(i).x()));
            assertThat(aligned.rgb()[at] & 0xff).isCloseTo((int) turned.get(i).x(), within(2));
            assertThat(aligned.rgb()[at + 1] & 0xff)
                    .isCloseTo((int) turned.get(i).y(), within(2));
        }
    }

    @Test
    void aFaceWithoutPointsIsCutOutAsASquare() {
        Picture aligned = FaceAlignment.of(coordinates(256), new Face(50, 60, 112, 56, 1, List.of()));
        assertThat(aligned.rgb()[0] & 0xff).isEqualTo(50);
        assertThat(aligned.rgb()[1] & 0xff).isEqualTo(32);
    }

    @Test
    void coversKeepNothingButMeans() {
        Raster picture = Raster.of(coordinates(120));
        Face face = new Face(40, 30, 30, 30, 1, List.of());
        FaceCover.PIXELS.apply(picture, List.of(face));
        assertThat(picture.sample(20, 20, 0)).isEqualTo(20);
        long colours = IntStream.range(40, 70)
                .map(x -> picture.sample(x, 45, 0))
                .distinct()
                .count();
        assertThat(colours).isLessThanOrEqualTo(6);
        FaceCover.FILL.apply(picture, List.of(new Face(-20, -20, 500, 500, 1, List.of())));
        assertThat(IntStream.range(0, 120)
                        .map(x -> picture.sample(x, 119 - x, 1))
                        .distinct())
                .hasSize(1);
    }
}
