package dev.ganvas.evaluate.distribution;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Squared Euclidean distances of every vector of one set from every vector of another, a piece of a row at a time. */
public final class SquaredDistances {
    /**
     * {@code |x|^2 + |y|^2 - 2 x.y} of equal vectors is rounding alone, about 1e-16 of its terms; what is below this share
     * of them counts as zero, so that an exact copy is one.
     */
    private static final double ROUNDING = 1e-13;

    private final Features left;
    private final Features right;
    private final double[] leftSquares;
    private final double[] rightSquares;

    public SquaredDistances(Features left, Features right) {
        left.requireSameExtractor(right);
        this.left = left;
        this.right = right;
        this.leftSquares = squares(left);
        this.rightSquares = left == right ? leftSquares : squares(right);
    }

    /** The distances of picture {@link #i} of the left set from those of the right set from {@link #first} up to {@link #end}. */
    public final class Piece {
        private final int i;
        private final int first;
        private final int end;
        private final double[] products;
        private final int offset;

        /** @param offset where the product with picture 0 of the right set would be */
        private Piece(int i, int first, int end, double[] products, int offset) {
            this.i = i;
            this.first = first;
            this.end = end;
            this.products = products;
            this.offset = offset;
        }

        public int i() {
            return i;
        }

        public int first() {
            return first;
        }

        public int end() {
            return end;
        }

        /** The squared distance from picture {@code j}. */
        public double square(int j) {
            double terms = leftSquares[i] + rightSquares[j];
            double square = terms - 2 * products[offset + j];
            return square < ROUNDING * terms ? 0 : square;
        }
    }

    /** Hands every piece to {@code taker}, those of one row in order, those of several rows at once and in none. */
    public void forEach(Consumer<Piece> taker) {
        PairProducts.forEach(left, right, (row, column, products) -> {
            int columns = (int) products.size(1);
            double[] values = products.toDoubles();
            IntStream.range(0, values.length / columns)
                    .parallel()
                    .forEach(i ->
                            taker.accept(new Piece(row + i, column, column + columns, values, i * columns - column)));
        });
    }

    private static double[] squares(Features set) {
        double[] squares = new double[set.count()];
        for (int i = 0; i < set.count(); i++) {
            for (int k = i * set.dimension(); k < (i + 1) * set.dimension(); k++) {
                squares[i] += (double) set.values()[k] * set.values()[k];
            }
        }
        return squares;
    }
}
