package dev.ganvas.toybox;

import dev.ganvas.error.Require;
import java.awt.geom.Path2D;

/**
 * Capital letters and digits on a grid of 5 by 7 cells. The machine's fonts are never asked: they differ, and with them
 * the pixels would.
 */
final class Glyphs {
    static final int WIDTH = 5;
    static final int HEIGHT = 7;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /** A glyph a line, in the order of the alphabet; a row of cells a number, the leftmost cell its highest bit. */
    private static final int[][] ROWS = {
        {14, 17, 17, 31, 17, 17, 17},
        {30, 17, 17, 30, 17, 17, 30},
        {14, 17, 16, 16, 16, 17, 14},
        {30, 17, 17, 17, 17, 17, 30},
        {31, 16, 16, 30, 16, 16, 31},
        {31, 16, 16, 30, 16, 16, 16},
        {14, 17, 16, 23, 17, 17, 15},
        {17, 17, 17, 31, 17, 17, 17},
        {14, 4, 4, 4, 4, 4, 14},
        {7, 2, 2, 2, 2, 18, 12},
        {17, 18, 20, 24, 20, 18, 17},
        {16, 16, 16, 16, 16, 16, 31},
        {17, 27, 21, 21, 17, 17, 17},
        {17, 25, 21, 19, 17, 17, 17},
        {14, 17, 17, 17, 17, 17, 14},
        {30, 17, 17, 30, 16, 16, 16},
        {14, 17, 17, 17, 21, 18, 13},
        {30, 17, 17, 30, 20, 18, 17},
        {15, 16, 16, 14, 1, 1, 30},
        {31, 4, 4, 4, 4, 4, 4},
        {17, 17, 17, 17, 17, 17, 14},
        {17, 17, 17, 17, 17, 10, 4},
        {17, 17, 17, 21, 21, 27, 17},
        {17, 17, 10, 4, 10, 17, 17},
        {17, 17, 10, 4, 4, 4, 4},
        {31, 1, 2, 4, 8, 16, 31},
        {14, 17, 19, 21, 25, 17, 14},
        {4, 12, 4, 4, 4, 4, 14},
        {14, 17, 1, 6, 8, 16, 31},
        {31, 2, 4, 2, 1, 17, 14},
        {2, 6, 10, 18, 31, 2, 2},
        {31, 16, 30, 1, 1, 17, 14},
        {6, 8, 16, 30, 17, 17, 14},
        {31, 1, 2, 4, 8, 8, 8},
        {14, 17, 17, 14, 17, 17, 14},
        {14, 17, 17, 15, 1, 2, 12},
    };

    private Glyphs() {}

    /** The outline of {@code text} (A to Z, 0 to 9, blank) one cell a unit, each glyph 6 units after the one before. */
    static Path2D outline(String text) {
        Path2D outline = new Path2D.Double();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                int glyph = ALPHABET.indexOf(text.charAt(i));
                Require.that(glyph >= 0, "no glyph for '" + text.charAt(i) + "'");
                append(outline, ROWS[glyph], i * (WIDTH + 1));
            }
        }
        return outline;
    }

    /** Cells to the right end of {@code text}. */
    static int width(String text) {
        return text.length() * (WIDTH + 1) - 1;
    }

    /** Runs of cells in one row are one rectangle: fewer edges to rasterise. */
    private static void append(Path2D outline, int[] rows, double left) {
        for (int y = 0; y < HEIGHT; y++) {
            int x = 0;
            while (x < WIDTH) {
                int end = x;
                while (end < WIDTH && (rows[y] >> (WIDTH - 1 - end) & 1) == 1) {
                    end++;
                }
                if (end > x) {
                    rectangle(outline, left + x, y, end - x);
                }
                x = Math.max(end, x + 1);
            }
        }
    }

    private static void rectangle(Path2D outline, double x, double y, double width) {
        outline.moveTo(x, y);
        outline.lineTo(x + width, y);
        outline.lineTo(x + width, y + 1);
        outline.lineTo(x, y + 1);
        outline.closePath();
    }
}
