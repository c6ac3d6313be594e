package dev.ganvas.image.raster;

import dev.ganvas.error.Require;

/**
 * How densely a picture's pixels are meant to lie on paper.
 *
 * @param horizontal pixels an inch from left to right, above 0
 * @param vertical pixels an inch from top to bottom, above 0
 */
public record Density(double horizontal, double vertical) {
    static final double METRES_PER_INCH = 0.0254;
    static final double CENTIMETRES_PER_INCH = 2.54;

    public Density {
        Require.that(
                horizontal > 0 && vertical > 0 && Double.isFinite(horizontal) && Double.isFinite(vertical),
                "a density is above zero, not " + horizontal + " x " + vertical);
    }

    /** The same both ways. */
    public static Density dpi(double value) {
        return new Density(value, value);
    }

    /** What it is once the picture has been turned so that rows become columns. */
    Density turned() {
        return new Density(vertical, horizontal);
    }
}
