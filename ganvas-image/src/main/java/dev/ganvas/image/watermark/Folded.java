package dev.ganvas.image.watermark;

import java.util.Arrays;

/**
 * A picture brought to one size, freed of what is smooth in it, and laid upon itself in tiles. What repeats in each tile adds up; the
 * picture itself does not.
 */
final class Folded {
    /** Tiles in each direction. */
    static final int TILES = 4;

    static final int SIDE = TILES * Band.TILE;

    /** Of the mean that is taken away: longer than the longest wave. */
    private static final int SMOOTH = 6;

    private final double[] canonical;

    private Folded(double[] canonical) {
        this.canonical = canonical;
    }

    /** @param luma row by row, in levels of 255 */
    static Folded of(float[] luma, int width, int height) {
        double[] narrow = new double[SIDE * height];
        double[] across = new double[SIDE];
        for (int y = 0; y < height; y++) {
            resampled(luma, y * width, 1, width, across);
            System.arraycopy(across, 0, narrow, y * SIDE, SIDE);
        }
        float[] column = new float[height];
        double[] square = new double[SIDE * SIDE];
        for (int x = 0; x < SIDE; x++) {
            for (int y = 0; y < height; y++) {
                column[y] = (float) narrow[y * SIDE + x];
            }
            resampled(column, 0, 1, height, across);
            for (int y = 0; y < SIDE; y++) {
                square[y * SIDE + x] = across[y];
            }
        }
        return new Folded(rough(square));
    }

    /** Means of areas where it becomes smaller, lines between neighbours where it becomes larger. */
    private static void resampled(float[] from, int start, int step, int length, double[] to) {
        double ratio = (double) length / SIDE;
        for (int i = 0; i < SIDE; i++) {
            if (ratio >= 1) {
                double left = i * ratio;
                double right = left + ratio;
                double sum = 0;
                for (int j = (int) left; j < Math.min(length, Math.ceil(right)); j++) {
                    sum += from[start + j * step] * (Math.min(right, j + 1) - Math.max(left, j));
                }
                to[i] = sum / ratio;
            } else {
                double at = Math.max(0, Math.min(length - 1, (i + 0.5) * ratio - 0.5));
                int low = (int) at;
                int high = Math.min(length - 1, low + 1);
                to[i] = from[start + low * step] * (low + 1 - at) + from[start + high * step] * (at - low);
            }
        }
    }

    /** Less its means over squares, twice taken. */
    private static double[] rough(double[] square) {
        double[] smooth = square.clone();
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < SIDE; i++) {
                mean(smooth, i * SIDE, 1);
                mean(smooth, i, SIDE);
            }
        }
        double[] rough = new double[square.length];
        for (int i = 0; i < rough.length; i++) {
            rough[i] = square[i] - smooth[i];
        }
        return rough;
    }

    private static void mean(double[] values, int start, int step) {
        double[] sums = new double[SIDE + 1];
        for (int i = 0; i < SIDE; i++) {
            sums[i + 1] = sums[i] + values[start + i * step];
        }
        for (int i = 0; i < SIDE; i++) {
            int from = Math.max(0, i - SMOOTH);
            int to = Math.min(SIDE, i + SMOOTH + 1);
            values[start + i * step] = (sums[to] - sums[from]) / (to - from);
        }
    }

    /** Columns laid upon each other for tiles that are so many times as narrow; {@code [SIDE, TILE]}. */
    double[] columns(double scale) {
        double[] folded = new double[SIDE * Band.TILE];
        double[] weights = new double[Band.TILE];
        for (int x = 0; x < SIDE; x++) {
            double at = x / scale;
            int low = (int) at;
            double part = at - low;
            int a = low % Band.TILE;
            int b = (low + 1) % Band.TILE;
            weights[a] += 1 - part;
            weights[b] += part;
            for (int y = 0; y < SIDE; y++) {
                double value = canonical[y * SIDE + x];
                folded[y * Band.TILE + a] += value * (1 - part);
                folded[y * Band.TILE + b] += value * part;
            }
        }
        for (int i = 0; i < folded.length; i++) {
            folded[i] /= weights[i % Band.TILE];
        }
        return folded;
    }

    /** Rows of {@link #columns} laid upon each other likewise: a tile. */
    static double[] rows(double[] columns, double scale, double[] tile) {
        Arrays.fill(tile, 0);
        double[] weights = new double[Band.TILE];
        for (int y = 0; y < SIDE; y++) {
            double at = y / scale;
            int low = (int) at;
            double part = at - low;
            int a = low % Band.TILE;
            int b = (low + 1) % Band.TILE;
            weights[a] += 1 - part;
            weights[b] += part;
            for (int x = 0; x < Band.TILE; x++) {
                double value = columns[y * Band.TILE + x];
                tile[a * Band.TILE + x] += value * (1 - part);
                tile[b * Band.TILE + x] += value * part;
            }
        }
        for (int i = 0; i < tile.length; i++) {
            tile[i] /= weights[i / Band.TILE];
        }
        return tile;
    }
}
