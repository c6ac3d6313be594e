package dev.ganvas.evaluate.distribution;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.DistanceFigures.Metric;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Bootstrap over pictures (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993): both sets are drawn anew with
 * replacement, and the distance is computed again. Intervals are of 95 %.
 *
 * <p>The interval of KD is the middle of its resampled values. FD takes long to compute: its interval is that of a normal
 * distribution with the deviation of at most {@value #FRECHET_RESAMPLES} of them, which are enough to know a deviation as well
 * as a hundred know the ends.
 *
 * <p>Both are centred on the measured distance. A resample repeats the upward bias that FD has at N pictures, and uncentred
 * the interval could lie beside its own value; so the interval speaks of the luck of the draw at this sample count, not of
 * that bias. KD counts no pair of a picture with its own copy and is centred already, but for the draw of those that take
 * part.
 *
 * @param resamples how often both sets are drawn anew, at least 20
 * @param seed of the draws
 */
public record Bootstrap(int resamples, Seed seed) {
    /** Pictures of a side that take part in resampling KD; the spread found is scaled to the true number. */
    static final int KERNEL_LIMIT = 5000;

    static final int FRECHET_RESAMPLES = 30;

    public Bootstrap {
        Require.that(resamples >= 20, "a bootstrap needs at least 20 resamples, not " + resamples);
        Objects.requireNonNull(seed, "seed");
    }

    /** From 100 resamples. */
    public static Bootstrap of(Seed seed) {
        return new Bootstrap(100, seed);
    }

    /**
     * The {@link KernelDistance} with its interval. Beyond {@value #KERNEL_LIMIT} pictures a side, that many are drawn for the
     * interval and the spread is scaled by the root of the larger share that was used: exact where the distributions differ,
     * too wide where they are equal.
     */
    public Metric kernelDistance(Features reference, Features generated) {
        reference.requireComparable(generated);
        Features left = reference.draw(KERNEL_LIMIT, seed.child("reference"));
        Features right = generated.draw(KERNEL_LIMIT, seed.child("generated"));
        double[] distances = KernelDistance.ofDraws(
                left,
                counts(left.count(), seed.child("left")),
                right,
                counts(right.count(), seed.child("right")),
                resamples + 1);
        boolean drawn = left != reference || right != generated;
        double distance = drawn ? KernelDistance.between(reference, generated) : distances[resamples];
        double share = Math.max((double) left.count() / reference.count(), (double) right.count() / generated.count());
        return new Metric(distance, interval(distance, Arrays.copyOf(distances, resamples), Math.sqrt(share)));
    }

    /** The {@link FrechetDistance} with its interval; zero or above. */
    public Metric frechetDistance(Features reference, Features generated) {
        double distance = FrechetDistance.between(reference, generated);
        double[] resampled = new double[Math.min(resamples, FRECHET_RESAMPLES)];
        int abreast = Runtime.getRuntime().availableProcessors();
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor left = reference.matrix();
            Tensor right = generated.matrix();
            for (int first = 0; first < resampled.length; first += abreast) {
                int from = first;
                // Products take all cores at once, eigenvalues one each.
                Moments[][] pairs = IntStream.range(from, Math.min(from + abreast, resampled.length))
                        .mapToObj(r -> new Moments[] {
                            resample(left, seed.child("left").child(r)),
                            resample(right, seed.child("right").child(r))
                        })
                        .toArray(Moments[][]::new);
                IntStream.range(0, pairs.length).parallel().forEach(p -> {
                    try (Threads alone = Threads.use(1)) {
                        resampled[from + p] = FrechetDistance.between(pairs[p][0], pairs[p][1]);
                    }
                });
            }
        }
        double half = Interval.halfOf(resampled);
        return new Metric(distance, new Interval(Math.max(0, distance - half), distance + half, Interval.LEVEL_95));
    }

    private static Interval interval(double value, double[] resampled, double scale) {
        Arrays.sort(resampled);
        double tail = (1 - Interval.LEVEL_95) / 2;
        double centre = Quantiles.ofSorted(resampled, 0.5);
        return new Interval(
                value + scale * (Quantiles.ofSorted(resampled, tail) - centre),
                value + scale * (Quantiles.ofSorted(resampled, 1 - tail) - centre),
                Interval.LEVEL_95);
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

    /** How often picture i is in resample r, at {@code i * (resamples + 1) + r}; last, once each. */
    private float[] counts(int n, Seed seed) {
        int draws = resamples + 1;
        float[] all = new float[Math.multiplyExact(n, draws)];
        Arrays.fill(all, 1);
        for (int r = 0; r < resamples; r++) {
            int[] counts = spread(n, seed.child(r).stream());
            for (int i = 0; i < n; i++) {
                all[i * draws + r] = counts[i];
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
}
