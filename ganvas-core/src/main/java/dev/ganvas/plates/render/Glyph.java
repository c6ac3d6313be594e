package dev.ganvas.plates.render;

/**
 * A character's shape.
 *
 * @param width pixels
 * @param height pixels
 * @param ink how much of each pixel is covered, 0 to 1, row by row
 */
record Glyph(int width, int height, float[] ink) {
    /** Ink at a place, between the pixels around it; 0 outside. */
    float at(double x, double y) {
        double left = x - 0.5;
        double top = y - 0.5;
        int x0 = (int) Math.floor(left);
        int y0 = (int) Math.floor(top);
        float fx = (float) (left - x0);
        float fy = (float) (top - y0);
        float above = pixel(x0, y0) * (1 - fx) + pixel(x0 + 1, y0) * fx;
        float below = pixel(x0, y0 + 1) * (1 - fx) + pixel(x0 + 1, y0 + 1) * fx;
        return above * (1 - fy) + below * fy;
    }

    private float pixel(int x, int y) {
        // The edge is repeated to half a pixel, as the shapes fill their boxes.
        int column = Math.max(0, Math.min(width - 1, x));
        int row = Math.max(0, Math.min(height - 1, y));
        return ink[row * width + column];
    }
}
