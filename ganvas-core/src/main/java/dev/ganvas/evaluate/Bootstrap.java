package dev.ganvas.evaluate;

import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.random.RandomStream;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap over pictures (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993): both sets are drawn
 * anew with replacement, the distance is computed again, and the middle {@code level} of its values is the interval.
 *
 * <p>The resampled distances are centred on the measured one, median upon value. A resample repeats the upward bias that FD has at N pictures,
 * and uncentred the interval could lie beside its own value; so the interval speaks of the luck of the draw at this sample
 * count, not of that bias. KD counts no pair of a picture with its own copy and is centred already, but for the draw of
 * those that take part.
 *
 * @param resamples how often both sets are drawn anew, at least 20
 * @param level confidence in (0, 1)
 * @param seed of the draws
 */
public record Bootstrap(int resamples, double level, Seed seed) {
    /** Pictures of a side that take part in resampling KD; the spread found is scaled to the true number. */
    static final int KERNEL_LIMIT = 5000;

    public Bootstrap {
        Require.that(resamples >= 20, "a bootstrap needs at least 20 resamples, not " + resamples);
        Require.that(level > 0 && level < 1, "a confidence level must lie between 0 and 1, not " + level);
        Objects.requireNonNull(seed, "seed");
    }

    /** 95 % from 100 resamples. */
    public static Bootstrap of(Seed seed) {
        return new Bootstrap(100, 0.95, seed);
    }

    /**
     * The interval of the kernel distance whose value is {@code distance}. Beyond {@value #KERNEL_LIMIT} pictures a side,
     * that many are drawn and the spread is scaled by the root of the larger share that was used: exact where the
     * distributions differ, too wide where they are equal.
     */
    public Interval ofKernelDistance(Features reference, Features generated, double distance) {
        reference.requireComparable(generated);
        Features left = reference.draw(KERNEL_LIMIT, seed.child("reference"));
        Features right = generated.draw(KERNEL_LIMIT, seed.child("generated"));
        float[] u = counts(left.count(), seed.child("left"));
        float[] v = counts(right.count(), seed.child("right"));
        double[] xx = KernelSums.within(left, u, resamples);
        double[] yy = KernelSums.within(right, v, resamples);
        double[] xy = KernelSums.between(left, u, right, v, resamples);
        double[] uPairs = pairs(u);
        double[] vPairs = pairs(v);
        double both = (double) left.count() * right.count();
        double[] resampled = new double[resamples];
        Arrays.setAll(resampled, r -> xx[r] / uPairs[r] + yy[r] / vPairs[r] - 2 * xy[r] / both);
        double share = Math.max((double) left.count() / reference.count(), (double) right.count() / generated.count());
        return interval(distance, resampled, Math.sqrt(share));
    }

    /** The interval of the Fréchet distance whose value is {@code distance}; zero or above. */
    public Interval ofFrechetDistance(Features reference, Features generated, double distance) {
        reference.requireComparable(generated);
        double[] resampled = new double[resamples];
        int abreast = Runtime.getRuntime().availableProcessors();
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor left = reference.matrix();
            Tensor right = generated.matrix();
            for (int first = 0; first < resamples; first += abreast) {
                int from = first;
                // Products take all cores at once, eigenvalues one each.
                Moments[][] pairs = IntStream.range(from, Math.min(from + abreast, resamples))
                        .mapToObj(r -> new Moments[] {
                            resample(left, seed.child("left").child(r)),
                            resample(right, seed.child("right").child(r))
                        })
                        .toArray(Moments[][]::new);
                IntStream.range(0, pairs.length)
                        .parallel()
                        .forEach(p -> resampled[from + p] = FrechetDistance.between(pairs[p][0], pairs[p][1]));
            }
        }
        Interval interval = interval(distance, resampled, 1);
        return new Interval(Math.max(0, interval.low()), Math.max(0, interval.high()), level);
    }

    private Interval interval(double value, double[] resampled, double scale) {
        Arrays.sort(resampled);
        double tail = (1 - level) / 2;
        double centre = Quantiles.ofSorted(resampled, 0.5);
        return new Interval(
                value + scale * (Quantiles.ofSorted(resampled, tail) - centre),
                value + scale * (Quantiles.ofSorted(resampled, 1 - tail) - centre),
                level);
    }

    private static Moments resample(Tensor vectors, Seed seed) {
        return Moments.of(vectors, counts((int) vectors.size(0), seed.stream()));
    }

    private static int[] counts(int n, RandomStream stream) {
        int[] counts = new int[n];
        for (int i = 0; i < n; i++) {
            counts[stream.nextInt(n)]++;
        }
        return counts;
    }

    /** How often picture i is in resample r, at {@code i * resamples + r}. */
    private float[] counts(int n, Seed seed) {
        float[] all = new float[Math.multiplyExact(n, resamples)];
        for (int r = 0; r < resamples; r++) {
            int[] counts = spread(n, seed.child(r).stream());
            for (int i = 0; i < n; i++) {
                all[i * resamples + r] = counts[i];
            }
        }
        return all;
    }

    /** A draw that holds at least two different pictures, without which no pair is left. */
    private static int[] spread(int n, RandomStream stream) {
        int[] counts;
        do {
            counts = counts(n, stream);
        } while (Arrays.stream(counts).max().orElseThrow() == n);
        return counts;
    }

    /** Ordered pairs of different pictures in each resample. */
    private double[] pairs(float[] counts) {
        double[] total = new double[resamples];
        double[] squares = new double[resamples];
        for (int i = 0; i < counts.length; i++) {
            total[i % resamples] += counts[i];
            squares[i % resamples] += (double) counts[i] * counts[i];
        }
        Arrays.setAll(total, r -> total[r] * total[r] - squares[r]);
        return total;
    }
}
