package dev.ganvas.image.watermark;

import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;

/**
 * Directions in the space of the band, at right angles to each other and of length 1: one that tells that there is a mark, and one a bit. They
 * are drawn at random by a key, so that no picture is more likely to look marked than another.
 */
final class Directions {
    private final double[][] directions;

    Directions(Seed key, int bits) {
        directions = new double[bits + 1][];
        for (int i = 0; i <= bits; i++) {
            RandomStream random = key.child(i).stream();
            double[] drawn = new double[Band.SIZE];
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = random.nextGaussian();
            }
            // Gram and Schmidt.
            for (int before = 0; before < i; before++) {
                add(drawn, directions[before], -dot(drawn, directions[before]));
            }
            double length = Math.sqrt(dot(drawn, drawn));
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] /= length;
            }
            directions[i] = drawn;
        }
    }

    double[] reference() {
        return directions[0];
    }

    double[] bit(int number) {
        return directions[number + 1];
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }
}
