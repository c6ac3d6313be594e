package dev.ganvas.evaluate;

import dev.ganvas.engine.error.Require;
import java.util.Arrays;

/**
 * Mean and covariance of feature vectors that arrive one after the other, in fp64.
 *
 * <p>Covariance convention: divided by {@code N - 1}, as numpy's {@code cov}, pytorch-fid and clean-fid do (StyleGAN's code
 * divides by N). Sums are kept relative to the first vector, so that features far from zero lose no digits and constant
 * ones have a covariance of exactly zero. Not safe for use from several threads at once.
 */
public final class FeatureStatistics {
    private static final int BATCH = 8;

    private final int dimension;
    private final double[] origin;
    private final double[] sum;
    /** Upper triangle of the sum of outer products. */
    private final double[] products;

    private final double[] waiting;
    private final double[] waitingWeight = new double[BATCH];
    private int waitingCount;
    private double weight;

    /** @param dimension numbers per vector, at least 1 */
    public FeatureStatistics(int dimension) {
        this.dimension = Require.positive(dimension, "dimension");
        this.origin = new double[dimension];
        this.sum = new double[dimension];
        this.products = new double[Math.multiplyExact(dimension, dimension)];
        this.waiting = new double[Math.multiplyExact(BATCH, dimension)];
    }

    /** Statistics of one set. */
    public static FeatureStatistics of(Features features) {
        FeatureStatistics statistics = new FeatureStatistics(features.dimension());
        statistics.add(features);
        return statistics;
    }

    /** Adds every vector of {@code features}. */
    public void add(Features features) {
        Require.that(
                features.dimension() == dimension,
                "these statistics are " + dimension + "-d, the features " + features.dimension() + "-d");
        for (int i = 0; i < features.count(); i++) {
            add(features.values(), i, 1);
        }
    }

    /** Adds vector {@code index} of {@code values} as if it came {@code times} times. */
    void add(float[] values, int index, double times) {
        int from = index * dimension;
        if (weight == 0) {
            for (int k = 0; k < dimension; k++) {
                origin[k] = values[from + k];
            }
        }
        int row = waitingCount * dimension;
        for (int k = 0; k < dimension; k++) {
            double value = values[from + k] - origin[k];
            waiting[row + k] = value;
            sum[k] += times * value;
        }
        weight += times;
        waitingWeight[waitingCount++] = times;
        if (waitingCount == BATCH) {
            absorb();
        }
    }

    /** Vectors added so far. */
    public double count() {
        return weight;
    }

    public int dimension() {
        return dimension;
    }

    /** The mean, {@code [dimension]}. */
    public double[] mean() {
        double[] mean = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            mean[k] = origin[k] + sum[k] / weight;
        }
        return mean;
    }

    /**
     * The covariance, {@code [dimension, dimension]}, symmetric, divided by {@code N - 1}.
     *
     * @throws dev.ganvas.engine.error.UsageException for fewer than 2 vectors
     */
    public double[] covariance() {
        Require.that(weight >= 2, "a covariance needs at least 2 pictures, not " + (long) weight);
        absorb();
        double[] covariance = new double[products.length];
        for (int i = 0; i < dimension; i++) {
            for (int j = i; j < dimension; j++) {
                double value = (products[i * dimension + j] - sum[i] * sum[j] / weight) / (weight - 1);
                covariance[i * dimension + j] = value;
                covariance[j * dimension + i] = value;
            }
        }
        return covariance;
    }

    private void absorb() {
        Arrays.fill(waiting, waitingCount * dimension, waiting.length, 0);
        for (int i = 0; i < dimension; i++) {
            addOuterRow(i);
        }
        waitingCount = 0;
    }

    /** Row {@code i} of the outer products of the eight waiting vectors; runs along the row, which the compiler vectorises. */
    private void addOuterRow(int i) {
        double[] w = waiting;
        int d = dimension;
        double a0 = w[i] * waitingWeight[0];
        double a1 = w[d + i] * waitingWeight[1];
        double a2 = w[2 * d + i] * waitingWeight[2];
        double a3 = w[3 * d + i] * waitingWeight[3];
        double a4 = w[4 * d + i] * waitingWeight[4];
        double a5 = w[5 * d + i] * waitingWeight[5];
        double a6 = w[6 * d + i] * waitingWeight[6];
        double a7 = w[7 * d + i] * waitingWeight[7];
        int row = i * d;
        for (int j = i; j < d; j++) {
            products[row + j] += a0 * w[j]
                    + a1 * w[d + j]
                    + a2 * w[2 * d + j]
                    + a3 * w[3 * d + j]
                    + a4 * w[4 * d + j]
                    + a5 * w[5 * d + j]
                    + a6 * w[6 * d + j]
                    + a7 * w[7 * d + j];
        }
    }
}
