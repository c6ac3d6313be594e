package dev.ganvas.evaluate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.ManifoldOverlap.Values;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ManifoldOverlapTest {
    @Test
    void agreesWithAnExampleDoneByHand() {
        // Reference 0..6: third neighbours at 3 2 2? for ends and middle; fifth at 5 4 3 3 3 4 5.
        Features reference = Sampled.features(7, 1, 0, 1, 2, 3, 4, 5, 6);
        // Far apart: 20 lies in no reference ball; generated balls (third neighbours) of 20.. hold no reference
        // picture.
        Features generated = Sampled.features(6, 1, 2.5f, 20, 21, 22, 23, 24);
        Values values = ManifoldOverlap.values(reference, generated);
        assertThat(values.precision()).isEqualTo(1.0 / 6);
        // The third neighbour of 2.5 is 22, at 19.5, so that its ball holds all reference pictures.
        assertThat(values.recall()).isEqualTo(1);
        // 2.5 lies within the fifth-neighbour balls of all seven: |2.5 - x| = 2.5 1.5 .5 .5 1.5 2.5 3.5 below 5 4 3 3 3
        // 4 5.
        assertThat(values.density()).isEqualTo(7.0 / (5 * 6), within(1e-12));
        assertThat(values.coverage()).isEqualTo(1);
    }

    @Test
    void equalDistributionsHaveTheirClosedForms() {
        int n = 1500;
        Values values = ManifoldOverlap.values(Sampled.gaussian(n, 32, 0, 1, 1), Sampled.gaussian(n, 32, 0, 1, 2));
        // Naeem et al., equations 5 and 7: density 1; coverage 1 - product of (N - i) / (N + M - i), i = 1..k.
        double missed = 1;
        for (int i = 1; i <= 5; i++) {
            missed *= (double) (n - i) / (2 * n - i);
        }
        assertThat(values.coverage()).isCloseTo(1 - missed, within(0.015));
        assertThat(values.density()).isCloseTo(1, within(0.08));
        // Either side could be the other.
        assertThat(values.precision()).isCloseTo(values.recall(), within(0.06));
    }

    /**
     * The published setting, 10,000 and 10,000 Gaussians of 1,000 dimensions, k = 5, where the README of the code gives
     * density 1.0555 and coverage 0.9735. Those are of one draw: in so many dimensions a few pictures are everybody's
     * neighbours, and from draw to draw the formula itself, in numpy, gave densities of 0.91 to 1.07 and coverages of 0.956
     * to 0.974. The means of draws must meet the expectations.
     */
    @Test
    @Tag("slow")
    void identicalGaussiansInThePublishedSettingMeetTheirExpectations() {
        int draws = 4;
        double density = 0;
        double coverage = 0;
        for (int draw = 0; draw < draws; draw++) {
            Values values = ManifoldOverlap.values(
                    Sampled.gaussian(10_000, 1000, 0, 1, 2 * draw + 1),
                    Sampled.gaussian(10_000, 1000, 0, 1, 2 * draw + 2));
            density += values.density() / draws;
            coverage += values.coverage() / draws;
        }
        assertThat(density).isCloseTo(1, within(0.06));
        assertThat(coverage).isCloseTo(0.969, within(0.01));
    }

    @Test
    void aDroppedModeLowersRecallAndCoverageButNotPrecision() {
        Features reference = modes(800, 4, 4, 1);
        Values whole = ManifoldOverlap.values(reference, modes(800, 4, 4, 2));
        Values dropped = ManifoldOverlap.values(reference, modes(800, 4, 3, 3));
        assertThat(dropped.coverage()).isCloseTo(0.75 * whole.coverage(), within(0.05));
        assertThat(dropped.recall()).isLessThan(whole.recall() - 0.15);
        assertThat(dropped.precision()).isGreaterThan(whole.precision() - 0.05);
    }

    @Test
    void strayPicturesLowerPrecisionAndDensity() {
        Features reference = modes(800, 4, 4, 1);
        Features good = modes(800, 4, 4, 2);
        float[] stray = good.values().clone();
        for (int i = 0; i < stray.length / 2; i++) {
            stray[i] += 100;
        }
        Values whole = ManifoldOverlap.values(reference, good);
        Values half = ManifoldOverlap.values(reference, Sampled.features(800, 4, stray));
        assertThat(half.precision()).isCloseTo(whole.precision() / 2, within(0.05));
        assertThat(half.density()).isCloseTo(whole.density() / 2, within(0.1));
    }

    @Test
    void copiesOfTheReferenceAreInsideEverything() {
        Features reference = Sampled.gaussian(300, 8, 3, 1, 1);
        Values values = ManifoldOverlap.values(reference, reference);
        assertThat(values.precision()).isEqualTo(1);
        assertThat(values.recall()).isEqualTo(1);
        assertThat(values.coverage()).isEqualTo(1);
    }

    /** Normal clouds around corners far apart; the generated set leaves the last ones out. */
    private static Features modes(int count, int dimension, int modes, long seed) {
        float[] values = Sampled.gaussian(count, dimension, 0, 1, seed).values().clone();
        for (int i = 0; i < count; i++) {
            values[i * dimension + i % modes] += 30;
        }
        return Sampled.features(count, dimension, values);
    }

    @Test
    void intervalsSpeakOfTheLuckOfTheDraw() {
        List<Values> repeats = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            repeats.add(ManifoldOverlap.values(
                    Sampled.gaussian(240, 4, 0, 1, 2L * i), Sampled.gaussian(240, 4, 0.4, 1, 2L * i + 1)));
        }
        double coverage = 0;
        double precision = 0;
        for (int i = 0; i < 8; i++) {
            ManifoldOverlap overlap = ManifoldOverlap.of(
                    Sampled.gaussian(240, 4, 0, 1, 1000 + i), Sampled.gaussian(240, 4, 0.4, 1, 2000 + i), Seed.of(i));
            coverage += width(overlap.coverage()) / 8;
            precision += width(overlap.precision()) / 8;
        }
        assertThat(coverage
                        / deviation(
                                repeats.stream().mapToDouble(Values::coverage).toArray()))
                .isBetween(0.6, 1.7);
        assertThat(precision
                        / deviation(
                                repeats.stream().mapToDouble(Values::precision).toArray()))
                .isBetween(0.6, 1.7);
    }

    private static double width(DistanceFigures.Metric metric) {
        return (metric.interval().high() - metric.interval().low()) / 2 / 1.96;
    }

    private static double deviation(double[] values) {
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double squares = IntStream.range(0, values.length)
                .mapToDouble(i -> Math.pow(values[i] - mean, 2))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    @Test
    void tooFewPicturesAreRefused() {
        Features five = Sampled.gaussian(5, 3, 0, 1, 1);
        assertThatThrownBy(() -> ManifoldOverlap.values(five, Sampled.gaussian(50, 3, 0, 1, 1)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> ManifoldOverlap.values(
                        Sampled.gaussian(50, 3, 0, 1, 1), new Features(1, 3, new float[3], "other", "11")))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void aDrawHasTheValuesOfItsPicturesAlone() {
        Features reference = Sampled.gaussian(2100, 3, 0, 1, 1);
        Features generated = Sampled.gaussian(1200, 3, 0.3, 0.8, 2);
        int[] left = Features.drawIndices(2100, 500, Seed.of(1));
        int[] right = Features.drawIndices(1200, 300, Seed.of(2));
        List<Values> found = NeighbourRadii.values(
                reference,
                generated,
                List.of(
                        Subsampling.Draw.whole(2100, 1200),
                        new Subsampling.Draw(new Subset(left, 2100), new Subset(right, 1200))));
        assertThat(found)
                .containsExactly(
                        ManifoldOverlap.values(reference, generated),
                        ManifoldOverlap.values(reference.select(left), generated.select(right)));
        assertThat(found.get(1)).isNotEqualTo(found.get(0));
    }

    @Property(tries = 25)
    void neighboursAreThoseOfTheSlowWay(
            @ForAll @IntRange(min = 4, max = 300) int n, @ForAll @IntRange(min = 1, max = 20) int dimension) {
        requireNeighboursOfTheSlowWay(Sampled.gaussian(n, dimension, 5, 1, n));
    }

    @Test
    void neighboursAreFoundAcrossTiles() {
        requireNeighboursOfTheSlowWay(Sampled.gaussian(5000, 3, 5, 1, 1));
    }

    private static void requireNeighboursOfTheSlowWay(Features set) {
        int n = set.count();
        NearestNeighbours found = NearestNeighbours.within(set, 3);
        for (int i = 0; i < n; i += 1 + n / 10) {
            int query = i;
            double[] sorted = IntStream.range(0, n)
                    .filter(j -> j != query)
                    .mapToDouble(j -> set.distance(query, set, j))
                    .sorted()
                    .toArray();
            for (int rank = 0; rank < 3; rank++) {
                assertThat(found.distance(i, rank)).isEqualTo(sorted[rank]);
                assertThat(set.distance(i, set, found.index(i, rank))).isEqualTo(sorted[rank]);
            }
        }
    }
}
