package dev.ganvas.evaluate.distribution;

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
    private KernelDistance() {}

    /**
     * The distance: {@code mean k(x, x') + mean k(y, y') - 2 mean k(x, y)}, over all pairs but those of a picture with
     * itself. The published protocol averages over 100 random subsets of 1,000 pictures, which expects the same value and
     * strays further from it.
     *
     * @throws dev.ganvas.error.UsageException when the sets come from different extractors or have under 2 pictures
     */
    public static double between(Features reference, Features generated) {
        reference.requireComparable(generated);
        return ofDraws(reference, ones(reference.count()), generated, ones(generated.count()), 1)[0];
    }

    /**
     * The distance in each of several draws, in one pass.
     *
     * @param u how often reference picture i is in draw r, at {@code i * draws + r}; at least two different pictures in each
     * @param v the same of the generated pictures
     */
    static double[] ofDraws(Features reference, float[] u, Features generated, float[] v, int draws) {
        double[] xx = KernelSums.within(reference, u, draws);
        double[] yy = KernelSums.within(generated, v, draws);
        double[] xy = KernelSums.between(reference, u, generated, v, draws);
        Pairs left = Pairs.of(u, draws);
        Pairs right = Pairs.of(v, draws);
        double[] distances = new double[draws];
        Arrays.setAll(
                distances,
                r -> xx[r] / left.ordered(r)
                        + yy[r] / right.ordered(r)
                        - 2 * xy[r] / (left.total()[r] * right.total()[r]));
        return distances;
    }

    /** What each draw holds: pictures, and the sum of the squares of how often each. */
    private record Pairs(double[] total, double[] squares) {
        static Pairs of(float[] counts, int draws) {
            Pairs pairs = new Pairs(new double[draws], new double[draws]);
            for (int i = 0; i < counts.length; i++) {
                pairs.total[i % draws] += counts[i];
                pairs.squares[i % draws] += (double) counts[i] * counts[i];
            }
            return pairs;
        }

        /** Ordered pairs of different pictures in a draw. */
        double ordered(int draw) {
            return total[draw] * total[draw] - squares[draw];
        }
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
