package dev.ganvas.evaluate;

import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.random.Seed;
import java.util.Arrays;

/**
 * The kernel distance (KD): the unbiased squared maximum mean discrepancy with the kernel
 * {@code k(x, y) = (x.y / d + 1)^3}, which is the Kernel Inception Distance of Bińkowski, Sutherland, Arbel and Gretton,
 * "Demystifying MMD GANs" (2018), on any extractor.
 *
 * <p>Its expectation is zero where both sets follow one distribution, whatever their sizes, so that single values may be
 * slightly negative, and values from different sample counts may be compared. Presentations show it times 1000.
 */
public final class KernelDistance {
    /** Subsets that {@link #estimate} averages over. */
    public static final int SUBSETS = 100;
    /** Pictures of each side in a subset, where there are as many. */
    public static final int SUBSET_SIZE = 1000;

    private KernelDistance() {}

    /**
     * A mean over random subsets.
     *
     * @param mean the distance
     * @param standardError of the mean given the pictures at hand: the deviation between subsets over the root of their
     *     number. Zero where a subset is the whole of both sets. It does not count the luck of having drawn these
     *     pictures; {@link Bootstrap} does
     * @param subsets how many subsets were averaged
     * @param subsetSize pictures of each side in a subset
     */
    public record Estimate(double mean, double standardError, int subsets, int subsetSize) {}

    /**
     * The mean over {@value #SUBSETS} random subsets of {@code m = min(N, }{@value #SUBSET_SIZE}{@code )} pictures a
     * side, the published protocol.
     *
     * @throws dev.ganvas.engine.error.UsageException when the sets come from different extractors or have under 2 pictures
     */
    public static Estimate estimate(Features reference, Features generated, Seed seed) {
        return estimate(reference, generated, SUBSETS, SUBSET_SIZE, seed);
    }

    static Estimate estimate(Features reference, Features generated, int subsets, int limit, Seed seed) {
        reference.requireComparable(generated);
        Require.positive(subsets, "subsets");
        int size = Math.min(limit, Math.min(reference.count(), generated.count()));
        if (size == reference.count() && size == generated.count()) {
            return new Estimate(exact(reference, generated), 0, 1, size);
        }
        int[][] left = subsets(reference.count(), subsets, size, seed.child("reference"));
        int[][] right = subsets(generated.count(), subsets, size, seed.child("generated"));
        double[] distances = wholeIsCheaper(reference.count(), generated.count(), subsets, size)
                ? throughWholeMatrix(reference, generated, left, right)
                : oneByOne(reference, generated, left, right);
        double mean = Arrays.stream(distances).average().orElseThrow();
        double squares =
                Arrays.stream(distances).map(v -> (v - mean) * (v - mean)).sum();
        double error = subsets > 1 ? Math.sqrt(squares / (subsets - 1) / subsets) : 0;
        return new Estimate(mean, error, subsets, size);
    }

    /** The distance over all pairs of pictures: {@code mean k(x, x') + mean k(y, y') - 2 mean k(x, y)}, without self-pairs. */
    public static double exact(Features reference, Features generated) {
        reference.requireComparable(generated);
        float[] left = ones(reference.count());
        float[] right = ones(generated.count());
        return discrepancy(
                KernelSums.within(reference, left, 1)[0],
                KernelSums.within(generated, right, 1)[0],
                KernelSums.between(reference, left, generated, right, 1)[0],
                reference.count(),
                generated.count());
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double discrepancy(double withinLeft, double withinRight, double between, double n, double m) {
        return withinLeft / (n * (n - 1)) + withinRight / (m * (m - 1)) - 2 * between / (n * m);
    }

    private static int[][] subsets(int count, int subsets, int size, Seed seed) {
        int[][] drawn = new int[subsets][];
        Arrays.setAll(drawn, s -> Features.drawIndices(count, size, seed.child(s)));
        return drawn;
    }

    /** Pairs of the whole matrices against pairs of all subsets; both roads give the same numbers. */
    private static boolean wholeIsCheaper(double n, double m, double subsets, double size) {
        return n * n + m * m + n * m < subsets * 3 * size * size;
    }

    static double[] oneByOne(Features reference, Features generated, int[][] left, int[][] right) {
        double[] distances = new double[left.length];
        Arrays.setAll(distances, s -> exact(reference.select(left[s]), generated.select(right[s])));
        return distances;
    }

    static double[] throughWholeMatrix(Features reference, Features generated, int[][] left, int[][] right) {
        int subsets = left.length;
        double size = left[0].length;
        float[] u = members(reference.count(), left);
        float[] v = members(generated.count(), right);
        double[] xx = KernelSums.within(reference, u, subsets);
        double[] yy = KernelSums.within(generated, v, subsets);
        double[] xy = KernelSums.between(reference, u, generated, v, subsets);
        double[] distances = new double[subsets];
        Arrays.setAll(distances, s -> discrepancy(xx[s], yy[s], xy[s], size, size));
        return distances;
    }

    /** 1 where picture i is in subset s, at {@code i * subsets + s}. */
    private static float[] members(int count, int[][] subsets) {
        float[] members = new float[Math.multiplyExact(count, subsets.length)];
        for (int s = 0; s < subsets.length; s++) {
            for (int i : subsets[s]) {
                members[i * subsets.length + s] = 1;
            }
        }
        return members;
    }
}
