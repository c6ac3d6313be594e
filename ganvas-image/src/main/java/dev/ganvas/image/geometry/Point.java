package dev.ganvas.image.geometry;

/**
 * A place in a picture.
 *
 * @param x pixels from the left edge
 * @param y pixels from the upper edge
 */
public record Point(double x, double y) {
    public Point plus(double right, double down) {
        return new Point(x + right, y + down);
    }

    /** Relative to the picture's corner, both coordinates multiplied. */
    public Point scaled(double factor) {
        return new Point(x * factor, y * factor);
    }

    public double distance(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }

    /** Twice the area of the triangle with two others; positive when a, b, this turn clockwise on the screen. */
    double turn(Point a, Point b) {
        return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    }
}
