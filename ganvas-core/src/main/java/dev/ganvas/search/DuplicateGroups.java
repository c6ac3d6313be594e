package dev.ganvas.search;

import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures of an index that are the same, or nearly: resized, compressed, brightened. Two are nearly the same when both their
 * {@link PerceptualHash}es and their vectors are alike. Groups are chains: of three, the first and the last may differ more than two
 * neighbours may.
 *
 * @param groups those with the most members first
 */
public record DuplicateGroups(List<Group> groups) {
    /** Bits of the 64 that may differ unless told otherwise. */
    public static final int BITS = 8;

    /** Most bits that may be asked for; independent pictures differ in 32 on average. */
    public static final int MAX_BITS = 15;

    /**
     * Cosine that the vectors need at least. Keeps apart what has the same hash for want of detail: skies, fog, empty pages of another
     * colour.
     */
    public static final double LEAST_SIMILARITY = 0.9;

    /** Most pictures that are compared. */
    public static final int MAX_PICTURES = 2_000_000;

    /** More bits in a piece of a hash would hardly make groups smaller. */
    private static final int WIDEST_PIECE = 16;

    /**
     * Pictures that belong together.
     *
     * @param ids in the order in which they were added
     * @param exact whether all have the same size and the same pixels
     * @param bits the most that differ between two neighbours of the chain
     * @param similarity the least between two neighbours of the chain
     */
    public record Group(List<String> ids, boolean exact, int bits, double similarity) {}

    /**
     * Finds them.
     *
     * @param bits of the hash that may differ, 0 to {@link #MAX_BITS}
     */
    public static DuplicateGroups of(PictureIndex index, int bits) {
        Require.within(bits, 0, MAX_BITS, "bits that may differ");
        Require.within(index.size(), 0, MAX_PICTURES, "pictures to compare");
        return new Search(index, bits).groups();
    }

    private static final class Search {
        private final IndexLog log;
        private final int most;
        private final int[] numbers;
        private final IndexedPicture.Look[] looks;
        private final int[] parents;
        private final int[] worstBits;
        private final double[] worst;
        private final float[] a;
        private final float[] b;

        Search(PictureIndex index, int bits) {
            log = index.log();
            most = bits;
            numbers = new int[index.size()];
            looks = new IndexedPicture.Look[numbers.length];
            parents = new int[numbers.length];
            worstBits = new int[numbers.length];
            worst = new double[numbers.length];
            a = new float[index.dimension()];
            b = new float[index.dimension()];
            for (int i = log.nextLive(0), n = 0; i >= 0; i = log.nextLive(i + 1), n++) {
                numbers[n] = i;
                looks[n] = log.look(i);
            }
            Arrays.setAll(parents, i -> i);
            Arrays.fill(worst, 1);
        }

        DuplicateGroups groups() {
            joinSame();
            // By the pigeonhole principle, hashes that differ in fewer bits than they have pieces agree in one piece at
            // least.
            int pieces = most + 1;
            int width = Math.min(WIDEST_PIECE, Long.SIZE / pieces);
            for (int piece = 0; piece < pieces; piece++) {
                joinAlike(piece * width, (1L << width) - 1);
            }
            return new DuplicateGroups(collected());
        }

        private void joinSame() {
            Map<List<Long>, Integer> first = new LinkedHashMap<>();
            for (int i = 0; i < looks.length; i++) {
                Integer same = first.putIfAbsent(List.of(looks[i].digestHigh(), looks[i].digestLow()), i);
                if (same != null) {
                    join(same, i, 0, 1);
                }
            }
        }

        private void joinAlike(int shift, long mask) {
            long[] byPiece = new long[looks.length];
            Arrays.setAll(byPiece, i -> (looks[i].hash() >>> shift & mask) << Integer.SIZE | i);
            Arrays.sort(byPiece);
            for (int i = 0, first = 0; i < byPiece.length; i++) {
                if (byPiece[i] >>> Integer.SIZE != byPiece[first] >>> Integer.SIZE) {
                    first = i;
                }
                for (int j = first; j < i; j++) {
                    joinIfAlike((int) byPiece[j], (int) byPiece[i]);
                }
            }
        }

        private void joinIfAlike(int i, int j) {
            int differ = PerceptualHash.distance(looks[i].hash(), looks[j].hash());
            if (differ > most || root(i) == root(j)) {
                return;
            }
            log.vector(numbers[i], a, 0);
            log.vector(numbers[j], b, 0);
            double similarity = Vectors.dot(a, b);
            if (similarity >= LEAST_SIMILARITY) {
                join(i, j, differ, similarity);
            }
        }

        private void join(int i, int j, int differ, double similarity) {
            int to = root(i);
            int from = root(j);
            if (to != from) {
                parents[from] = to;
                worstBits[to] = Math.max(differ, Math.max(worstBits[to], worstBits[from]));
                worst[to] = Math.min(similarity, Math.min(worst[to], worst[from]));
            }
        }

        private int root(int i) {
            int at = i;
            while (parents[at] != at) {
                parents[at] = parents[parents[at]];
                at = parents[at];
            }
            return at;
        }

        private List<Group> collected() {
            Map<Integer, List<Integer>> members = new LinkedHashMap<>();
            for (int i = 0; i < parents.length; i++) {
                members.computeIfAbsent(root(i), root -> new ArrayList<>(1)).add(i);
            }
            List<Group> groups = new ArrayList<>();
            members.forEach((root, group) -> {
                if (group.size() > 1) {
                    boolean exact = group.stream().allMatch(i -> looks[i].hasPixelsOf(looks[root]));
                    List<String> ids =
                            group.stream().map(i -> log.id(numbers[i])).toList();
                    groups.add(new Group(ids, exact, worstBits[root], worst[root]));
                }
            });
            groups.sort(Comparator.comparingInt((Group group) -> -group.ids().size()));
            return groups;
        }
    }
}
