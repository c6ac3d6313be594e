package dev.ganvas.image;

import java.awt.image.BufferedImage;

/** The transparent canvas on which the frames of an animation lie. */
final class Canvas {
    private Canvas() {}

    /**
     * The frame with what surrounds it on its canvas, everything at every {@code step}th pixel.
     *
     * @param frame decoded already at that step
     * @param left where the frame lies on the canvas, in pixels of the canvas at full density
     * @param top likewise
     * @param canvas at full density; the frame lies within it
     */
    static BufferedImage around(BufferedImage frame, int left, int top, PictureSize canvas, int step) {
        int width = reduced(canvas.width(), step);
        int height = reduced(canvas.height(), step);
        if (frame.getWidth() == width && frame.getHeight() == height) {
            return frame;
        }
        BufferedImage whole = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[frame.getWidth()];
        for (int y = 0; y < frame.getHeight(); y++) {
            frame.getRGB(0, y, row.length, 1, row, 0, row.length);
            whole.setRGB(left / step, top / step + y, row.length, 1, row, 0, row.length);
        }
        return whole;
    }

    /** How many of {@code pixels} remain when every {@code step}th is taken. */
    static int reduced(int pixels, int step) {
        return (pixels + step - 1) / step;
    }
}
