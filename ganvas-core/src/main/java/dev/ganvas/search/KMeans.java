package dev.ganvas.search;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;

/**
 * Directions around which vectors gather: spherical k-means (Dhillon and Modha, 2001), where each vector belongs to the centre with
 * which it has the greatest product.
 *
 * @param centres {@code k * dimension} numbers, each centre of length 1
 */
record KMeans(float[] centres, int dimension) {
    private static final int BATCH = 8192;

    /** Below this many centres it is worth choosing the first ones with care. */
    private static final int CAREFUL = 64;

    /** Beginnings tried, the best of which counts: each ends where no small change helps. */
    private static final int ATTEMPTS = 4;

    /**
     * Finds {@code k} centres; the same seed finds the same.
     *
     * @param vectors of length 1, one after the other, at least {@code k}
     */
    static KMeans of(float[] vectors, int dimension, int k, int iterations, Seed seed) {
        int count = vectors.length / dimension;
        Require.within(k, 1, count, "number of clusters");
        if (k > CAREFUL) {
            RandomStream random = seed.stream();
            return drawn(vectors, dimension, k, random).settled(vectors, iterations, random);
        }
        KMeans best = null;
        double bestFit = Double.NEGATIVE_INFINITY;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RandomStream random = seed.child(attempt).stream();
            KMeans means = spread(vectors, dimension, k, random).settled(vectors, iterations, random);
            double fit = means.fit(vectors);
            if (fit > bestFit) {
                best = means;
                bestFit = fit;
            }
        }
        return best;
    }

    private KMeans settled(float[] vectors, int iterations, RandomStream random) {
        KMeans means = this;
        int[] before = new int[0];
        for (int i = 0; i < iterations; i++) {
            int[] owners = means.owners(vectors);
            if (Arrays.equals(owners, before)) {
                break;
            }
            means = means.moved(vectors, owners, random);
            before = owners;
        }
        return means;
    }

    /** The sum of the products of all vectors with their centres. */
    private double fit(float[] vectors) {
        int[] owners = owners(vectors);
        double sum = 0;
        for (int i = 0; i < owners.length; i++) {
            for (int d = 0; d < dimension; d++) {
                sum += vectors[i * dimension + d] * centres[owners[i] * dimension + d];
            }
        }
        return sum;
    }

    int k() {
        return centres.length / dimension;
    }

    /** For each vector the number of its centre. */
    int[] owners(float[] vectors) {
        int count = vectors.length / dimension;
        int[] owners = new int[count];
        try (Scope all = Scope.open()) {
            Tensor directions = Tensor.of(centres, k(), dimension).transpose(0, 1);
            for (int from = 0; from < count; from += BATCH) {
                int end = Math.min(count, from + BATCH);
                try (Scope scope = Scope.open()) {
                    float[] some = Arrays.copyOfRange(vectors, from * dimension, end * dimension);
                    long[] nearest = Tensor.of(some, end - from, dimension)
                            .matmul(directions)
                            .argMax()
                            .toLongs();
                    for (int i = 0; i < nearest.length; i++) {
                        owners[from + i] = (int) nearest[i];
                    }
                }
            }
        }
        return owners;
    }

    /** Products of a vector with all centres. */
    float[] similarities(float[] vector) {
        float[] similarities = new float[k()];
        for (int c = 0; c < similarities.length; c++) {
            similarities[c] = Vectors.dot(vector, Arrays.copyOfRange(centres, c * dimension, (c + 1) * dimension));
        }
        return similarities;
    }

    private KMeans moved(float[] vectors, int[] owners, RandomStream random) {
        double[] sums = new double[centres.length];
        int[] sizes = new int[k()];
        for (int i = 0; i < owners.length; i++) {
            sizes[owners[i]]++;
            for (int d = 0; d < dimension; d++) {
                sums[owners[i] * dimension + d] += vectors[i * dimension + d];
            }
        }
        float[] moved = new float[centres.length];
        for (int c = 0; c < sizes.length; c++) {
            float[] centre = new float[dimension];
            // A centre that lost all its vectors begins again at one of them.
            int at = sizes[c] > 0 ? 0 : random.nextInt(owners.length);
            for (int d = 0; d < dimension; d++) {
                centre[d] = sizes[c] > 0 ? (float) sums[c * dimension + d] : vectors[at * dimension + d];
            }
            System.arraycopy(Vectors.unit(centre), 0, moved, c * dimension, dimension);
        }
        return new KMeans(moved, dimension);
    }

    private static KMeans drawn(float[] vectors, int dimension, int k, RandomStream random) {
        int count = vectors.length / dimension;
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        float[] centres = new float[k * dimension];
        for (int c = 0; c < k; c++) {
            int other = random.nextInt(c, count - 1);
            int number = numbers[other];
            numbers[other] = numbers[c];
            System.arraycopy(vectors, number * dimension, centres, c * dimension, dimension);
        }
        return new KMeans(centres, dimension);
    }

    /** Each further one is drawn in proportion to its distance from those before (k-means++; Arthur and Vassilvitskii, 2007). */
    private static KMeans spread(float[] vectors, int dimension, int k, RandomStream random) {
        int count = vectors.length / dimension;
        float[] centres = new float[k * dimension];
        double[] distances = new double[count];
        Arrays.fill(distances, Double.MAX_VALUE);
        int next = random.nextInt(count);
        for (int c = 0; c < k; c++) {
            float[] centre = Arrays.copyOfRange(vectors, next * dimension, (next + 1) * dimension);
            System.arraycopy(centre, 0, centres, c * dimension, dimension);
            double total = 0;
            for (int i = 0; i < count; i++) {
                float[] vector = Arrays.copyOfRange(vectors, i * dimension, (i + 1) * dimension);
                distances[i] = Math.min(distances[i], Math.max(0, 1 - Vectors.dot(vector, centre)));
                total += distances[i];
            }
            double left = random.nextDouble() * total;
            next = 0;
            while (next < count - 1 && (left -= distances[next]) > 0) {
                next++;
            }
        }
        return new KMeans(centres, dimension);
    }
}
