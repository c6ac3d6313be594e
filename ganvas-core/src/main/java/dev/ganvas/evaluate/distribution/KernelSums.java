package dev.ganvas.evaluate.distribution;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;

/**
 * Weighted sums over all pairs of two feature sets of the kernel {@code k(x, y) = (x.y / d + 1)^3}, many at once, in one
 * pass that never holds the whole kernel matrix. Weights count how often a picture is in a draw.
 */
final class KernelSums {
    private KernelSums() {}

    /**
     * {@code sum_ij u_ir v_jr k(x_i, y_j)} for each draw r.
     *
     * @param u the weight of left picture i in draw r at {@code i * draws + r}
     * @param v the same of the right pictures
     */
    static double[] between(Features left, float[] u, Features right, float[] v, int draws) {
        double[] sums = new double[draws];
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor rows = weights(u, left, draws);
            Tensor columns = weights(v, right, draws);
            PairProducts.forEach(
                    left,
                    right,
                    (row, column, products) -> add(weighted(products, left, row, rows, column, columns), 1, sums));
        }
        return sums;
    }

    /** As {@link #between} of one set with itself, without the pairs of a picture with itself. */
    static double[] within(Features set, float[] u, int draws) {
        double[] sums = new double[draws];
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor weights = weights(u, set, draws);
            PairProducts.forEachWithin(
                    set,
                    (row, column, products) ->
                            add(weighted(products, set, row, weights, column, weights), row == column ? 1 : 2, sums));
            Tensor squares = set.matrix().square().sum(1).reshape(1, set.count());
            add(kernel(squares, set.dimension()).matmul(weights.square()).toDoubles(), -1, sums);
        }
        return sums;
    }

    private static Tensor weights(float[] counts, Features set, int draws) {
        return Tensor.of(counts, set.count(), draws).to(DType.F64);
    }

    /** The sums of one tile. */
    private static double[] weighted(Tensor products, Features left, int row, Tensor rows, int column, Tensor columns) {
        return kernel(products, left.dimension())
                .matmul(columns.narrow(0, column, products.size(1)))
                .mul(rows.narrow(0, row, products.size(0)))
                .sum(0)
                .toDoubles();
    }

    private static Tensor kernel(Tensor products, int dimension) {
        Tensor base = products.mul(1.0 / dimension).add(1);
        return base.square().mul(base);
    }

    private static void add(double[] part, double factor, double[] sums) {
        for (int r = 0; r < sums.length; r++) {
            sums[r] += factor * part[r];
        }
    }
}
