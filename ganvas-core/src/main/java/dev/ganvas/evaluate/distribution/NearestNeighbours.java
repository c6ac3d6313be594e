package dev.ganvas.evaluate.distribution;

import dev.ganvas.error.Require;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** For each picture of one set its nearest pictures in another, exactly: every pair is looked at. */
public final class NearestNeighbours {
    /** Says that no picture is left out of a search. */
    public static final IntUnaryOperator NOBODY = i -> -1;

    private final Subset queries;
    private final Subset searched;
    private final int k;
    private final int[] indices;
    private final double[] distances;

    private NearestNeighbours(Subset queries, Subset searched, int k) {
        Require.that(
                searched.count() > k,
                "finding " + k + " neighbours needs more than " + k + " pictures, not " + searched.count());
        this.queries = queries;
        this.searched = searched;
        this.k = k;
        this.indices = new int[Math.multiplyExact(queries.count(), k)];
        this.distances = new double[indices.length];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
    }

    /** The {@code k} nearest other pictures of each picture of {@code set}. */
    public static NearestNeighbours within(Features set, int k) {
        return withinEach(List.of(Subset.all(set.count())), set, k).get(0);
    }

    /** For each draw from {@code set}, the {@code k} nearest others of the draw of each of its pictures, named by their numbers in the set. */
    static List<NearestNeighbours> withinEach(List<Subset> draws, Features set, int k) {
        List<NearestNeighbours> found =
                draws.stream().map(draw -> new NearestNeighbours(draw, draw, k)).toList();
        new SquaredDistances(set, set).forEach(piece -> found.forEach(each -> each.search(piece, piece.i())));
        found.forEach(each -> each.measure(set, set));
        return found;
    }

    /**
     * The {@code k} nearest pictures of {@code set} to each of {@code queries}.
     *
     * @param leftOut the picture of {@code set} that query {@code i} may not find, or -1
     */
    public static NearestNeighbours of(Features queries, Features set, int k, IntUnaryOperator leftOut) {
        NearestNeighbours found = new NearestNeighbours(Subset.all(queries.count()), Subset.all(set.count()), k);
        new SquaredDistances(queries, set).forEach(piece -> found.search(piece, leftOut.applyAsInt(piece.i())));
        found.measure(queries, set);
        return found;
    }

    private void search(SquaredDistances.Piece piece, int leftOut) {
        int query = queries.place(piece.i());
        if (query < 0) {
            return;
        }
        int from = query * k;
        double farthest = distances[from + k - 1];
        int end = searched.placeFrom(piece.end());
        for (int place = searched.placeFrom(piece.first()); place < end; place++) {
            int j = searched.number(place);
            double square = piece.square(j);
            if (square < farthest && j != leftOut) {
                insert(from, square, j);
                farthest = distances[from + k - 1];
            }
        }
    }

    private void insert(int from, double square, int index) {
        int at = from + k - 1;
        while (at > from && distances[at - 1] > square) {
            distances[at] = distances[at - 1];
            indices[at] = indices[at - 1];
            at--;
        }
        distances[at] = square;
        indices[at] = index;
    }

    /** Replaces the squares, which came by way of inner products, by distances from the differences themselves. */
    private void measure(Features left, Features set) {
        for (int i = 0; i < indices.length; i++) {
            distances[i] = left.distance(queries.number(i / k), set, indices[i]);
        }
    }

    /** Queries searched for. */
    int count() {
        return indices.length / k;
    }

    /** The number of a query's neighbour, the nearest at rank 0. */
    public int index(int query, int rank) {
        return indices[query * k + rank];
    }

    /** The distance of a query's neighbour, rising with the rank. */
    public double distance(int query, int rank) {
        return distances[query * k + rank];
    }

    /** Every query's distance at one rank. */
    public double[] distances(int rank) {
        double[] all = new double[count()];
        Arrays.setAll(all, i -> distance(i, rank));
        return all;
    }
}
