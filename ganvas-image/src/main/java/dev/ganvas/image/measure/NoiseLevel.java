package dev.ganvas.image.measure;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The strength of Gaussian noise in a picture of which nothing else is known. Patches of a photograph lie near a plane of few
 * dimensions, so in the others there is noise alone, whose variance is the eigenvalues of the patches' covariance where their
 * mean and median agree (Chen, Zhu, Heng, "An efficient statistical method for image noise level estimation", ICCV 2015). That
 * is taken from patches whose gradients the noise alone explains, by turns with the noise (Liu, Tanaka, Okutomi, "Single-image
 * noise level estimation for blind denoising", IEEE TIP 22(12), 2013), because fine texture looks like noise.
 */
public final class NoiseLevel {
    private static final int PATCH = 7;
    private static final int DIMENSIONS = PATCH * PATCH;

    /** Patches are taken from all over the picture, in steps that leave about as many. */
    private static final int PATCHES = 16_000;

    /** Fewer patches than these say nothing about as many dimensions. */
    private static final int FEWEST_PATCHES = 4 * DIMENSIONS;

    /** A patch where more of the pixels are black or white has lost part of its noise. */
    private static final double MOST_CLIPPED = 0.1;

    private static final int MOST_TURNS = 12;

    /**
     * Squared differences of neighbours within a patch sum up to this many variances of noise: 84 pairs, 2 variances each, and
     * 2.5 deviations of that sum (39 variances each), below which lie 99 of 100 patches without texture.
     */
    private static final double GRADIENTS_OF_NOISE = 2 * 84 + 2.5 * 39;

    private NoiseLevel() {}

    /**
     * The standard deviation, the root mean square over the channels.
     *
     * @param picture at least 32 x 32; in 8 bits or not
     * @return levels of 255, 0 or more; a picture that is clipped nearly everywhere has 0
     */
    public static double of(Planes picture) {
        Require.that(
                picture.width() >= 32 && picture.height() >= 32,
                "the noise of less than 32x32 pixels cannot be told, and this is " + picture.width() + "x"
                        + picture.height());
        double[] variances = new double[picture.channels()];
        Rows.each(variances.length, 1 << 20, channel -> variances[channel] = variance(picture, channel));
        return 255 * Math.sqrt(Arrays.stream(variances).average().orElse(0));
    }

    private static double variance(Planes picture, int channel) {
        List<Patch> patches = patches(picture, channel);
        if (patches.size() < FEWEST_PATCHES) {
            return 0;
        }
        double variance = variance(patches);
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            double limit = GRADIENTS_OF_NOISE * variance;
            List<Patch> flat =
                    patches.stream().filter(patch -> patch.gradients <= limit).toList();
            if (flat.size() < FEWEST_PATCHES) {
                break;
            }
            double before = variance;
            variance = variance(flat);
            if (Math.abs(variance - before) < 1e-3 * before) {
                break;
            }
        }
        return variance;
    }

    /**
     * A small square of pixels.
     *
     * @param values row by row
     * @param gradients the sum of squared differences of neighbours
     */
    private record Patch(float[] values, double gradients) {}

    private static List<Patch> patches(Planes picture, int channel) {
        int columns = picture.width() - PATCH + 1;
        int rows = picture.height() - PATCH + 1;
        // An odd step falls on all places of the grid of blocks that JPEG leaves.
        int step = Math.max(1, (int) Math.sqrt((double) columns * rows / PATCHES)) | 1;
        List<Patch> patches = new ArrayList<>();
        for (int y = 0; y < rows; y += step) {
            for (int x = 0; x < columns; x += step) {
                patch(picture, channel, y, x).ifPresent(patches::add);
            }
        }
        return patches;
    }

    /** None when too much of it is clipped. */
    private static Optional<Patch> patch(Planes picture, int channel, int top, int left) {
        float[] values = new float[DIMENSIONS];
        int clipped = 0;
        double gradients = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            float value = picture.value(channel, top + i / PATCH, left + i % PATCH);
            values[i] = value;
            clipped += value <= 0 || value >= 1 ? 1 : 0;
            float across = i % PATCH == 0 ? 0 : value - values[i - 1];
            float down = i < PATCH ? 0 : value - values[i - PATCH];
            gradients += across * across + down * down;
        }
        return clipped > MOST_CLIPPED * DIMENSIONS ? Optional.empty() : Optional.of(new Patch(values, gradients));
    }

    private static double variance(List<Patch> patches) {
        double[][] products = new double[DIMENSIONS][DIMENSIONS];
        double[] sums = new double[DIMENSIONS];
        for (Patch patch : patches) {
            add(patch.values, products, sums);
        }
        return noiseVariance(SymmetricEigenvalues.of(covariance(products, sums, patches.size())));
    }

    private static void add(float[] patch, double[][] products, double[] sums) {
        for (int i = 0; i < DIMENSIONS; i++) {
            double value = patch[i];
            sums[i] += value;
            double[] row = products[i];
            for (int j = 0; j <= i; j++) {
                row[j] += value * patch[j];
            }
        }
    }

    private static double[][] covariance(double[][] products, double[] sums, int count) {
        double[][] covariance = new double[DIMENSIONS][DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = products[i][j] / count - sums[i] / count * (sums[j] / count);
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    /** The mean of the smallest eigenvalues, as many as have a median not below it. */
    private static double noiseVariance(double[] rising) {
        double sum = Arrays.stream(rising).sum();
        for (int count = rising.length; count > 1; count--) {
            double mean = sum / count;
            double median = (rising[(count - 1) / 2] + rising[count / 2]) / 2;
            if (mean <= median) {
                return Math.max(0, mean);
            }
            sum -= rising[count - 1];
        }
        return Math.max(0, rising[0]);
    }
}
