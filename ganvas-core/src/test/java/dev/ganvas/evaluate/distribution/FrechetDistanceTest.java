package dev.ganvas.evaluate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
    @Test
    void agreesWithTheClosedFormOfDiagonalGaussians() {
        double[] a = {4, 0, 0, 9};
        double[] b = {1, 0, 0, 25};
        double distance =
                FrechetDistance.between(new Moments(new double[] {1, 2}, a), new Moments(new double[] {4, -2}, b));
        // 3^2 + 4^2 + (2 - 1)^2 + (3 - 5)^2
        assertThat(distance).isCloseTo(30, within(1e-12));
    }

    /** In two dimensions {@code Tr sqrt(M) = sqrt(Tr M + 2 sqrt(det M))} needs no eigenvalues at all. */
    @Property(tries = 200)
    void agreesWithTheDirectFormulaInTwoDimensions(
            @ForAll @DoubleRange(min = 0.01, max = 10) double a1,
            @ForAll @DoubleRange(min = 0.01, max = 10) double a2,
            @ForAll @DoubleRange(min = -0.99, max = 0.99) double correlationA,
            @ForAll @DoubleRange(min = 0.01, max = 10) double b1,
            @ForAll @DoubleRange(min = -0.99, max = 0.99) double correlationB) {
        double b2 = a1;
        double ac = correlationA * Math.sqrt(a1 * a2);
        double bc = correlationB * Math.sqrt(b1 * b2);
        double traceOfProduct = a1 * b1 + 2 * ac * bc + a2 * b2;
        double determinant = (a1 * a2 - ac * ac) * (b1 * b2 - bc * bc);
        double expected = a1 + a2 + b1 + b2 - 2 * Math.sqrt(traceOfProduct + 2 * Math.sqrt(determinant));
        double distance = FrechetDistance.between(
                new Moments(new double[2], new double[] {a1, ac, ac, a2}),
                new Moments(new double[2], new double[] {b1, bc, bc, b2}));
        assertThat(distance).isCloseTo(Math.max(0, expected), within(1e-7));
    }

    @Test
    void findsTheDistanceOfSampledGaussians() {
        int dimension = 6;
        Features x = Sampled.gaussian(20_000, dimension, 0, 1, 1);
        Features y = Sampled.gaussian(20_000, dimension, 0.5, 2, 2);
        assertThat(FrechetDistance.between(x, y)).isCloseTo(dimension * (0.25 + 1), within(0.2));
    }

    @Property(tries = 20)
    void isZeroFromItselfAndSymmetric(
            @ForAll @IntRange(min = 2, max = 60) int n, @ForAll @IntRange(min = 1, max = 40) int dimension) {
        Features x = Sampled.gaussian(n, dimension, 3, 2, n);
        Features y = Sampled.gaussian(n + 5, dimension, 1, 1, n + 99L);
        assertThat(FrechetDistance.between(x, x)).isCloseTo(0, within(1e-5));
        assertThat(FrechetDistance.between(x, y)).isCloseTo(FrechetDistance.between(y, x), within(1e-5));
    }

    @Test
    void addingOneNumberToEveryFeatureShiftsOnlyTheMean() {
        // Far from zero a naive E[xx] - mean mean would have lost the covariance.
        Features x = Sampled.gaussian(500, 4, 0, 1, 1);
        float[] moved = x.values().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = x.values()[i] + 4096;
        }
        float[] movedMore = moved.clone();
        for (int i = 0; i < moved.length; i++) {
            movedMore[i] += 2;
        }
        assertThat(FrechetDistance.between(Sampled.features(500, 4, moved), Sampled.features(500, 4, movedMore)))
                .isCloseTo(16, within(1e-3));
    }

    @Test
    void copesWithFewerPicturesThanDimensionsAndWithConstants() {
        Features few = Sampled.gaussian(2, 50, 0, 1, 1);
        assertThat(FrechetDistance.between(few, Sampled.gaussian(3, 50, 0, 1, 2)))
                .isFinite()
                .isPositive();
        Features constant = Sampled.features(2, 2, 5, 5, 5, 5);
        assertThat(FrechetDistance.between(constant, constant)).isZero();
        assertThat(FrechetDistance.between(constant, Sampled.features(2, 2, 5, 8, 5, 8)))
                .isEqualTo(9);
        assertThatThrownBy(() -> FrechetDistance.between(constant, Sampled.features(1, 2, 5, 5)))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void statisticsAreThoseOfTheDefinition() {
        FeatureStatistics statistics = FeatureStatistics.of(Sampled.features(3, 2, 1, 2, 3, 6, 5, 1));
        assertThat(statistics.mean()).containsExactly(new double[] {3, 3}, within(1e-12));
        // Divided by N - 1 = 2.
        assertThat(statistics.covariance()).containsExactly(new double[] {4, -1, -1, 7}, within(1e-12));
    }

    @Test
    void aPictureDrawnTwiceCountsTwice() {
        try (Scope scope = Scope.open()) {
            Tensor vectors = Sampled.features(3, 2, 1, 2, 9, 9, 5, 1).matrix();
            Moments drawn = Moments.of(vectors, new int[] {2, 0, 1});
            FeatureStatistics same = FeatureStatistics.of(Sampled.features(3, 2, 1, 2, 1, 2, 5, 1));
            assertThat(drawn.mean()).containsExactly(same.mean(), within(1e-12));
            assertThat(drawn.covariance()).containsExactly(same.covariance(), within(1e-12));
        }
    }

    @Property(tries = 30)
    void streamingInPartsChangesNothing(@ForAll @IntRange(min = 2, max = 30) int cut) {
        Features all = Sampled.gaussian(32, 5, 1, 2, cut);
        FeatureStatistics whole = FeatureStatistics.of(all);
        FeatureStatistics parts = new FeatureStatistics(5);
        parts.add(all.select(range(0, cut)));
        parts.covariance();
        parts.add(all.select(range(cut, 32)));
        assertThat(parts.count()).isEqualTo(32);
        assertThat(parts.covariance()).containsExactly(whole.covariance(), within(1e-12));
        assertThat(parts.mean()).containsExactly(whole.mean(), within(1e-12));
    }

    private static int[] range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).toArray();
    }
}
