package dev.ganvas.evaluate;

import dev.ganvas.engine.error.Require;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** For each picture of one set its nearest pictures in another, exactly: every pair is looked at. */
final class NearestNeighbours {
    /** Says that no picture is left out of a search. */
    static final IntUnaryOperator NOBODY = i -> -1;

    private final int k;
    private final int[] indices;
    private final double[] distances;

    private NearestNeighbours(int queries, int k) {
        this.k = k;
        this.indices = new int[Math.multiplyExact(queries, k)];
        this.distances = new double[indices.length];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
    }

    /** The {@code k} nearest other pictures of each picture of {@code set}. */
    static NearestNeighbours within(Features set, int k) {
        return of(set, set, k, IntUnaryOperator.identity());
    }

    /**
     * The {@code k} nearest pictures of {@code set} to each of {@code queries}.
     *
     * @param leftOut the picture of {@code set} that query {@code i} may not find, or -1
     */
    static NearestNeighbours of(Features queries, Features set, int k, IntUnaryOperator leftOut) {
        Require.that(
                set.count() > k, "finding " + k + " neighbours needs more than " + k + " pictures, not " + set.count());
        NearestNeighbours found = new NearestNeighbours(queries.count(), k);
        new SquaredDistances(queries, set)
                .forEachRow(row -> found.search(row, set.count(), leftOut.applyAsInt(row.i())));
        found.measure(queries, set);
        return found;
    }

    private void search(SquaredDistances.Row row, int count, int leftOut) {
        int from = row.i() * k;
        double farthest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < count; j++) {
            double square = row.values()[row.offset() + j];
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
    private void measure(Features queries, Features set) {
        for (int i = 0; i < indices.length; i++) {
            distances[i] = queries.distance(i / k, set, indices[i]);
        }
    }

    /** Queries searched for. */
    int count() {
        return indices.length / k;
    }

    /** The number of a query's neighbour, the nearest at rank 0. */
    int index(int query, int rank) {
        return indices[query * k + rank];
    }

    /** The distance of a query's neighbour, rising with the rank. */
    double distance(int query, int rank) {
        return distances[query * k + rank];
    }

    /** Every query's distance at one rank. */
    double[] distances(int rank) {
        double[] all = new double[count()];
        Arrays.setAll(all, i -> distance(i, rank));
        return all;
    }
}
