package dev.ganvas.evaluate.distribution;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;

/**
 * Mean and covariance of feature vectors that arrive one after the other, in fp64.
 *
 * <p>Covariance convention: divided by {@code N - 1}, as numpy's {@code cov}, pytorch-fid and clean-fid do (StyleGAN's code
 * divides by N). Sums are kept relative to the first vector, so that features far from zero lose no digits and constant
 * ones have a covariance of exactly zero. Not safe for use from several threads at once.
 */
public final class FeatureStatistics {
    /** Vectors whose outer products are added at once. */
    private static final int BATCH = 1024;

    private final int dimension;
    private final float[] origin;
    private final double[] sum;
    /** The sum of outer products, {@code [dimension, dimension]}. */
    private final double[] products;

    private final float[] waiting;
    private int waitingCount;
    private long count;

    /** @param dimension numbers per vector, at least 1 */
    public FeatureStatistics(int dimension) {
        this.dimension = Require.positive(dimension, "dimension");
        this.origin = new float[dimension];
        this.sum = new double[dimension];
        this.products = new double[Math.multiplyExact(dimension, dimension)];
        this.waiting = new float[Math.multiplyExact(BATCH, dimension)];
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
            add(features.values(), i);
        }
    }

    private void add(float[] values, int index) {
        int from = index * dimension;
        if (count == 0) {
            for (int k = 0; k < dimension; k++) {
                origin[k] = values[from + k];
            }
        }
        int row = waitingCount * dimension;
        for (int k = 0; k < dimension; k++) {
            waiting[row + k] = values[from + k];
            sum[k] += (double) values[from + k] - origin[k];
        }
        count++;
        waitingCount++;
        if (waitingCount == BATCH) {
            absorb();
        }
    }

    /** Vectors added so far. */
    public long count() {
        return count;
    }

    public int dimension() {
        return dimension;
    }

    /** The mean, {@code [dimension]}. */
    public double[] mean() {
        double[] mean = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            mean[k] = origin[k] + sum[k] / count;
        }
        return mean;
    }

    /** Mean and {@link #covariance}. */
    Moments moments() {
        return new Moments(mean(), covariance());
    }

    /**
     * The covariance, {@code [dimension, dimension]}, symmetric, divided by {@code N - 1}.
     *
     * @throws dev.ganvas.error.UsageException for fewer than 2 vectors
     */
    public double[] covariance() {
        Require.that(count >= 2, "a covariance needs at least 2 pictures, not " + count);
        absorb();
        double[] covariance = new double[products.length];
        for (int i = 0; i < dimension; i++) {
            for (int j = i; j < dimension; j++) {
                double value = (products[i * dimension + j] - sum[i] * sum[j] / count) / (count - 1);
                covariance[i * dimension + j] = value;
                covariance[j * dimension + i] = value;
            }
        }
        return covariance;
    }

    private void absorb() {
        if (waitingCount == 0) {
            return;
        }
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor vectors = Tensor.of(waiting, BATCH, dimension)
                    .narrow(0, 0, waitingCount)
                    .to(DType.F64)
                    .sub(Tensor.of(origin, 1, dimension).to(DType.F64));
            double[] added = vectors.transpose(0, 1).matmul(vectors).toDoubles();
            for (int i = 0; i < added.length; i++) {
                products[i] += added[i];
            }
        }
        waitingCount = 0;
    }
}
