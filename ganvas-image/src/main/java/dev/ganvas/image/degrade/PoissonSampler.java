package dev.ganvas.image.degrade;

import dev.ganvas.random.RandomStream;

/** Poisson counts of means up to {@value #MAX_MEAN}. */
final class PoissonSampler {
    static final int MAX_MEAN = 512;

    /** Above this mean, rejection is faster than multiplying. */
    private static final double LARGE = 10;

    /** A count beyond twice the largest mean is a matter of more than twenty deviations. */
    private static final double[] LOG_FACTORIAL = new double[2 * MAX_MEAN];

    static {
        for (int i = 2; i < LOG_FACTORIAL.length; i++) {
            LOG_FACTORIAL[i] = LOG_FACTORIAL[i - 1] + StrictMath.log(i);
        }
    }

    private PoissonSampler() {}

    static int draw(double mean, RandomStream stream) {
        return mean < LARGE ? byMultiplication(mean, stream) : byRejection(mean, stream);
    }

    /** Counts uniform numbers until their product falls below exp(-mean) (Knuth, TAOCP volume 2, 3.4.1). */
    private static int byMultiplication(double mean, RandomStream stream) {
        double end = StrictMath.exp(-mean);
        double product = stream.nextDouble();
        int count = 0;
        while (product > end) {
            product *= stream.nextDouble();
            count++;
        }
        return count;
    }

    /** Transformed rejection with squeeze, algorithm PTRS of Hörmann, "The transformed rejection method", 1993. */
    private static int byRejection(double mean, RandomStream stream) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double squeeze = 0.9277 - 3.6224 / (b - 2);
        double logMean = StrictMath.log(mean);
        while (true) {
            double u = stream.nextDouble() - 0.5;
            double v = stream.nextDouble();
            double us = 0.5 - Math.abs(u);
            int count = (int) Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= squeeze) {
                return count;
            }
            boolean possible = count >= 0 && count < LOG_FACTORIAL.length && (us >= 0.013 || v <= us);
            if (possible
                    && StrictMath.log(v * inverseAlpha / (a / (us * us) + b))
                            <= count * logMean - mean - LOG_FACTORIAL[count]) {
                return count;
            }
        }
    }
}
