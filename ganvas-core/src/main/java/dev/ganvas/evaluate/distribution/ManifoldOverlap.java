package dev.ganvas.evaluate.distribution;

import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.DistanceFigures.Metric;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
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
 * <p>NeighbourRadii depend on how many pictures there are: compare values of equal counts only. Coverage of a perfect generator at
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
     * @throws dev.ganvas.error.UsageException for sets of different extractors, or of under {@link #LEAST} pictures
     */
    public static ManifoldOverlap of(Features reference, Features generated, Seed seed) {
        Features left = reference.draw(MOST, seed.child("reference"));
        Features right = generated.draw(MOST, seed.child("generated"));
        List<Subsampling.Draw> draws = new ArrayList<>();
        draws.add(Subsampling.Draw.whole(left.count(), right.count()));
        draws.addAll(Subsampling.quarters(left.count(), right.count(), seed.child("subsampling")));
        List<Values> found = values(left, right, draws);
        Values values = found.get(0);
        List<Values> quarters = found.subList(1, found.size());
        return new ManifoldOverlap(
                metric(values, quarters, Values::precision, 1),
                metric(values, quarters, Values::recall, 1),
                metric(values, quarters, Values::density, Double.POSITIVE_INFINITY),
                metric(values, quarters, Values::coverage, 1),
                left.count(),
                right.count());
    }

    private static Metric metric(Values values, List<Values> quarters, ToDoubleFunction<Values> field, double most) {
        double value = field.applyAsDouble(values);
        double half = Subsampling.half(quarters.stream().mapToDouble(field).toArray());
        return new Metric(
                value, new Interval(Math.max(0, value - half), Math.min(most, value + half), Interval.LEVEL_95));
    }

    /**
     * The values of all given pictures.
     *
     * @throws dev.ganvas.error.UsageException for sets of different extractors, or of under 6 pictures
     */
    public static Values values(Features reference, Features generated) {
        Subsampling.Draw whole = Subsampling.Draw.whole(reference.count(), generated.count());
        return values(reference, generated, List.of(whole)).get(0);
    }

    private static List<Values> values(Features reference, Features generated, List<Subsampling.Draw> draws) {
        for (Subsampling.Draw draw : draws) {
            Require.that(
                    Math.min(draw.left().count(), draw.right().count()) > COVERAGE_NEIGHBOURS,
                    "precision and coverage need more than " + COVERAGE_NEIGHBOURS + " pictures on each side, not "
                            + draw.left().count() + " and " + draw.right().count());
        }
        return NeighbourRadii.values(reference, generated, draws);
    }

    /** Four lines for people. */
    public String toText() {
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
}
