package dev.ganvas.evaluate.distribution;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;

/**
 * The inner products of every vector of one set with every vector of another in fp64, a tile at a time, so that the whole
 * matrix is never held and a tile stays in the cache.
 */
final class PairProducts {
    /** Rows and columns of a tile, at most: 8 MiB. */
    private static final int SIDE = 1024;

    private PairProducts() {}

    /** Takes a tile. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes the rows from {@code row} and the columns from {@code column} on.
         *
         * @param products F64 {@code [rows, columns]}: {@code x_(row+i) . y_(column+j)} at {@code [i, j]}; the taker's scope
         *     is closed afterwards
         */
        void take(int row, int column, Tensor products);
    }

    /** Hands every tile to {@code taker}, one after the other. */
    static void forEach(Features left, Features right, Taker taker) {
        forEach(left, right, false, taker);
    }

    /** Hands the tiles of a set with itself to {@code taker} whose columns do not begin before their rows: the others mirror them. */
    static void forEachWithin(Features set, Taker taker) {
        forEach(set, set, true, taker);
    }

    private static void forEach(Features left, Features right, boolean mirrored, Taker taker) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor all = left.matrix();
            Tensor others = left == right ? all : right.matrix();
            for (int row = 0; row < left.count(); row += SIDE) {
                int rows = Math.min(SIDE, left.count() - row);
                for (int column = mirrored ? row : 0; column < right.count(); column += SIDE) {
                    int columns = Math.min(SIDE, right.count() - column);
                    try (Scope tile = Scope.open()) {
                        Tensor products = all.narrow(0, row, rows)
                                .matmul(others.narrow(0, column, columns).transpose(0, 1));
                        taker.take(row, column, products);
                    }
                }
            }
        }
    }
}
