package dev.ganvas.explain.saliency;

import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;

/**
 * Takes pixels out of a picture such that their shape gives nothing away: each becomes the weighted mean of its eight neighbours,
 * all at once, plus a little noise (Rong et al., "A consistent and efficient evaluation strategy for attribution methods", 2022,
 * section 4.2: weights 1/6 for neighbours at a side and 1/12 at a corner).
 */
final class NoisyImputation {
    private static final double SIDE = 1.0 / 6;
    private static final double CORNER = 1.0 / 12;

    /** Deviation of the noise, of 1 for white; as the authors' code has it. */
    private static final double NOISE = 0.01;

    private static final int WHITE = 255;

    /** The equations count as solved when no value changes by more, of 1 for white. */
    private static final double EXACT = 1e-3;

    private static final int MOST_SWEEPS = 500;

    private NoisyImputation() {}

    /** @param removed one for each pixel, rows after one another; not all of them */
    static Picture apply(Picture picture, boolean[] removed, Seed seed) {
        int width = picture.width();
        int height = picture.height();
        byte[] given = picture.rgb();
        byte[] result = given.clone();
        RandomStream random = seed.stream();
        for (int channel = 0; channel < 3; channel++) {
            double[] values = solved(given, channel, width, height, removed);
            for (int i = 0; i < values.length; i++) {
                if (removed[i]) {
                    double noisy = values[i] + NOISE * random.nextGaussian();
                    result[3 * i + channel] = (byte) Math.round(WHITE * Math.max(0, Math.min(1, noisy)));
                }
            }
        }
        return new Picture(width, height, result);
    }

    /** By Gauss and Seidel's sweeps, forwards and backwards in turn, from the mean of what is left. */
    private static double[] solved(byte[] given, int channel, int width, int height, boolean[] removed) {
        double[] values = new double[width * height];
        double sum = 0;
        int left = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (given[3 * i + channel] & 0xff) / (double) WHITE;
            sum += removed[i] ? 0 : values[i];
            left += removed[i] ? 0 : 1;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = removed[i] ? sum / Math.max(1, left) : values[i];
        }
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double change = 0;
            for (int n = 0; n < values.length; n++) {
                int i = sweep % 2 == 0 ? n : values.length - 1 - n;
                if (removed[i]) {
                    double mean = neighbours(values, i % width, i / width, width, height);
                    change = Math.max(change, Math.abs(mean - values[i]));
                    values[i] = mean;
                }
            }
            if (change < EXACT) {
                break;
            }
        }
        return values;
    }

    /** The weighted mean of those that there are. */
    private static double neighbours(double[] values, int x, int y, int width, int height) {
        double sum = 0;
        double weights = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                boolean inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
                if (inside && (dx != 0 || dy != 0)) {
                    double weight = dx == 0 || dy == 0 ? SIDE : CORNER;
                    sum += weight * values[(y + dy) * width + x + dx];
                    weights += weight;
                }
            }
        }
        return sum / weights;
    }
}
