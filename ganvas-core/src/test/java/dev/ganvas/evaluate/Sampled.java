package dev.ganvas.evaluate;

import dev.ganvas.engine.random.RandomStream;
import dev.ganvas.engine.random.Seed;

/** Feature sets drawn from known distributions. */
final class Sampled {
    private Sampled() {}

    /** Independent normal features with the given mean and deviation. */
    static Features gaussian(int count, int dimension, double mean, double deviation, long seed) {
        RandomStream stream = Seed.of(seed).child("gaussian").stream();
        float[] values = new float[count * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * stream.nextGaussian());
        }
        return features(count, dimension, values);
    }

    static Features features(int count, int dimension, float... values) {
        return new Features(count, dimension, values, "test", "00ff");
    }
}
