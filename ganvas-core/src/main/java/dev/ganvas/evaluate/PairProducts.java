package dev.ganvas.evaluate;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The inner products of every vector of one set with every vector of another, in blocks of rows that run on all cores, so
 * that the whole matrix is never held. A product is the same whatever the number of threads.
 */
final class PairProducts {
    private static final int ROWS = 32;
    /** Columns of a tile: 128 x 256 numbers of fp64 are 256 KiB and stay in the second-level cache. */
    private static final int TILE = 128;

    private static final int UNROLL = 8;

    private final Features left;
    private final double[][] tiles;

    PairProducts(Features left, Features right) {
        this.left = left;
        this.tiles = tiles(right);
    }

    /**
     * Some rows of the matrix: row {@code first + i} for {@code 0 <= i < rows}.
     *
     * @param number of the block, from 0
     * @param products {@code x_(first+i) . y_j} at {@code i * stride + j}
     */
    record Block(int number, int first, int rows, double[] products, int stride) {}

    int blocks() {
        return (left.count() + ROWS - 1) / ROWS;
    }

    /** Hands every block to {@code taker}, several at once and in no order. */
    void forEach(Consumer<Block> taker) {
        IntStream.range(0, blocks()).parallel().forEach(b -> taker.accept(block(b, 0)));
    }

    /** As {@link #forEach}, but of row {@code i} only the columns {@code j >= i} are sure to be there. */
    void forEachUpper(Consumer<Block> taker) {
        IntStream.range(0, blocks()).parallel().forEach(b -> taker.accept(block(b, b * ROWS / TILE)));
    }

    private Block block(int number, int firstTile) {
        int first = number * ROWS;
        int rows = Math.min(ROWS, left.count() - first);
        int columns = tiles.length * TILE;
        double[] products = new double[rows * columns];
        double[] vectors = new double[rows * padded()];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < left.dimension(); k++) {
                vectors[i * padded() + k] = left.values()[(first + i) * left.dimension() + k];
            }
        }
        for (int t = firstTile; t < tiles.length; t++) {
            multiply(vectors, rows, tiles[t], products, t * TILE, columns);
        }
        return new Block(number, first, rows, products, columns);
    }

    /**
     * Inner products of every row with a tile's columns. Eight components at a time, so that the strip of the tile they
     * meet stays in the first-level cache while all rows pass over it.
     */
    private void multiply(double[] vectors, int rows, double[] tile, double[] out, int at, int columns) {
        for (int k = 0; k < padded(); k += UNROLL) {
            for (int i = 0; i < rows; i++) {
                eight(vectors, i * padded() + k, tile, k * TILE, out, at + i * columns);
            }
        }
    }

    /** Runs along the columns, which the compiler vectorises. */
    private static void eight(double[] a, int k, double[] b, int t, double[] out, int at) {
        double a0 = a[k];
        double a1 = a[k + 1];
        double a2 = a[k + 2];
        double a3 = a[k + 3];
        double a4 = a[k + 4];
        double a5 = a[k + 5];
        double a6 = a[k + 6];
        double a7 = a[k + 7];
        for (int j = 0; j < TILE; j++) {
            out[at + j] += a0 * b[t + j]
                    + a1 * b[t + TILE + j]
                    + a2 * b[t + 2 * TILE + j]
                    + a3 * b[t + 3 * TILE + j]
                    + a4 * b[t + 4 * TILE + j]
                    + a5 * b[t + 5 * TILE + j]
                    + a6 * b[t + 6 * TILE + j]
                    + a7 * b[t + 7 * TILE + j];
        }
    }

    /** The dimension filled up with zeros to a multiple of {@link #UNROLL}. */
    private int padded() {
        return (left.dimension() + UNROLL - 1) / UNROLL * UNROLL;
    }

    /** The set transposed, in tiles of {@code padded x TILE}, zeros beyond its end. */
    private double[][] tiles(Features set) {
        double[][] transposed = new double[(set.count() + TILE - 1) / TILE][padded() * TILE];
        for (int j = 0; j < set.count(); j++) {
            double[] tile = transposed[j / TILE];
            for (int k = 0; k < set.dimension(); k++) {
                tile[k * TILE + j % TILE] = set.values()[j * set.dimension() + k];
            }
        }
        return transposed;
    }
}
