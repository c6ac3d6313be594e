package dev.ganvas.toybox;

import dev.ganvas.image.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/**
 * Where a scene is painted: shapes in unit coordinates (0 to 1, y down) or in the frame of a {@link Pose}, antialiased
 * at twice the edge and averaged down, so that a picture of 32 pixels is as smooth as a large one.
 *
 * <p>Colours go in as {@code 0xRRGGBB}. {@link #ink} and {@link #lit} put them in the light of the scene, {@link #glow}
 * leaves them as they are: lamps, the sky.
 */
final class Canvas {
    private static final int SUPERSAMPLING = 2;

    /** Largest gain of the light's fall-off from one edge of the picture to the other. */
    private static final double FALL_OFF = 0.16;

    private final int size;
    private final int edge;
    private final Light light;
    private final int[] pixels;
    private final Graphics2D graphics;
    private double lightX;
    private boolean mirrored;

    /** A canvas for a picture of {@code size} by {@code size} pixels. */
    Canvas(int size, Light light) {
        this.size = size;
        this.edge = size * SUPERSAMPLING;
        this.light = light;
        this.lightX = light.side();
        BufferedImage image = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
        this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(edge, edge);
    }

    /** From here on coordinates are those of the subject's own frame. */
    void enter(Pose pose) {
        AffineTransform frame = AffineTransform.getScaleInstance(edge, edge);
        frame.concatenate(pose.frame());
        graphics.setTransform(frame);
        mirrored = pose.mirrored();
        lightX = mirrored ? -light.side() : light.side();
    }

    /** Where the light comes from in the present frame, -1 left to 1 right. */
    double lightX() {
        return lightX;
    }

    Color ink(int rgb) {
        return ink(rgb, 1);
    }

    /** A colour in the scene's light; {@code alpha} from 0, unseen, to 1. */
    Color ink(int rgb, double alpha) {
        return glow(inLight(rgb), alpha);
    }

    /** A colour that shines by itself. */
    Color glow(int rgb, double alpha) {
        return new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, (int) Math.round(alpha * 255));
    }

    /** A colour as a body of radius {@code r} around a point shows it: lighter towards the light, darker away from it. */
    Paint lit(int rgb, double x, double y, double r) {
        double k = light.strength();
        int bright = inLight(Palette.lighter(rgb, 0.2 * k));
        int dark = inLight(Palette.darker(rgb, 0.32 * k));
        return new GradientPaint(
                (float) (x + 0.7 * lightX * r),
                (float) (y - 0.8 * r),
                glow(bright, 1),
                (float) (x - 0.7 * lightX * r),
                (float) (y + 0.8 * r),
                glow(dark, 1));
    }

    /** From one colour at {@code top} to another at {@code bottom}. */
    Paint fade(int topRgb, double top, int bottomRgb, double bottom) {
        return new GradientPaint(0, (float) top, ink(topRgb), 0, (float) bottom, ink(bottomRgb));
    }

    private int inLight(int rgb) {
        int ambient = light.time().ambient;
        int red = (rgb >> 16 & 0xff) * (ambient >> 16 & 0xff) / 255;
        int green = (rgb >> 8 & 0xff) * (ambient >> 8 & 0xff) / 255;
        int blue = (rgb & 0xff) * (ambient & 0xff) / 255;
        return red << 16 | green << 8 | blue;
    }

    void fill(Paint paint, Shape shape) {
        graphics.setPaint(paint);
        graphics.fill(shape);
    }

    void ellipse(Paint paint, double x, double y, double rx, double ry) {
        fill(paint, new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry));
    }

    /** An ellipse whose first axis points {@code degrees} clockwise from the x axis. */
    void ellipse(Paint paint, double x, double y, double rx, double ry, double degrees) {
        double angle = StrictMath.toRadians(degrees);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        AffineTransform turn = new AffineTransform(cos, sin, -sin, cos, x, y);
        fill(paint, turn.createTransformedShape(new Ellipse2D.Double(-rx, -ry, 2 * rx, 2 * ry)));
    }

    /** The upper half of an ellipse standing on {@code y}; a negative {@code ry} hangs from it. */
    void dome(Paint paint, double x, double y, double rx, double ry) {
        double height = Math.abs(ry);
        fill(paint, new Arc2D.Double(x - rx, y - height, 2 * rx, 2 * height, 0, ry > 0 ? 180 : -180, Arc2D.CHORD));
    }

    void box(Paint paint, double x, double y, double width, double height) {
        fill(paint, new Rectangle2D.Double(x, y, width, height));
    }

    static Rectangle2D rectangle(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    /** A box with corners rounded at {@code radius}. */
    void rounded(Paint paint, Rectangle2D box, double radius) {
        fill(
                paint,
                new RoundRectangle2D.Double(
                        box.getX(), box.getY(), box.getWidth(), box.getHeight(), 2 * radius, 2 * radius));
    }

    /** A polygon through {@code x, y, x, y ...}. */
    void polygon(Paint paint, double... xy) {
        fill(paint, path(true, xy));
    }

    /** A smooth closed curve through {@code x, y, x, y ...} (Catmull and Rom). */
    void blob(Paint paint, double... xy) {
        int n = xy.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 0; i < n; i++) {
            int before = 2 * ((i + n - 1) % n);
            int from = 2 * i;
            int to = 2 * ((i + 1) % n);
            int after = 2 * ((i + 2) % n);
            path.curveTo(
                    xy[from] + (xy[to] - xy[before]) / 6,
                    xy[from + 1] + (xy[to + 1] - xy[before + 1]) / 6,
                    xy[to] - (xy[after] - xy[from]) / 6,
                    xy[to + 1] - (xy[after + 1] - xy[from + 1]) / 6,
                    xy[to],
                    xy[to + 1]);
        }
        path.closePath();
        fill(paint, path);
    }

    /** A line with round ends and joints through {@code x, y, x, y ...}. */
    void line(Paint paint, double width, double... xy) {
        stroke(paint, width, path(false, xy));
    }

    /** A line with round ends from the first point to the last, bent towards the ones between: 3 points or 4. */
    void curve(Paint paint, double width, double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        if (xy.length == 6) {
            path.quadTo(xy[2], xy[3], xy[4], xy[5]);
        } else {
            path.curveTo(xy[2], xy[3], xy[4], xy[5], xy[6], xy[7]);
        }
        stroke(paint, width, path);
    }

    void stroke(Paint paint, double width, Shape shape) {
        graphics.setPaint(paint);
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    /** Text that fills {@code box}, readable from left to right in a mirrored frame too. */
    void text(Paint paint, String text, Rectangle2D box) {
        double cellX = box.getWidth() / Glyphs.width(text);
        double cellY = box.getHeight() / Glyphs.HEIGHT;
        AffineTransform place = mirrored
                ? new AffineTransform(-cellX, 0, 0, cellY, box.getMaxX(), box.getY())
                : new AffineTransform(cellX, 0, 0, cellY, box.getX(), box.getY());
        fill(paint, place.createTransformedShape(Glyphs.outline(text)));
    }

    private static Path2D path(boolean closed, double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        if (closed) {
            path.closePath();
        }
        return path;
    }

    /** Fills the rows from {@code top} to {@code bottom} (unit coordinates) with a gradient, as it shines. */
    void band(int topRgb, double top, int bottomRgb, double bottom) {
        int first = Math.max(0, (int) Math.round(top * edge));
        int end = Math.min(edge, (int) Math.round(bottom * edge));
        for (int y = first; y < end; y++) {
            double share = ((y + 0.5) / edge - top) / (bottom - top);
            Arrays.fill(pixels, y * edge, (y + 1) * edge, Palette.mix(topRgb, bottomRgb, share));
        }
    }

    /** Ends the painting: averages down and lets the light fall off from its side. */
    Picture toPicture() {
        graphics.dispose();
        byte[] rgb = new byte[size * size * 3];
        double slope = FALL_OFF * light.strength() * light.side();
        for (int y = 0; y < size; y++) {
            double down = 1 + FALL_OFF / 2 * light.strength() * (0.5 - (y + 0.5) / size);
            for (int x = 0; x < size; x++) {
                double gain = down + slope * ((x + 0.5) / size - 0.5);
                average(x, y, gain, rgb);
            }
        }
        return new Picture(size, size, rgb);
    }

    private void average(int x, int y, double gain, byte[] rgb) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int dy = 0; dy < SUPERSAMPLING; dy++) {
            for (int dx = 0; dx < SUPERSAMPLING; dx++) {
                int pixel = pixels[(y * SUPERSAMPLING + dy) * edge + x * SUPERSAMPLING + dx];
                red += pixel >> 16 & 0xff;
                green += pixel >> 8 & 0xff;
                blue += pixel & 0xff;
            }
        }
        double share = gain / (SUPERSAMPLING * SUPERSAMPLING);
        int at = (y * size + x) * 3;
        rgb[at] = (byte) Math.min(255, (int) (red * share + 0.5));
        rgb[at + 1] = (byte) Math.min(255, (int) (green * share + 0.5));
        rgb[at + 2] = (byte) Math.min(255, (int) (blue * share + 0.5));
    }
}
