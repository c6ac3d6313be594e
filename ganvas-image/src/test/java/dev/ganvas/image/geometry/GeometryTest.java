package dev.ganvas.image.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeometryTest {
    private static final Quad ASLANT =
            new Quad(List.of(new Point(10, 12), new Point(50, 5), new Point(55, 40), new Point(8, 30)));

    @Test
    void cornersComeOntoCornersAndBack() {
        Quad square = Quad.rectangle(0, 0, 7, 3);
        Homography there = Homography.between(square, ASLANT);
        Homography back = Homography.between(ASLANT, square);
        for (int i = 0; i < 4; i++) {
            Point seen = there.map(square.corner(i));
            assertThat(seen.distance(ASLANT.corner(i))).isLessThan(1e-9);
            assertThat(back.map(seen).distance(square.corner(i))).isLessThan(1e-9);
        }
    }

    /** Straight lines stay straight: the middle of a square is where the diagonals of what it becomes meet. */
    @Test
    void diagonalsMeetWhereTheMiddleGoes() {
        Point middle = Homography.between(Quad.rectangle(-1, -1, 2, 2), ASLANT).map(new Point(0, 0));
        assertThat(middle.turn(ASLANT.corner(0), ASLANT.corner(2))).isCloseTo(0, within(1e-9));
        assertThat(middle.turn(ASLANT.corner(1), ASLANT.corner(3))).isCloseTo(0, within(1e-9));
    }

    @Test
    void threeCornersOnALineAreRefused() {
        Quad flat = new Quad(List.of(new Point(0, 0), new Point(1, 0), new Point(2, 0), new Point(3, 0)));
        assertThatThrownBy(() -> Homography.between(flat, ASLANT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("on a line");
    }

    @Test
    void anUprightRectangleIsCutOutAsItIs() {
        Planes picture = Planes.black(6, 5, 2);
        for (int i = 0; i < picture.values().length; i++) {
            picture.values()[i] = i;
        }
        Planes cut = Homography.rectified(picture, Quad.rectangle(1, 2, 4, 3), 4, 3);
        assertThat(cut.values()).isEqualTo(picture.crop(1, 2, 4, 3).values());
    }

    @Test
    void overlapsAreThoseOfAreas() {
        Quad one = Quad.rectangle(0, 0, 4, 2);
        assertThat(one.area()).isEqualTo(8);
        assertThat(one.overlap(one)).isCloseTo(1, within(1e-9));
        assertThat(one.overlap(Quad.rectangle(2, 0, 4, 2))).isCloseTo(4.0 / 12, within(1e-9));
        assertThat(one.overlap(Quad.rectangle(9, 0, 4, 2))).isZero();
        // A square, and the same turned by an eighth: what both cover is an octagon.
        Quad square = Quad.rectangle(-1, -1, 2, 2);
        double far = Math.sqrt(2);
        Quad turned = new Quad(List.of(new Point(0, -far), new Point(far, 0), new Point(0, far), new Point(-far, 0)));
        double octagon = 8 * (far - 1);
        assertThat(square.overlap(turned)).isCloseTo(octagon / (8 - octagon), within(1e-9));
        assertThat(turned.overlap(square)).isCloseTo(octagon / (8 - octagon), within(1e-9));
    }

    @Test
    void theSmallestRectangleLiesAslantWhereThePointsDo() {
        List<Point> points = new ArrayList<>();
        double angle = 0.3;
        for (int i = 0; i <= 20; i++) {
            for (int j = 0; j <= 4; j++) {
                points.add(new Point(
                        i * Math.cos(angle) - j * Math.sin(angle), i * Math.sin(angle) + j * Math.cos(angle)));
            }
        }
        Quad rectangle = ConvexHull.rectangleAround(points);
        assertThat(rectangle.width()).isCloseTo(20, within(1e-9));
        assertThat(rectangle.height()).isCloseTo(4, within(1e-9));
        assertThat(rectangle.corner(0).distance(new Point(0, 0))).isLessThan(1e-9);
        List<Point> grid = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            grid.add(new Point(i % 4, i / 4));
        }
        assertThat(ConvexHull.of(grid))
                .containsExactlyInAnyOrder(new Point(0, 0), new Point(3, 0), new Point(3, 2), new Point(0, 2));
    }

    @Test
    void pointsOnALineHaveARectangleWithoutArea() {
        Quad line = ConvexHull.rectangleAround(List.of(new Point(1, 1), new Point(3, 3), new Point(2, 2)));
        assertThat(line.area()).isCloseTo(0, within(1e-9));
        assertThat(ConvexHull.rectangleAround(List.of(new Point(5, 5))).middle())
                .isEqualTo(new Point(5, 5));
    }
}
