package dev.ganvas.text;

import dev.ganvas.image.geometry.ConvexHull;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.image.geometry.Quad;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Lines of text in a map of how likely each pixel belongs to the middle of one (Liao et al., 2020, section 3.4, with PaddleOCR's numbers). */
final class TextRegions {
    /** A pixel belongs to a region from this probability on. */
    private static final float PIXEL = 0.3f;

    /** A region is text from this mean probability on. */
    private static final double REGION = 0.5;

    /** How far a region grows back to the line that it is the middle of: its area by its perimeter, times this. */
    private static final double GROWTH = 1.6;

    private static final double LEAST_SIDE = 3;
    private static final int MOST_REGIONS = 1000;

    private final int width;
    private final int height;
    private final float[] map;

    TextRegions(int width, int height, float[] map) {
        this.width = width;
        this.height = height;
        this.map = map;
    }

    /** From top to bottom; those of about the same height from left to right. */
    List<Quad> boxes() {
        boolean[] seen = new boolean[map.length];
        List<Quad> boxes = new ArrayList<>();
        for (int at = 0; at < map.length && boxes.size() < MOST_REGIONS; at++) {
            if (map[at] > PIXEL && !seen[at]) {
                box(region(at, seen), boxes);
            }
        }
        boxes.sort(Comparator.comparingDouble(box -> box.middle().y()));
        return rows(boxes);
    }

    /** The pixels of a region's edge, with corners and all, and the mean probability. */
    private record Region(List<Point> edge, double mean) {}

    private Region region(int start, boolean[] seen) {
        Deque<Integer> open = new ArrayDeque<>();
        open.add(start);
        seen[start] = true;
        List<Point> edge = new ArrayList<>();
        double sum = 0;
        int count = 0;
        while (!open.isEmpty()) {
            int at = open.remove();
            int x = at % width;
            int y = at / width;
            sum += map[at];
            count++;
            boolean inside = true;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    boolean part = isPart(x + dx, y + dy);
                    inside &= part;
                    int next = at + dy * width + dx;
                    if (part && !seen[next]) {
                        seen[next] = true;
                        open.add(next);
                    }
                }
            }
            if (!inside) {
                edge.add(new Point(x, y));
                edge.add(new Point(x + 1, y + 1));
            }
        }
        return new Region(edge, sum / count);
    }

    private boolean isPart(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && map[y * width + x] > PIXEL;
    }

    private static void box(Region region, List<Quad> boxes) {
        Quad middle = ConvexHull.rectangleAround(region.edge());
        double wide = middle.width();
        double high = middle.height();
        if (Math.min(wide, high) < LEAST_SIDE || region.mean() < REGION) {
            return;
        }
        double growth = wide * high * GROWTH / (2 * (wide + high));
        boxes.add(grown(middle, growth));
    }

    /** A rectangle with each side moved outwards. */
    private static Quad grown(Quad rectangle, double by) {
        double across = by / rectangle.width();
        double down = by / rectangle.height();
        Point a = rectangle.corner(0);
        double ux = (rectangle.corner(1).x() - a.x()) * across;
        double uy = (rectangle.corner(1).y() - a.y()) * across;
        double vx = (rectangle.corner(3).x() - a.x()) * down;
        double vy = (rectangle.corner(3).y() - a.y()) * down;
        return new Quad(List.of(
                a.plus(-ux - vx, -uy - vy),
                rectangle.corner(1).plus(ux - vx, uy - vy),
                rectangle.corner(2).plus(ux + vx, uy + vy),
                rectangle.corner(3).plus(vx - ux, vy - uy)));
    }

    /** Boxes beside each other, sorted by their middles' heights before, in the order of reading. */
    private static List<Quad> rows(List<Quad> boxes) {
        List<Quad> sorted = new ArrayList<>();
        List<Quad> row = new ArrayList<>();
        for (Quad box : boxes) {
            if (!row.isEmpty()
                    && box.middle().y() - row.get(0).middle().y() > row.get(0).height() / 2) {
                flush(row, sorted);
            }
            row.add(box);
        }
        flush(row, sorted);
        return sorted;
    }

    private static void flush(List<Quad> row, List<Quad> sorted) {
        row.sort(Comparator.comparingDouble(Quad::left));
        sorted.addAll(row);
        row.clear();
    }
}
