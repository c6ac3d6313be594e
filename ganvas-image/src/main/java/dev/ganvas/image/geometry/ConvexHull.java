package dev.ganvas.image.geometry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The smallest convex shape around points, and the smallest rectangle around that. */
public final class ConvexHull {
    private ConvexHull() {}

    /** Its corners in order (Andrew's monotone chain, 1979); one or two for points on a line. */
    public static List<Point> of(List<Point> points) {
        List<Point> sorted = points.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
                .toList();
        if (sorted.size() < 3) {
            return sorted;
        }
        List<Point> hull = new ArrayList<>();
        chain(sorted, hull, 1);
        int lower = hull.size();
        List<Point> reversed = new ArrayList<>(sorted);
        Collections.reverse(reversed);
        chain(reversed.subList(1, reversed.size()), hull, lower);
        hull.remove(hull.size() - 1);
        return hull;
    }

    private static void chain(List<Point> sorted, List<Point> hull, int fixed) {
        for (Point point : sorted) {
            while (hull.size() > fixed && point.turn(hull.get(hull.size() - 2), hull.get(hull.size() - 1)) <= 0) {
                hull.remove(hull.size() - 1);
            }
            hull.add(point);
        }
    }

    /**
     * The rectangle of the least area around points, which has a side on the hull (Freeman and Shapira, 1975): clockwise from
     * the corner whose outgoing side runs most to the right.
     */
    public static Quad rectangleAround(List<Point> points) {
        List<Point> hull = of(points);
        Quad best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < hull.size(); i++) {
            Point a = hull.get(i);
            Point b = hull.get((i + 1) % hull.size());
            double angle = hull.size() == 1 ? 0 : Math.atan2(b.y() - a.y(), b.x() - a.x());
            Quad rectangle = around(hull, angle);
            double area = rectangle.area();
            if (area < least) {
                least = area;
                best = rectangle;
            }
        }
        return upright(best);
    }

    private static Quad around(List<Point> hull, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        Quad turned = around(hull.stream()
                .map(p -> new Point(p.x() * cos + p.y() * sin, p.y() * cos - p.x() * sin))
                .toList());
        return turned.map(p -> new Point(p.x() * cos - p.y() * sin, p.x() * sin + p.y() * cos));
    }

    private static Quad around(List<Point> points) {
        double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
        double top = points.stream().mapToDouble(Point::y).min().orElseThrow();
        double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
        double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
        return Quad.rectangle(left, top, right - left, bottom - top);
    }

    /** The same rectangle from the corner on whose outgoing side runs most to the right. */
    private static Quad upright(Quad rectangle) {
        Quad best = rectangle;
        double most = Double.NEGATIVE_INFINITY;
        for (int quarters = 0; quarters < 4; quarters++) {
            Quad turned = rectangle.turned(quarters);
            double length = turned.corner(0).distance(turned.corner(1));
            double right =
                    length == 0 ? 0 : (turned.corner(1).x() - turned.corner(0).x()) / length;
            if (right > most + 1e-9) {
                most = right;
                best = turned;
            }
        }
        return best;
    }
}
