package dev.ganvas.search;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;

/**
 * Where which colours are in a picture: for 4 x 4 places the mean and the deviation of brightness, red against blue, and green against
 * both, each about -1 to 1.
 */
final class ColourLayout {
    private static final int PLACES = 4;
    private static final int SIDE = 64;
    private static final int COLOURS = 3;
    private static final double HALF = 128;

    /** How many numbers. */
    static final int LENGTH = PLACES * PLACES * 2 * COLOURS;

    private ColourLayout() {}

    static float[] of(Picture picture) {
        byte[] rgb = Pictures.square(picture, SIDE).rgb();
        double[] sums = new double[LENGTH];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int at = 3 * (y * SIDE + x);
                int red = rgb[at] & 0xff;
                int green = rgb[at + 1] & 0xff;
                int blue = rgb[at + 2] & 0xff;
                int place = (y * PLACES / SIDE * PLACES + x * PLACES / SIDE) * 2 * COLOURS;
                add(sums, place, (red + green + blue) / (3 * HALF) - 1);
                add(sums, place + 1, (red - blue) / HALF);
                add(sums, place + 2, (green - (red + blue) / 2.0) / HALF);
            }
        }
        double count = (double) SIDE * SIDE / (PLACES * PLACES);
        float[] layout = new float[LENGTH];
        for (int place = 0; place < LENGTH; place += 2 * COLOURS) {
            for (int c = place; c < place + COLOURS; c++) {
                double mean = sums[c] / count;
                layout[c] = (float) mean;
                layout[c + COLOURS] = (float) Math.sqrt(Math.max(0, sums[c + COLOURS] / count - mean * mean));
            }
        }
        return layout;
    }

    private static void add(double[] sums, int at, double value) {
        sums[at] += value;
        sums[at + COLOURS] += value * value;
    }
}
