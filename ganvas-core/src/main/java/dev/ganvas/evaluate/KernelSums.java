package dev.ganvas.evaluate;

import java.util.stream.IntStream;

/**
 * Sums over all pairs of two feature sets of the kernel {@code k(x, y) = (x.y / d + 1)^3}, in one pass that never holds
 * the whole kernel matrix. Blocks of rows run on all cores; their sums are added in row order, so that the result does
 * not depend on the number of threads.
 */
final class KernelSums {
    private static final int ROWS = 32;
    /** Columns of a tile: 128 x 256 numbers of fp64 are 256 KiB and stay in the second-level cache. */
    private static final int TILE = 128;

    private static final int UNROLL = 8;

    private final Features left;
    private final Features right;
    private final boolean upper;
    private final double[][] tiles;

    private KernelSums(Features left, Features right, boolean upper) {
        this.left = left;
        this.right = right;
        this.upper = upper;
        this.tiles = tiles(right);
    }

    /** Takes one row of the kernel matrix and adds what it contributes. */
    @FunctionalInterface
    interface Row {
        /**
         * Adds row {@code i}.
         *
         * @param kernel holds {@code k(left i, right j)} at {@code offset + j}, for {@code from <= j < to}
         * @param sums to add to; seen by one thread
         */
        void add(int i, double[] kernel, int offset, int from, int to, double[] sums);
    }

    /** Sums over every pair of a picture of {@code left} and one of {@code right}. */
    static double[] between(Features left, Features right, int sums, Row row) {
        return new KernelSums(left, right, false).run(sums, row);
    }

    /** Sums over every unordered pair of different pictures of {@code set}: rows hold only {@code j > i}. */
    static double[] within(Features set, int sums, Row row) {
        return new KernelSums(set, set, true).run(sums, row);
    }

    private double[] run(int sums, Row row) {
        int blocks = (left.count() + ROWS - 1) / ROWS;
        double[][] parts = new double[blocks][];
        IntStream.range(0, blocks).parallel().forEach(block -> parts[block] = block(block * ROWS, sums, row));
        double[] total = new double[sums];
        for (double[] part : parts) {
            for (int s = 0; s < sums; s++) {
                total[s] += part[s];
            }
        }
        return total;
    }

    private double[] block(int first, int sums, Row row) {
        int rows = Math.min(ROWS, left.count() - first);
        int columns = tiles.length * TILE;
        double[] kernel = new double[rows * columns];
        double[] vectors = new double[rows * padded()];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < left.dimension(); k++) {
                vectors[i * padded() + k] = left.values()[(first + i) * left.dimension() + k];
            }
        }
        for (int t = upper ? first / TILE : 0; t < tiles.length; t++) {
            products(vectors, rows, tiles[t], kernel, t * TILE, columns);
        }
        double[] part = new double[sums];
        for (int i = 0; i < rows; i++) {
            int from = upper ? first + i + 1 : 0;
            cube(kernel, i * columns + from, i * columns + right.count(), right.dimension());
            row.add(first + i, kernel, i * columns, from, right.count(), part);
        }
        return part;
    }

    private static void cube(double[] kernel, int from, int to, int dimension) {
        double scale = 1.0 / dimension;
        for (int j = from; j < to; j++) {
            double base = kernel[j] * scale + 1;
            kernel[j] = base * base * base;
        }
    }

    /**
     * Inner products of every row with a tile's columns. Eight components at a time, so that the strip of the tile they
     * meet stays in the first-level cache while all rows pass over it.
     */
    private void products(double[] vectors, int rows, double[] tile, double[] out, int at, int columns) {
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
