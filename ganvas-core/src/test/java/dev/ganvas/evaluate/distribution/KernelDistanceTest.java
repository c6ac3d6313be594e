package dev.ganvas.evaluate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {
    @Test
    void agreesWithAnExampleDoneByHand() {
        // k(x, y) = (xy + 1)^3; within x: k(0,1) = 1, within y: k(1,2) = 27, between: (1 + 1 + 8 + 27) / 4 = 9.25.
        Features x = Sampled.features(2, 1, 0, 1);
        Features y = Sampled.features(2, 1, 1, 2);
        assertThat(KernelDistance.between(x, y)).isEqualTo(1 + 27 - 2 * 9.25);
    }

    @Test
    void dividesTheProductByTheDimension() {
        // k(x, y) = (x.y / 2 + 1)^3 with x = {(1,1), (1,-1)}, y = {(2,0), (0,2)}: within 1 and 1, between (8+8+8+0)/4.
        Features x = Sampled.features(2, 2, 1, 1, 1, -1);
        Features y = Sampled.features(2, 2, 2, 0, 0, 2);
        assertThat(KernelDistance.between(x, y)).isEqualTo(1 + 1 - 2 * 6.0);
    }

    @Test
    void isZeroOnAverageForOneDistribution() {
        int repeats = 300;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < repeats; i++) {
            double distance = KernelDistance.between(
                    Sampled.gaussian(12, 4, 0.5, 1, 2L * i), Sampled.gaussian(9, 4, 0.5, 1, 2L * i + 1));
            sum += distance;
            squares += distance * distance;
        }
        double mean = sum / repeats;
        double error = Math.sqrt((squares / repeats - mean * mean) / repeats);
        assertThat(Math.abs(mean)).isLessThan(3 * error);
        // With self-pairs counted the mean would be above this bound many times over.
        assertThat(error).isLessThan(0.2);
    }

    @Test
    void findsTheKnownDistanceOfShiftedGaussians() {
        // From the moments of N(0,1) and N(m,1) under (xy + 1)^3: 3 m^2 + 3 m^4 + m^2 (m^2 + 3)^2.
        double m = 0.5;
        double expected = 3 * m * m + 3 * m * m * m * m + m * m * (m * m + 3) * (m * m + 3);
        Features x = Sampled.gaussian(8000, 1, 0, 1, 1);
        Features y = Sampled.gaussian(8000, 1, m, 1, 2);
        assertThat(KernelDistance.between(x, y)).isCloseTo(expected, within(0.5));
    }

    @Test
    void growsWithTheShift() {
        Features reference = Sampled.gaussian(400, 16, 0, 1, 1);
        double last = KernelDistance.between(reference, Sampled.gaussian(400, 16, 0, 1, 2));
        for (double shift : new double[] {0.2, 0.5, 1, 2}) {
            double distance = KernelDistance.between(reference, Sampled.gaussian(400, 16, shift, 1, 2));
            assertThat(distance).isGreaterThan(last);
            last = distance;
        }
    }

    @Property(tries = 30)
    void agreesWithTheDefinition(
            @ForAll @IntRange(min = 2, max = 200) int n,
            @ForAll @IntRange(min = 2, max = 200) int m,
            @ForAll @IntRange(min = 1, max = 19) int dimension) {
        Features x = Sampled.gaussian(n, dimension, 0, 1, n);
        Features y = Sampled.gaussian(m, dimension, 1, 1, m + 1000L);
        double expected = mean(x, x) + mean(y, y) - 2 * mean(x, y);
        assertThat(KernelDistance.between(x, y)).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
    }

    @Test
    void setsLargerThanATileAreSummedWhole() {
        Features x = Sampled.gaussian(1100, 2, 0, 1, 1);
        Features y = Sampled.gaussian(2100, 2, 1, 1, 2);
        float[] once = new float[y.count()];
        Arrays.fill(once, 1);
        double expected = mean(x, y) * x.count() * y.count();
        assertThat(KernelSums.between(x, Arrays.copyOf(once, x.count()), y, once, 1)[0])
                .isCloseTo(expected, within(1e-9 * expected));
        double other = mean(y, y) * y.count() * (y.count() - 1);
        assertThat(KernelSums.within(y, once, 1)[0]).isCloseTo(other, within(1e-9 * other));
    }

    /** Over all pairs but those of a picture with itself, the slow way. */
    private static double mean(Features x, Features y) {
        double sum = 0;
        for (int i = 0; i < x.count(); i++) {
            for (int j = 0; j < y.count(); j++) {
                sum += x == y && i == j ? 0 : kernel(x, i, y, j);
            }
        }
        return sum / x.count() / (x == y ? x.count() - 1 : y.count());
    }

    private static double kernel(Features a, int i, Features b, int j) {
        double product = 0;
        for (int k = 0; k < a.dimension(); k++) {
            product += (double) a.values()[i * a.dimension() + k] * b.values()[j * b.dimension() + k];
        }
        return Math.pow(product / a.dimension() + 1, 3);
    }

    @Test
    void copesWithTheSmallestAndTheConstant() {
        Features constant = Sampled.features(2, 3, 7, 7, 7, 7, 7, 7);
        assertThat(KernelDistance.between(constant, constant)).isZero();
        Features one = Sampled.features(1, 3, 7, 7, 7);
        assertThatThrownBy(() -> KernelDistance.between(constant, one))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("at least 2 pictures");
    }
}
