package dev.ganvas.plates.render;

import dev.ganvas.image.Planes;

/** Draws on a plate, in millimetres, with soft edges. */
final class Brush {
    private static final double CORNER = 9;

    private final Planes planes;
    private final double scale;
    private final double wide;
    private final double high;

    private Brush(Planes planes, double scale, double wide, double high) {
        this.planes = planes;
        this.scale = scale;
        this.wide = wide;
        this.high = high;
    }

    static Brush of(double wide, double high, double scale) {
        return new Brush(
                Planes.black((int) Math.round(wide * scale), (int) Math.round(high * scale), PlatePainter.CHANNELS),
                scale,
                wide,
                high);
    }

    Planes planes() {
        return planes;
    }

    /** How far a place lies inside of a rectangle with round corners, in millimetres; negative outside. */
    private double inside(double x, double y, double inset) {
        double acrossFromCorner = Math.max(inset + CORNER - x, x - (wide - inset - CORNER));
        double downFromCorner = Math.max(inset + CORNER - y, y - (high - inset - CORNER));
        if (acrossFromCorner > 0 && downFromCorner > 0) {
            return CORNER - Math.hypot(acrossFromCorner, downFromCorner);
        }
        return CORNER - Math.max(acrossFromCorner, downFromCorner);
    }

    void paper(float[] top, float[] foot) {
        int area = planes.area();
        for (int y = 0; y < planes.height(); y++) {
            float part = (float) y / planes.height();
            for (int x = 0; x < planes.width(); x++) {
                int at = y * planes.width() + x;
                for (int c = 0; c < 3; c++) {
                    planes.values()[c * area + at] = top[c] * (1 - part) + foot[c] * part;
                }
                planes.values()[3 * area + at] = covered(inside((x + 0.5) / scale, (y + 0.5) / scale, 0));
            }
        }
    }

    private float covered(double inside) {
        return (float) Math.max(0, Math.min(1, inside * scale + 0.5));
    }

    void rim(double inset, double thickness, float[] colour) {
        for (int y = 0; y < planes.height(); y++) {
            boolean edgeRow = nearEdge((y + 0.5) / scale, high, inset + thickness + CORNER);
            for (int x = 0; x < planes.width(); x++) {
                if (edgeRow || nearEdge((x + 0.5) / scale, wide, inset + thickness + CORNER)) {
                    double outer = inside((x + 0.5) / scale, (y + 0.5) / scale, inset);
                    double inner = inside((x + 0.5) / scale, (y + 0.5) / scale, inset + thickness);
                    blend(x, y, covered(outer) * (1 - covered(inner)), colour);
                }
            }
        }
    }

    private static boolean nearEdge(double at, double length, double reach) {
        return at < reach || at > length - reach;
    }

    void box(double left, double top, double width, double height, float[] colour) {
        for (int y = (int) (top * scale); y < Math.min(planes.height(), (top + height) * scale); y++) {
            for (int x = (int) (left * scale); x < Math.min(planes.width(), (left + width) * scale); x++) {
                blend(x, y, 1, colour);
            }
        }
    }

    void disc(double x, double y, double radius, float[] colour) {
        for (int row = first(y - radius); row <= last(y + radius, planes.height()); row++) {
            for (int column = first(x - radius); column <= last(x + radius, planes.width()); column++) {
                double away = Math.hypot((column + 0.5) / scale - x, (row + 0.5) / scale - y);
                blend(column, row, covered(radius - away), colour);
            }
        }
    }

    /** @param bold makes strokes thicker where positive, thinner where negative; a part of the contrast */
    void glyph(PlateLayout.Placed placed, float[] colour, double bold) {
        Glyph glyph = placed.glyph();
        for (int row = first(placed.top()); row <= last(placed.top() + placed.height(), planes.height()); row++) {
            for (int column = first(placed.left());
                    column <= last(placed.left() + placed.width(), planes.width());
                    column++) {
                double x = ((column + 0.5) / scale - placed.left()) / placed.width();
                double y = ((row + 0.5) / scale - placed.top()) / placed.height();
                if (x >= 0 && x <= 1 && y >= 0 && y <= 1) {
                    double ink = glyph.at(x * glyph.width(), y * glyph.height());
                    blend(column, row, (float) Math.max(0, Math.min(1, ink + bold * ink * (1 - ink) * 4)), colour);
                }
            }
        }
    }

    private int first(double millimetres) {
        return Math.max(0, (int) (millimetres * scale) - 1);
    }

    private int last(double millimetres, int size) {
        return Math.min(size - 1, (int) (millimetres * scale) + 1);
    }

    private void blend(int x, int y, float part, float[] colour) {
        int area = planes.area();
        int at = y * planes.width() + x;
        for (int c = 0; c < 3; c++) {
            float old = planes.values()[c * area + at];
            planes.values()[c * area + at] = old + part * (colour[c] - old);
        }
    }
}
