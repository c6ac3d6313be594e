package dev.ganvas.evaluate.distribution;

import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;

/** Feature sets drawn from known distributions. */
public final class Sampled {
    private Sampled() {}

    /** Independent normal features with the given mean and deviation. */
    public static Features gaussian(int count, int dimension, double mean, double deviation, long seed) {
        RandomStream stream = Seed.of(seed).child("gaussian").stream();
        float[] values = new float[count * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * stream.nextGaussian());
        }
        return features(count, dimension, values);
    }

    public static Features features(int count, int dimension, float... values) {
        return new Features(count, dimension, values, "test", "00ff");
    }
}
