package dev.ganvas.evaluate;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;

/**
 * The inner products of every vector of one set with every vector of another in fp64, a band of rows at a time, so that the
 * whole matrix is never held.
 */
final class PairProducts {
    /** Numbers of a band, at least a row: 8 MiB. */
    private static final int BAND = 1 << 20;

    private PairProducts() {}

    /** Takes a band. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes the rows from {@code first} on.
         *
         * @param products F64 {@code [rows, right.count()]}: {@code x_(first+i) . y_j} at {@code [i, j]}; the taker's scope is
         *     closed afterwards
         */
        void take(int first, Tensor products);
    }

    /** Hands every band to {@code taker}, one after the other. */
    static void forEach(Features left, Features right, Taker taker) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor rows = left.matrix();
            Tensor columns = (left == right ? rows : right.matrix()).transpose(0, 1);
            int height = Math.max(1, BAND / right.count());
            for (int first = 0; first < left.count(); first += height) {
                try (Scope band = Scope.open()) {
                    taker.take(
                            first,
                            rows.narrow(0, first, Math.min(height, left.count() - first))
                                    .matmul(columns));
                }
            }
        }
    }
}
