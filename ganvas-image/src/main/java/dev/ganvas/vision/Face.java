package dev.ganvas.vision;

import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A face that was found in a picture. All places are in pixels of the picture, from its upper left corner.
 *
 * @param left edge, which may lie outside of the picture
 * @param top edge
 * @param width of the box
 * @param height of the box
 * @param confidence 0 to 1, as the detector has it
 * @param points the right eye, the left eye, the tip of the nose, the right and the left corner of the mouth, of the person; none
 *     when the detector does not tell
 */
public record Face(double left, double top, double width, double height, double confidence, List<Point> points) {
    /** Points of a face that is known by some. */
    public static final int POINTS = 5;

    /** A place in a picture. */
    public record Point(double x, double y) {}

    public Face {
        points = List.copyOf(points);
        Require.that(
                Double.isFinite(left + top) && width > 0 && height > 0 && width + height < Double.POSITIVE_INFINITY,
                "a face has a place and a size");
        Require.that(points.isEmpty() || points.size() == POINTS, "a face has " + POINTS + " points or none");
    }

    /** The same face in a picture that is {@code scale} times as large, whose corner lies at the place given. */
    public Face scaled(double scale, double x, double y) {
        return new Face(
                x + left * scale,
                y + top * scale,
                width * scale,
                height * scale,
                confidence,
                points.stream()
                        .map(point -> new Point(x + point.x() * scale, y + point.y() * scale))
                        .toList());
    }

    /** Area that both boxes share, over the area that either has: 0 to 1. */
    public double overlap(Face other) {
        double wide = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
        double high = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
        double shared = Math.max(0, wide) * Math.max(0, high);
        return shared / (width * height + other.width * other.height - shared);
    }

    /** The best of those that overlap, the most confident first (non-maximum suppression). */
    public static List<Face> distinct(List<Face> faces, double mostOverlap) {
        List<Face> kept = new ArrayList<>();
        faces.stream()
                .sorted(Comparator.comparingDouble(Face::confidence).reversed())
                .filter(face -> kept.stream().allMatch(other -> other.overlap(face) <= mostOverlap))
                .forEach(kept::add);
        return kept;
    }
}
