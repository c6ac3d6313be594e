package dev.ganvas.evaluate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SymmetricEigenvaluesTest {
    /** {@code H D H} with a product of random reflections H has the eigenvalues D. */
    private static DMatrixRMaj withEigenvalues(double[] eigenvalues, long seed) {
        int n = eigenvalues.length;
        DMatrixRMaj m = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            m.set(i, i, eigenvalues[i]);
        }
        RandomStream stream = Seed.of(seed).stream();
        for (int reflection = 0; reflection < 3; reflection++) {
            double[] v = new double[n];
            Arrays.setAll(v, i -> stream.nextGaussian());
            double square = Arrays.stream(v).map(x -> x * x).sum();
            reflect(m, v, square, false);
            reflect(m, v, square, true);
        }
        return m;
    }

    private static void reflect(DMatrixRMaj m, double[] v, double square, boolean columns) {
        int n = v.length;
        for (int i = 0; i < n; i++) {
            double dot = 0;
            for (int k = 0; k < n; k++) {
                dot += v[k] * (columns ? m.get(i, k) : m.get(k, i));
            }
            for (int k = 0; k < n; k++) {
                int row = columns ? i : k;
                int column = columns ? k : i;
                m.set(row, column, m.get(row, column) - 2 * dot / square * v[k]);
            }
        }
    }

    @Property(tries = 40)
    void findsThePlantedOnes(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        RandomStream stream = Seed.of(seed).child("values").stream();
        double[] planted = new double[n];
        Arrays.setAll(planted, i -> stream.nextGaussian());
        assertFound(planted, seed, 1e-12);
    }

    @Test
    void endsOnManyOrdersOfMagnitudeAndOnTies() {
        double[] graded = new double[200];
        Arrays.setAll(graded, i -> Math.pow(10, -i / 8.0));
        assertFound(graded, 1, 1e-13);
        double[] ties = new double[90];
        Arrays.setAll(ties, i -> i / 30);
        assertFound(ties, 2, 1e-12);
        assertFound(new double[5], 3, 0);
    }

    private static void assertFound(double[] planted, long seed, double tolerance) {
        double[] found = SymmetricEigenvalues.of(withEigenvalues(planted, seed));
        Arrays.sort(found);
        double[] expected = planted.clone();
        Arrays.sort(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(tolerance));
        }
    }
}
