package dev.ganvas.evaluate;

import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.evaluate.Judgement.Metric;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether generated pictures lie where reference pictures lie (fidelity) and the other way round (diversity), each set
 * being described by balls around its pictures that reach to the k-th nearest of the same set.
 *
 * <ul>
 *   <li>precision: the share of generated pictures inside any reference ball; recall: the share of reference pictures
 *       inside any generated ball (Kynkäänniemi et al., "Improved Precision and Recall Metric", 2019; k = 3)
 *   <li>density: how many reference balls a generated picture lies in, over k; 1 is expected of equal distributions, and
 *       it may be more. Coverage: the share of reference balls that hold a generated picture (Naeem et al., "Reliable
 *       Fidelity and Diversity Metrics", 2020; k = 5)
 * </ul>
 *
 * <p>Balls depend on how many pictures there are: compare values of equal counts only. Coverage of a perfect generator at
 * equal counts is about {@code 1 - 2^-5 = 0.969}; precision and recall have no such value, which is why coverage is to be
 * preferred. Intervals are 95 %, see {@link Subsampling}.
 *
 * @param referenceCount reference pictures that took part
 * @param generatedCount generated pictures that took part
 */
public record ManifoldOverlap(
        Metric precision, Metric recall, Metric density, Metric coverage, int referenceCount, int generatedCount) {
    /** Neighbours that reach of a ball for precision and recall. */
    public static final int PRECISION_NEIGHBOURS = 3;

    /** Neighbours that reach of a ball for density and coverage. */
    public static final int COVERAGE_NEIGHBOURS = 5;

    /** Pictures of a side, at most: more are drawn from. */
    public static final int MOST = 10_000;

    /** Pictures of a side, at least: what subsampling needs. */
    public static final int LEAST = Subsampling.SHARE * (COVERAGE_NEIGHBOURS + 1);

    /** The four values alone, none below zero. */
    public record Values(double precision, double recall, double density, double coverage) {}

    /**
     * The values with their intervals.
     *
     * @throws dev.ganvas.engine.error.UsageException for sets of different extractors, or of under {@link #LEAST} pictures
     */
    public static ManifoldOverlap of(Features reference, Features generated, Seed seed) {
        Features left = reference.draw(MOST, seed.child("reference"));
        Features right = generated.draw(MOST, seed.child("generated"));
        Values values = values(left, right);
        Subsampling<Values> sampled = Subsampling.of(left, right, seed.child("subsampling"), ManifoldOverlap::values);
        return new ManifoldOverlap(
                metric(values, sampled, Values::precision, 1),
                metric(values, sampled, Values::recall, 1),
                metric(values, sampled, Values::density, Double.POSITIVE_INFINITY),
                metric(values, sampled, Values::coverage, 1),
                left.count(),
                right.count());
    }

    private static Metric metric(
            Values values, Subsampling<Values> sampled, ToDoubleFunction<Values> field, double most) {
        double value = field.applyAsDouble(values);
        double half = Interval.NORMAL_95 * sampled.deviation(field);
        return new Metric(
                value, new Interval(Math.max(0, value - half), Math.min(most, value + half), Interval.LEVEL_95));
    }

    /**
     * The values of all given pictures.
     *
     * @throws dev.ganvas.engine.error.UsageException for sets of different extractors, or of under 6 pictures
     */
    public static Values values(Features reference, Features generated) {
        Require.that(
                Math.min(reference.count(), generated.count()) > COVERAGE_NEIGHBOURS,
                "precision and coverage need more than " + COVERAGE_NEIGHBOURS + " pictures on each side, not "
                        + reference.count() + " and " + generated.count());
        return new Balls(reference, generated).count();
    }

    /** Four lines for people. */
    String toText() {
        return line("precision", precision)
                + line("recall", recall)
                + line("density", density)
                + line("coverage", coverage);
    }

    private static String line(String name, Metric metric) {
        return String.format(
                Locale.ROOT,
                "%-10s %10.3f   95 %% interval %.3f to %.3f%n",
                name,
                metric.value(),
                metric.interval().low(),
                metric.interval().high());
    }

    /** Counts who lies in whose ball. */
    private static final class Balls {
        private final Features reference;
        private final Features generated;
        private final double[] precisionRadius;
        private final double[] coverageRadius;
        private final double[] recallRadius;
        // Several threads may set the same element, and all of them to true.
        private final boolean[] precise;
        private final boolean[] recalled;
        private final int[] inside;

        Balls(Features reference, Features generated) {
            this.reference = reference;
            this.generated = generated;
            NearestNeighbours ofReference = NearestNeighbours.within(reference, COVERAGE_NEIGHBOURS);
            this.precisionRadius = squares(ofReference.distances(PRECISION_NEIGHBOURS - 1));
            this.coverageRadius = squares(ofReference.distances(COVERAGE_NEIGHBOURS - 1));
            NearestNeighbours ofGenerated = NearestNeighbours.within(generated, PRECISION_NEIGHBOURS);
            this.recallRadius = squares(ofGenerated.distances(PRECISION_NEIGHBOURS - 1));
            this.precise = new boolean[generated.count()];
            this.recalled = new boolean[reference.count()];
            this.inside = new int[reference.count()];
        }

        private static double[] squares(double[] values) {
            double[] squares = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                squares[i] = values[i] * values[i];
            }
            return squares;
        }

        Values count() {
            new SquaredDistances(reference, generated).forEachRow(this::take);
            long insides = 0;
            int covered = 0;
            for (int count : inside) {
                insides += count;
                covered += count > 0 ? 1 : 0;
            }
            return new Values(
                    share(precise),
                    share(recalled),
                    (double) insides / COVERAGE_NEIGHBOURS / generated.count(),
                    (double) covered / reference.count());
        }

        /** One reference picture against all generated ones; strict where the paper is, and not where it is not. */
        private void take(SquaredDistances.Row row) {
            int i = row.i();
            int count = 0;
            boolean found = false;
            for (int j = 0; j < generated.count(); j++) {
                double square = row.values()[row.offset() + j];
                if (square <= precisionRadius[i]) {
                    precise[j] = true;
                }
                found |= square <= recallRadius[j];
                count += square < coverageRadius[i] ? 1 : 0;
            }
            recalled[i] = found;
            inside[i] = count;
        }

        private static double share(boolean[] marks) {
            int hits = 0;
            for (boolean mark : marks) {
                hits += mark ? 1 : 0;
            }
            return (double) hits / marks.length;
        }
    }
}
