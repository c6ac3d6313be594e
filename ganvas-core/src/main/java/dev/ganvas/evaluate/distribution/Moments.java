package dev.ganvas.evaluate.distribution;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * The first two moments of a set of vectors, in fp64.
 *
 * @param mean {@code [dimension]}
 * @param covariance {@code [dimension, dimension]}, symmetric but for rounding, divided by {@code N - 1}
 */
record Moments(double[] mean, double[] covariance) {
    /**
     * Those of a set in which vector {@code i} comes {@code counts[i]} times.
     *
     * @param vectors F64 {@code [counts.length, dimension]}; gradients must be off
     * @param counts zero or above, two or more together
     */
    static Moments of(Tensor vectors, int[] counts) {
        int[] present =
                IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
        long[] index = IntStream.of(present).mapToLong(i -> i).toArray();
        double[] times = new double[present.length];
        double total = 0;
        for (int i = 0; i < present.length; i++) {
            times[i] = counts[present[i]];
            total += times[i];
        }
        try (Scope scope = Scope.open()) {
            Tensor rows = vectors.indexSelect(0, Tensor.ofLongs(index, index.length));
            Tensor weights = Tensor.ofDoubles(times, 1, times.length);
            Tensor mean = weights.matmul(rows).mul(1 / total);
            Tensor spread = rows.sub(mean).mul(weights.sqrt().transpose(0, 1));
            return new Moments(
                    mean.toDoubles(),
                    spread.transpose(0, 1).matmul(spread).mul(1 / (total - 1)).toDoubles());
        }
    }
}
