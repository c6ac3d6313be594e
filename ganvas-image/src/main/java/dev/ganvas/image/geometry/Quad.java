package dev.ganvas.image.geometry;

import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Four corners of something flat that was photographed, clockwise from its own upper left one; should be convex.
 *
 * @param corners upper left, upper right, lower right, lower left
 */
public record Quad(List<Point> corners) {
    private static final int CORNERS = 4;

    public Quad {
        corners = List.copyOf(corners);
        Require.that(corners.size() == CORNERS, "a quadrilateral has four corners, not " + corners.size());
    }

    /** An upright rectangle. */
    public static Quad rectangle(double left, double top, double width, double height) {
        return new Quad(List.of(
                new Point(left, top),
                new Point(left + width, top),
                new Point(left + width, top + height),
                new Point(left, top + height)));
    }

    public Point corner(int number) {
        return corners.get(number);
    }

    /** Each corner elsewhere. */
    public Quad map(UnaryOperator<Point> change) {
        return new Quad(corners.stream().map(change).toList());
    }

    public Quad scaled(double factor) {
        return map(point -> point.scaled(factor));
    }

    public double left() {
        return corners.stream().mapToDouble(Point::x).min().orElseThrow();
    }

    public double right() {
        return corners.stream().mapToDouble(Point::x).max().orElseThrow();
    }

    public double top() {
        return corners.stream().mapToDouble(Point::y).min().orElseThrow();
    }

    public double bottom() {
        return corners.stream().mapToDouble(Point::y).max().orElseThrow();
    }

    /** The upright rectangle around it. */
    public Quad bounds() {
        return rectangle(left(), top(), right() - left(), bottom() - top());
    }

    public Point middle() {
        return new Point(
                corners.stream().mapToDouble(Point::x).average().orElseThrow(),
                corners.stream().mapToDouble(Point::y).average().orElseThrow());
    }

    /** Mean length of the upper and the lower side. */
    public double width() {
        return (corner(0).distance(corner(1)) + corner(3).distance(corner(2))) / 2;
    }

    /** Mean length of the left and the right side. */
    public double height() {
        return (corner(0).distance(corner(3)) + corner(1).distance(corner(2))) / 2;
    }

    /** The same from another corner on: turned by so many quarters. */
    public Quad turned(int quarters) {
        List<Point> turned = new ArrayList<>();
        for (int i = 0; i < CORNERS; i++) {
            turned.add(corner(Math.floorMod(i + quarters, CORNERS)));
        }
        return new Quad(turned);
    }

    /** Each corner moved away from the middle, by parts of the distance. */
    public Quad grown(double part) {
        Point middle = middle();
        return map(point -> middle.plus((point.x() - middle.x()) * (1 + part), (point.y() - middle.y()) * (1 + part)));
    }

    public double area() {
        return area(corners);
    }

    /** Area that both cover by the area that either covers, 0 to 1; both convex. */
    public double overlap(Quad other) {
        double both = area(clipped(corners, other.corners));
        double either = area() + other.area() - both;
        return either <= 0 ? 0 : both / either;
    }

    private static double area(List<Point> polygon) {
        double twice = 0;
        for (int i = 0; i < polygon.size(); i++) {
            Point a = polygon.get(i);
            Point b = polygon.get((i + 1) % polygon.size());
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    /** What of a polygon lies within a convex one (Sutherland and Hodgman, "Reentrant polygon clipping", 1974). */
    private static List<Point> clipped(List<Point> polygon, List<Point> by) {
        double direction = 0;
        for (int i = 2; i < by.size(); i++) {
            direction += by.get(i).turn(by.get(0), by.get(i - 1));
        }
        List<Point> left = polygon;
        for (int i = 0; i < by.size() && !left.isEmpty(); i++) {
            left = half(left, by.get(i), by.get((i + 1) % by.size()), Math.signum(direction));
        }
        return left;
    }

    private static List<Point> half(List<Point> polygon, Point a, Point b, double direction) {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < polygon.size(); i++) {
            Point from = polygon.get(i);
            Point to = polygon.get((i + 1) % polygon.size());
            double first = from.turn(a, b) * direction;
            double second = to.turn(a, b) * direction;
            if (first >= 0) {
                kept.add(from);
            }
            if (first >= 0 != second >= 0) {
                double part = first / (first - second);
                kept.add(from.plus((to.x() - from.x()) * part, (to.y() - from.y()) * part));
            }
        }
        return kept;
    }
}
