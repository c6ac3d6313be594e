package dev.ganvas.search;

import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of an index in groups of such as are alike. Groups have no names, because nothing says what is in them.
 *
 * @param clusters the largest first
 * @param silhouette how well they are parted, -1 to 1 and higher is better: the mean over the pictures of how much nearer the own centre
 *     is than the next (simplified silhouette; Hruschka et al., 2004); below about 0.1 the pictures form no clear groups
 */
public record PictureClusters(List<Cluster> clusters, double silhouette) {
    /** Most clusters that may be asked for. */
    public static final int MAX_CLUSTERS = 64;

    /** Most clusters that are chosen when no number is given. */
    public static final int MOST_CHOSEN = 20;

    /** Most pictures that are grouped. */
    public static final int MAX_PICTURES = 200_000;

    /** Pictures from which the number is chosen. */
    private static final int CHOSEN_FROM = 2000;

    private static final int ITERATIONS = 50;

    /**
     * Pictures that are alike.
     *
     * @param members the most typical first, with their similarity to the centre
     */
    public record Cluster(List<Match> members) {}

    /**
     * Groups the pictures.
     *
     * @param k how many groups; chosen where it is empty: the number from 2 to {@link #MOST_CHOSEN} that parts them best
     */
    public static PictureClusters of(PictureIndex index, Optional<Integer> k, Seed seed) {
        Require.within(index.size(), 1, MAX_PICTURES, "pictures to group");
        int dimension = index.dimension();
        int[] numbers = new int[index.size()];
        float[] vectors = new float[Math.multiplyExact(numbers.length, dimension)];
        int n = 0;
        for (int i = index.log().nextLive(0); i >= 0; i = index.log().nextLive(i + 1)) {
            index.log().vector(i, vectors, n * dimension);
            numbers[n++] = i;
        }
        int count = k.isPresent()
                ? Require.within(k.get(), 1, Math.min(MAX_CLUSTERS, numbers.length), "number of clusters")
                : chosen(vectors, dimension, seed.child("choice"));
        KMeans means = KMeans.of(vectors, dimension, count, ITERATIONS, seed.child("clusters"));
        int[] owners = means.owners(vectors);
        List<List<Match>> members = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < numbers.length; i++) {
            float[] similarities = means.similarities(vector(vectors, dimension, i));
            members.get(owners[i]).add(new Match(index.log().id(numbers[i]), similarities[owners[i]]));
        }
        members.forEach(
                each -> each.sort(Comparator.comparingDouble(Match::similarity).reversed()));
        return new PictureClusters(
                members.stream()
                        .filter(each -> !each.isEmpty())
                        .sorted(Comparator.comparingInt((List<Match> each) -> -each.size()))
                        .map(each -> new Cluster(List.copyOf(each)))
                        .toList(),
                silhouette(means, vectors));
    }

    private static int chosen(float[] vectors, int dimension, Seed seed) {
        int all = vectors.length / dimension;
        int count = Math.min(all, CHOSEN_FROM);
        float[] some = new float[count * dimension];
        for (int i = 0; i < count; i++) {
            System.arraycopy(vectors, (int) ((long) i * all / count) * dimension, some, i * dimension, dimension);
        }
        int best = 1;
        double bestSilhouette = Double.NEGATIVE_INFINITY;
        for (int k = 2; k <= Math.min(MOST_CHOSEN, count / 2); k++) {
            double silhouette = silhouette(KMeans.of(some, dimension, k, ITERATIONS, seed.child(k)), some);
            if (silhouette > bestSilhouette) {
                best = k;
                bestSilhouette = silhouette;
            }
        }
        return best;
    }

    private static double silhouette(KMeans means, float[] vectors) {
        if (means.k() == 1) {
            return 0;
        }
        int count = vectors.length / means.dimension();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            float[] similarities = means.similarities(vector(vectors, means.dimension(), i));
            Arrays.sort(similarities);
            double own = Math.max(0, 1 - similarities[similarities.length - 1]);
            double other = Math.max(0, 1 - similarities[similarities.length - 2]);
            sum += other == 0 ? 0 : (other - own) / other;
        }
        return sum / count;
    }

    private static float[] vector(float[] vectors, int dimension, int i) {
        return Arrays.copyOfRange(vectors, i * dimension, (i + 1) * dimension);
    }
}
