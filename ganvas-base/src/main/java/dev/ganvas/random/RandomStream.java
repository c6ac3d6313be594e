package dev.ganvas.random;

import dev.ganvas.error.Require;

/** A stream of pseudorandom numbers (SplitMix64). Not safe for use from several threads at once. */
public final class RandomStream {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;
    private double spareGaussian = Double.NaN;

    RandomStream(long state) {
        this.state = state;
    }

    public long nextLong() {
        state += GOLDEN_GAMMA;
        return Seed.mix(state);
    }

    /** Uniform in {@code [0, bound)}; free of bias to within 2^-31. */
    public int nextInt(int bound) {
        Require.positive(bound, "bound");
        return (int) (((nextLong() >>> 33) * bound) >>> 31);
    }

    /** Uniform in {@code [low, high]}. */
    public int nextInt(int low, int high) {
        return low + nextInt(high - low + 1);
    }

    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** Uniform in {@code [0, 1)} with 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in {@code [low, high)}. */
    public double nextDouble(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Standard normal, by Marsaglia's polar method over {@link StrictMath}, hence equal on every machine. */
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double spare = spareGaussian;
            spareGaussian = Double.NaN;
            return spare;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spareGaussian = v * scale;
        return u * scale;
    }

    /** Shuffles in place (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
