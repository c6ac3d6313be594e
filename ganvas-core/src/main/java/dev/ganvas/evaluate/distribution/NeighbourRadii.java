package dev.ganvas.evaluate.distribution;

import dev.ganvas.evaluate.distribution.ManifoldOverlap.Values;
import java.util.List;
import java.util.stream.IntStream;

/** Who lies in whose ball, of two draws of pictures; see {@link ManifoldOverlap}. */
final class NeighbourRadii {
    private final Subsampling.Draw draw;
    private final double[] precisionRadius;
    private final double[] coverageRadius;
    private final double[] recallRadius;
    // Several threads may set the same element, and all of them to true.
    private final boolean[] precise;
    private final boolean[] recalled;
    private final int[] inside;

    private NeighbourRadii(Subsampling.Draw draw, NearestNeighbours ofReference, NearestNeighbours ofGenerated) {
        this.draw = draw;
        this.precisionRadius = squares(ofReference.distances(ManifoldOverlap.PRECISION_NEIGHBOURS - 1));
        this.coverageRadius = squares(ofReference.distances(ManifoldOverlap.COVERAGE_NEIGHBOURS - 1));
        this.recallRadius = squares(ofGenerated.distances(ManifoldOverlap.PRECISION_NEIGHBOURS - 1));
        this.precise = new boolean[draw.right().count()];
        this.recalled = new boolean[draw.left().count()];
        this.inside = new int[draw.left().count()];
    }

    /** The values of each draw of reference pictures, left, and generated ones; every pair is looked at once for all draws. */
    static List<Values> values(Features reference, Features generated, List<Subsampling.Draw> draws) {
        List<NearestNeighbours> ofReference = NearestNeighbours.withinEach(
                draws.stream().map(Subsampling.Draw::left).toList(), reference, ManifoldOverlap.COVERAGE_NEIGHBOURS);
        List<NearestNeighbours> ofGenerated = NearestNeighbours.withinEach(
                draws.stream().map(Subsampling.Draw::right).toList(), generated, ManifoldOverlap.PRECISION_NEIGHBOURS);
        List<NeighbourRadii> all = IntStream.range(0, draws.size())
                .mapToObj(d -> new NeighbourRadii(draws.get(d), ofReference.get(d), ofGenerated.get(d)))
                .toList();
        new SquaredDistances(reference, generated).forEach(piece -> all.forEach(balls -> balls.take(piece)));
        return all.stream().map(NeighbourRadii::values).toList();
    }

    private static double[] squares(double[] values) {
        double[] squares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            squares[i] = values[i] * values[i];
        }
        return squares;
    }

    /** One reference picture against generated ones; strict where the paper is, and not where it is not. */
    private void take(SquaredDistances.Piece piece) {
        int i = draw.left().place(piece.i());
        if (i < 0) {
            return;
        }
        int count = 0;
        boolean found = false;
        int end = draw.right().placeFrom(piece.end());
        for (int j = draw.right().placeFrom(piece.first()); j < end; j++) {
            double square = piece.square(draw.right().number(j));
            if (square <= precisionRadius[i]) {
                precise[j] = true;
            }
            found |= square <= recallRadius[j];
            count += square < coverageRadius[i] ? 1 : 0;
        }
        recalled[i] |= found;
        inside[i] += count;
    }

    private Values values() {
        long insides = 0;
        int covered = 0;
        for (int count : inside) {
            insides += count;
            covered += count > 0 ? 1 : 0;
        }
        return new Values(
                share(precise),
                share(recalled),
                (double) insides / ManifoldOverlap.COVERAGE_NEIGHBOURS / precise.length,
                (double) covered / recalled.length);
    }

    private static double share(boolean[] marks) {
        int hits = 0;
        for (boolean mark : marks) {
            hits += mark ? 1 : 0;
        }
        return (double) hits / marks.length;
    }
}
