package dev.ganvas.evaluate;

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
            Tensor rowWeights = Tensor.of(u, left.count(), draws).to(DType.F64);
            Tensor columnWeights = Tensor.of(v, right.count(), draws).to(DType.F64);
            PairProducts.forEach(left, right, (first, products) -> {
                Tensor weighted = kernel(products, left.dimension())
                        .matmul(columnWeights)
                        .mul(rowWeights.narrow(0, first, products.size(0)));
                add(weighted.sum(0).toDoubles(), 1, sums);
            });
        }
        return sums;
    }

    /** As {@link #between} of one set with itself, without the pairs of a picture with itself. */
    static double[] within(Features set, float[] u, int draws) {
        double[] sums = between(set, u, set, u, draws);
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor squares = set.matrix().square().sum(1).reshape(1, set.count());
            Tensor weights = Tensor.of(u, set.count(), draws).to(DType.F64).square();
            add(kernel(squares, set.dimension()).matmul(weights).toDoubles(), -1, sums);
        }
        return sums;
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
