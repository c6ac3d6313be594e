package dev.ganvas.evaluate;

/**
 * Sums over all pairs of two feature sets of the kernel {@code k(x, y) = (x.y / d + 1)^3}, in one pass that never holds
 * the whole kernel matrix. Blocks of rows run on all cores; their sums are added in row order, so that the result does
 * not depend on the number of threads.
 */
final class KernelSums {
    private KernelSums() {}

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
        PairProducts products = new PairProducts(left, right);
        double[][] parts = new double[products.blocks()][sums];
        products.forEach(block -> add(block, right, false, row, parts[block.number()]));
        return total(parts, sums);
    }

    /** Sums over every unordered pair of different pictures of {@code set}: rows hold only {@code j > i}. */
    static double[] within(Features set, int sums, Row row) {
        PairProducts products = new PairProducts(set, set);
        double[][] parts = new double[products.blocks()][sums];
        products.forEachUpper(block -> add(block, set, true, row, parts[block.number()]));
        return total(parts, sums);
    }

    private static void add(PairProducts.Block block, Features right, boolean upper, Row row, double[] sums) {
        for (int i = 0; i < block.rows(); i++) {
            int from = upper ? block.first() + i + 1 : 0;
            int offset = i * block.stride();
            cube(block.products(), offset + from, offset + right.count(), right.dimension());
            row.add(block.first() + i, block.products(), offset, from, right.count(), sums);
        }
    }

    private static void cube(double[] kernel, int from, int to, int dimension) {
        double scale = 1.0 / dimension;
        for (int j = from; j < to; j++) {
            double base = kernel[j] * scale + 1;
            kernel[j] = base * base * base;
        }
    }

    private static double[] total(double[][] parts, int sums) {
        double[] total = new double[sums];
        for (double[] part : parts) {
            for (int s = 0; s < sums; s++) {
                total[s] += part[s];
            }
        }
        return total;
    }
}
