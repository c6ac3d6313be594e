package dev.ganvas.image.geometry;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import java.util.Arrays;

/**
 * What a flat thing looks like from elsewhere: a map of the plane that keeps lines straight (Hartley and Zisserman, "Multiple view
 * geometry", 2nd ed. 2004, section 2.3).
 */
public final class Homography {
    private static final int UNKNOWN = 8;

    /** More samples an axis would cost more than they show. */
    private static final int MOST_SAMPLES = 4;

    private final double[] h;

    private Homography(double[] h) {
        this.h = h;
    }

    /**
     * The map that brings four corners onto four others.
     *
     * @throws dev.ganvas.error.UsageException when three of them lie on a line
     */
    public static Homography between(Quad from, Quad to) {
        double[][] rows = new double[UNKNOWN][UNKNOWN + 1];
        for (int i = 0; i < 4; i++) {
            Point a = from.corner(i);
            Point b = to.corner(i);
            rows[2 * i] = new double[] {a.x(), a.y(), 1, 0, 0, 0, -a.x() * b.x(), -a.y() * b.x(), b.x()};
            rows[2 * i + 1] = new double[] {0, 0, 0, a.x(), a.y(), 1, -a.x() * b.y(), -a.y() * b.y(), b.y()};
        }
        return new Homography(solved(rows));
    }

    /** Gaussian elimination with the largest pivot. */
    private static double[] solved(double[][] rows) {
        for (int column = 0; column < UNKNOWN; column++) {
            int best = column;
            for (int row = column + 1; row < UNKNOWN; row++) {
                best = Math.abs(rows[row][column]) > Math.abs(rows[best][column]) ? row : best;
            }
            double[] pivot = rows[best];
            rows[best] = rows[column];
            rows[column] = pivot;
            Require.that(Math.abs(pivot[column]) > 1e-9, "three corners of a quadrilateral lie on a line");
            for (int row = 0; row < UNKNOWN; row++) {
                if (row != column) {
                    double factor = rows[row][column] / pivot[column];
                    for (int k = column; k <= UNKNOWN; k++) {
                        rows[row][k] -= factor * pivot[k];
                    }
                }
            }
        }
        double[] h = new double[UNKNOWN + 1];
        for (int i = 0; i < UNKNOWN; i++) {
            h[i] = rows[i][UNKNOWN] / rows[i][i];
        }
        h[UNKNOWN] = 1;
        return h;
    }

    public Point map(Point point) {
        return map(point.x(), point.y());
    }

    private Point map(double x, double y) {
        double z = h[6] * x + h[7] * y + h[8];
        return new Point((h[0] * x + h[1] * y + h[2]) / z, (h[3] * x + h[4] * y + h[5]) / z);
    }

    /**
     * What lies within four corners of a picture, seen from the front. Each pixel is the mean of as many bilinear samples as keep it
     * from flickering; beyond the picture, its edge is repeated.
     *
     * @param quad in pixels of the picture
     * @param width pixels of what comes out
     * @param height pixels of what comes out
     */
    public static Planes rectified(Planes picture, Quad quad, int width, int height) {
        Homography back = between(Quad.rectangle(0, 0, width, height), quad);
        int across = samples(quad.width() / width);
        int down = samples(quad.height() / height);
        Planes seen = Planes.black(width, height, picture.channels());
        float[] values = new float[picture.channels()];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Arrays.fill(values, 0);
                for (int i = 0; i < across * down; i++) {
                    Point at = back.map(x + (i % across + 0.5) / across, y + (i / across + 0.5) / down);
                    sample(picture, at.x(), at.y(), 1f / (across * down), values);
                }
                for (int c = 0; c < values.length; c++) {
                    seen.values()[(c * height + y) * width + x] = values[c];
                }
            }
        }
        return seen;
    }

    private static int samples(double reduction) {
        return (int) Math.max(1, Math.min(MOST_SAMPLES, Math.ceil(reduction)));
    }

    /** Adds a bilinear sample of each channel, weighed; the edge is repeated. */
    public static void sample(Planes picture, double x, double y, float weight, float[] sums) {
        int width = picture.width();
        int height = picture.height();
        double left = Math.max(0, Math.min(width - 1, x - 0.5));
        double top = Math.max(0, Math.min(height - 1, y - 0.5));
        int x0 = (int) left;
        int y0 = (int) top;
        int x1 = Math.min(width - 1, x0 + 1);
        int y1 = Math.min(height - 1, y0 + 1);
        float fx = (float) (left - x0);
        float fy = (float) (top - y0);
        float[] values = picture.values();
        for (int c = 0; c < sums.length; c++) {
            int plane = c * width * height;
            float above = values[plane + y0 * width + x0] * (1 - fx) + values[plane + y0 * width + x1] * fx;
            float below = values[plane + y1 * width + x0] * (1 - fx) + values[plane + y1 * width + x1] * fx;
            sums[c] += weight * (above * (1 - fy) + below * fy);
        }
    }
}
