package dev.ganvas.evaluate;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Squared Euclidean distances of every vector of one set from every vector of another, a row at a time. */
final class SquaredDistances {
    /**
     * {@code |x|^2 + |y|^2 - 2 x.y} of equal vectors is rounding alone, about 1e-16 of its terms; what is below this share
     * of them counts as zero, so that an exact copy is one.
     */
    private static final double ROUNDING = 1e-13;

    private final Features left;
    private final Features right;
    private final double[] leftSquares;
    private final double[] rightSquares;

    SquaredDistances(Features left, Features right) {
        left.requireSameExtractor(right);
        this.left = left;
        this.right = right;
        this.leftSquares = squares(left);
        this.rightSquares = left == right ? leftSquares : squares(right);
    }

    /**
     * The distances of picture {@code i} of the left set.
     *
     * @param values the squared distance from picture {@code j} of the right set at {@code offset + j}
     */
    record Row(int i, double[] values, int offset) {}

    /** Hands every row to {@code taker}, several at once and in no order. */
    void forEachRow(Consumer<Row> taker) {
        int columns = right.count();
        PairProducts.forEach(left, right, (first, products) -> {
            double[] values = products.toDoubles();
            IntStream.range(0, values.length / columns)
                    .parallel()
                    .forEach(i -> taker.accept(row(first + i, values, i * columns)));
        });
    }

    /** Turns products into squared distances, where they are. */
    private Row row(int i, double[] values, int offset) {
        for (int j = 0; j < right.count(); j++) {
            double terms = leftSquares[i] + rightSquares[j];
            double square = terms - 2 * values[offset + j];
            values[offset + j] = square < ROUNDING * terms ? 0 : square;
        }
        return new Row(i, values, offset);
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
