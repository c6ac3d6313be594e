package dev.ganvas.evaluate;

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
     * @throws dev.ganvas.engine.error.UsageException when the sets come from different extractors or have under 2 pictures
     */
    public static double between(Features reference, Features generated) {
        reference.requireComparable(generated);
        float[] left = ones(reference.count());
        float[] right = ones(generated.count());
        double n = reference.count();
        double m = generated.count();
        return KernelSums.within(reference, left, 1)[0] / (n * (n - 1))
                + KernelSums.within(generated, right, 1)[0] / (m * (m - 1))
                - 2 * KernelSums.between(reference, left, generated, right, 1)[0] / (n * m);
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
