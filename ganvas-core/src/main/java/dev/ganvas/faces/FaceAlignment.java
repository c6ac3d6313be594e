package dev.ganvas.faces;

import dev.ganvas.image.Picture;
import dev.ganvas.vision.Face;
import dev.ganvas.vision.Face.Point;
import java.util.List;

/**
 * Brings faces to the size and place that networks compare them in: eyes, nose and mouth come to the same places of every picture, by
 * the turn, scale and move that fits best in the sense of least squares (Umeyama, 1991). A face without points is cut out as a
 * square about its box.
 */
public final class FaceAlignment {
    /** Side of an aligned face in pixels. */
    public static final int SIDE = 112;

    /** Where the five points come to, in the order of {@link Face#points}: those that SFace and ArcFace are trained with. */
    private static final List<Point> PLACES = List.of(
            new Point(38.2946, 51.6963),
            new Point(73.5318, 51.5014),
            new Point(56.0252, 71.7366),
            new Point(41.5493, 92.3655),
            new Point(70.7299, 92.2041));

    private FaceAlignment() {}

    /** A turn with a scale, as a complex number, and a move behind it. */
    private record Similarity(double re, double im, double x, double y) {
        Point apply(double px, double py) {
            return new Point(re * px - im * py + x, im * px + re * py + y);
        }

        /** The one that brings {@code from} closest to {@code to}. */
        static Similarity between(List<Point> from, List<Point> to) {
            Point a = mean(from);
            Point b = mean(to);
            double re = 0;
            double im = 0;
            double norm = 0;
            for (int i = 0; i < from.size(); i++) {
                double px = from.get(i).x() - a.x();
                double py = from.get(i).y() - a.y();
                double qx = to.get(i).x() - b.x();
                double qy = to.get(i).y() - b.y();
                re += px * qx + py * qy;
                im += px * qy - py * qx;
                norm += px * px + py * py;
            }
            re /= norm;
            im /= norm;
            return new Similarity(re, im, b.x() - re * a.x() + im * a.y(), b.y() - im * a.x() - re * a.y());
        }

        private static Point mean(List<Point> points) {
            return new Point(
                    points.stream().mapToDouble(Point::x).average().orElseThrow(),
                    points.stream().mapToDouble(Point::y).average().orElseThrow());
        }
    }

    /**
     * The face, upright.
     *
     * @return in RGB, {@value #SIDE} pixels a side; black where the picture ends
     */
    public static Picture of(Picture picture, Face face) {
        Picture rgb = picture.toRgb();
        Similarity back = face.points().isEmpty() ? aboutBox(face) : Similarity.between(PLACES, face.points());
        byte[] aligned = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                Point from = back.apply(x, y);
                sample(rgb, from.x(), from.y(), aligned, 3 * (y * SIDE + x));
            }
        }
        return new Picture(SIDE, SIDE, aligned);
    }

    private static Similarity aboutBox(Face face) {
        double side = Math.max(face.width(), face.height());
        return new Similarity(
                side / SIDE, 0, face.left() + (face.width() - side) / 2, face.top() + (face.height() - side) / 2);
    }

    private static void sample(Picture picture, double x, double y, byte[] into, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double below = y - top;
        for (int c = 0; c < 3; c++) {
            double value = (1 - below)
                            * ((1 - right) * level(picture, left, top, c) + right * level(picture, left + 1, top, c))
                    + below
                            * ((1 - right) * level(picture, left, top + 1, c)
                                    + right * level(picture, left + 1, top + 1, c));
            into[at + c] = (byte) Math.round(value);
        }
    }

    private static int level(Picture picture, int x, int y, int channel) {
        boolean inside = x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
        return inside ? picture.rgb()[3 * (y * picture.width() + x) + channel] & 0xff : 0;
    }
}
