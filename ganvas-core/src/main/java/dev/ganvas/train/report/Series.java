package dev.ganvas.train.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A named curve over images seen.
 *
 * @param name for the legend
 * @param points in the order of their images
 */
record Series(String name, List<Point> points) {
    /** Beyond this a chart draws means of neighbours, and their range as a band. */
    private static final int LIMIT = 320;

    /** A value with the band around it, which is the value itself where there is none; NaN where there is a gap. */
    record Point(double images, double value, double low, double high) {
        boolean isGap() {
            return !Double.isFinite(value);
        }
    }

    Series {
        points = List.copyOf(points);
    }

    /** The last value that is finite, or NaN. */
    double last() {
        for (int i = points.size() - 1; i >= 0; i--) {
            if (!points.get(i).isGap()) {
                return points.get(i).value();
            }
        }
        return Double.NaN;
    }

    /** This series, or one of at most {@value #LIMIT} points that hold the mean and the range of their share. */
    Series thinned() {
        if (points.size() <= LIMIT) {
            return this;
        }
        List<Point> thinned = new ArrayList<>();
        for (int bucket = 0; bucket < LIMIT; bucket++) {
            int from = (int) ((long) bucket * points.size() / LIMIT);
            int to = (int) ((long) (bucket + 1) * points.size() / LIMIT);
            thinned.add(merge(points.subList(from, to)));
        }
        return new Series(name, thinned);
    }

    private static Point merge(List<Point> share) {
        double images = share.stream().mapToDouble(Point::images).average().orElseThrow();
        List<Point> finite = share.stream().filter(point -> !point.isGap()).toList();
        if (finite.isEmpty()) {
            return new Point(images, Double.NaN, Double.NaN, Double.NaN);
        }
        return new Point(
                images,
                finite.stream().mapToDouble(Point::value).average().orElseThrow(),
                finite.stream().mapToDouble(Point::low).min().orElseThrow(),
                finite.stream().mapToDouble(Point::high).max().orElseThrow());
    }
}
