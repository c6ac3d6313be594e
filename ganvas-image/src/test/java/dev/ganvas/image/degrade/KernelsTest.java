package dev.ganvas.image.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.GaussianFilter;
import dev.ganvas.image.Kernel;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelsTest {
    private static final Kernels.Shape TILTED = new Kernels.Shape(2, 1, 0.5);

    private static double at(Kernel kernel, int y, int x) {
        return kernel.weights()[y * kernel.size() + x];
    }

    /** Golden numbers from NumPy: covariance matrix U diag(4, 1) U', inverted; scipy.special.j1. */
    @Test
    void kernelsFollowTheirFormulas() {
        Kernel generalised = Kernels.generalised(7, TILTED, 1.5);
        assertThat(at(generalised, 3, 3)).isCloseTo(0.11131774666837581, within(1e-7));
        assertThat(at(generalised, 2, 5)).isCloseTo(0.0028256335327291535, within(1e-7));
        assertThat(at(generalised, 4, 5)).isCloseTo(0.055117086238120186, within(1e-7));
        Kernel plateau = Kernels.plateau(7, TILTED, 1.5);
        assertThat(at(plateau, 3, 3)).isCloseTo(0.09645808223425249, within(1e-7));
        assertThat(at(plateau, 2, 5)).isCloseTo(0.011555585800872847, within(1e-7));
        Kernel sinc = Kernels.sinc(9, 2);
        assertThat(at(sinc, 4, 4)).isCloseTo(0.27339470962569506, within(1e-7));
        assertThat(at(sinc, 4, 5)).isCloseTo(0.15767351135062518, within(1e-7));
        assertThat(at(sinc, 0, 0)).isCloseTo(-0.010415587822939956, within(1e-7));
    }

    /** scipy.special.j1. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.24226845767487387", "10, 0.04347274616886141", "44, -0.08280335937602906"})
    void besselFunction(double x, double wanted) {
        assertThat(Bessel.firstKind1(x)).isCloseTo(wanted, within(1e-13));
    }

    @Test
    void aDiskIsFlatAndAsLargeAsItSays() {
        Kernel disk = Kernels.disk(4);
        assertThat(disk.size()).isEqualTo(9);
        assertThat(at(disk, 4, 4)).isEqualTo(at(disk, 4, 6));
        assertThat(at(disk, 4, 4)).isCloseTo(1 / (Math.PI * 16), within(2e-4));
        assertThat(at(disk, 0, 0)).isZero();
    }

    @Test
    void aLineRunsAlongItsAngle() {
        Kernel line = Kernels.line(9, 0);
        int middle = line.size() / 2;
        assertThat(at(line, middle, middle)).isCloseTo(1 / 9.0, within(1e-3));
        assertThat(at(line, middle, middle + 4)).isCloseTo(1 / 9.0, within(0.02));
        assertThat(at(line, middle + 1, middle)).isZero();
        // Down, as rows count downwards.
        Kernel down = Kernels.line(9, Math.PI / 2);
        assertThat(at(down, middle + 3, middle)).isCloseTo(1 / 9.0, within(1e-3));
    }

    @Property(tries = 100)
    void walksAreKernelsOfSumOneAroundTheirMean(
            @ForAll @DoubleRange(min = 1, max = 128) double length, @ForAll @IntRange(min = 0, max = 1000) int seed) {
        Kernel walk = Kernels.walk(length, Seed.of(seed).stream());
        double sum = 0;
        double x = 0;
        for (int i = 0; i < walk.weights().length; i++) {
            assertThat(walk.weights()[i]).isNotNegative();
            sum += walk.weights()[i];
            x += walk.weights()[i] * (i % walk.size() - walk.size() / 2);
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(x).isCloseTo(0, within(1e-2));
    }

    @Test
    void aConvolutionTurnsTheKernelOverAndMirrorsTheEdge() {
        float[] weights = new float[9];
        weights[3] = 0.25f;
        weights[4] = 0.75f;
        Planes row = new Planes(4, 1, 1, new float[] {0, 1, 0, 1});
        // The weight at the left moves light to the left.
        assertThat(new Kernel(3, weights).convolve(row).values()).containsExactly(0.25f, 0.75f, 0.25f, 1);
        assertThatThrownBy(() -> new Kernel(2, new float[4])).isInstanceOf(UsageException.class);
    }

    @Test
    void theSeparableGaussianIsThatOfTheKernel() {
        Planes picture = Samples.pattern(37, 23);
        Planes fast = GaussianFilter.apply(picture, 1.5);
        Planes slow = Kernels.gaussian(13, Kernels.Shape.round(1.5)).convolve(picture);
        for (int i = 0; i < fast.values().length; i++) {
            assertThat(fast.values()[i]).isCloseTo(slow.values()[i], within(1e-5f));
        }
        assertThat(GaussianFilter.apply(picture, 0)).isSameAs(picture);
    }

    @Property(tries = 200)
    void theMixtureIsOfSumOne(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
        Kernel kernel = KernelMix.draw(new Span(0.2, 3), Seed.of(seed).stream());
        double sum = 0;
        for (float weight : kernel.weights()) {
            sum += weight;
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(kernel.size()).isBetween(7, 21);
    }
}
