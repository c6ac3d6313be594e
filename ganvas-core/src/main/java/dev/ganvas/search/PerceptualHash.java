package dev.ganvas.search;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.util.Arrays;

/**
 * 64 bits that hardly change when a picture is resized, compressed or brightened: of its grey levels at 32 x 32 the 8 x 8 lowest
 * frequencies of a cosine transform, each above their median or not (pHash; Zauner, "Implementation and Benchmarking of Perceptual Image
 * Hash Functions", 2010, 3.2.1). How many bits differ says how differently two pictures look.
 */
public final class PerceptualHash {
    private static final int SIDE = 32;
    private static final int KEPT = 8;
    private static final double[][] COSINES = cosines();

    private PerceptualHash() {}

    /** The hash of a picture; proportions do not matter. */
    public static long of(Picture picture) {
        byte[] rgb = Pictures.resize(picture, SIDE, SIDE).rgb();
        double[] luma = new double[SIDE * SIDE];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 0.299 * (rgb[3 * i] & 0xff) + 0.587 * (rgb[3 * i + 1] & 0xff) + 0.114 * (rgb[3 * i + 2] & 0xff);
        }
        double[] frequencies = transformed(luma);
        double[] sorted = frequencies.clone();
        // The mean brightness is no detail, and so large that it is always above.
        sorted[0] = 0;
        Arrays.sort(sorted);
        double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        long hash = 0;
        for (double frequency : frequencies) {
            hash = hash << 1 | (frequency > median ? 1 : 0);
        }
        return hash;
    }

    /** How many of the 64 bits differ. */
    public static int distance(long a, long b) {
        return Long.bitCount(a ^ b);
    }

    private static double[] transformed(double[] luma) {
        double[] rows = new double[SIDE * KEPT];
        for (int y = 0; y < SIDE; y++) {
            for (int u = 0; u < KEPT; u++) {
                double sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += luma[y * SIDE + x] * COSINES[u][x];
                }
                rows[y * KEPT + u] = sum;
            }
        }
        double[] result = new double[KEPT * KEPT];
        for (int v = 0; v < KEPT; v++) {
            for (int u = 0; u < KEPT; u++) {
                double sum = 0;
                for (int y = 0; y < SIDE; y++) {
                    sum += rows[y * KEPT + u] * COSINES[v][y];
                }
                result[v * KEPT + u] = sum;
            }
        }
        return result;
    }

    private static double[][] cosines() {
        double[][] cosines = new double[KEPT][SIDE];
        for (int u = 0; u < KEPT; u++) {
            for (int x = 0; x < SIDE; x++) {
                cosines[u][x] = StrictMath.cos(Math.PI * u * (2 * x + 1) / (2 * SIDE));
            }
        }
        return cosines;
    }
}
