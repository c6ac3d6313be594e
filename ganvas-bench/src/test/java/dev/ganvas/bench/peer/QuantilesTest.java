package dev.ganvas.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void medianOfOddAndEvenCounts() {
        assertThat(Quantiles.median(new double[] {9, 1, 5})).isEqualTo(5);
        assertThat(Quantiles.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    }

    @Test
    void quantilesAreLinearBetweenRanks() {
        double[] values = {50, 10, 40, 20, 30};
        assertThat(Quantiles.quantile(values, 0.1)).isEqualTo(14, within(1e-12));
        assertThat(Quantiles.quantile(values, 0.9)).isEqualTo(46, within(1e-12));
        assertThat(Quantiles.quantile(values, 1)).isEqualTo(50);
        assertThat(values).containsExactly(50, 10, 40, 20, 30);
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(() -> Quantiles.median(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void quantilesRiseAndStayWithinTheValues(
            @ForAll @Size(min = 1, max = 20) double[] values,
            @ForAll @DoubleRange(min = 0, max = 1) double a,
            @ForAll @DoubleRange(min = 0, max = 1) double b) {
        double[] finite = Arrays.stream(values).map(v -> v % 1e6).toArray();
        double low = Quantiles.quantile(finite, Math.min(a, b));
        double high = Quantiles.quantile(finite, Math.max(a, b));
        double slack = 1e-9;
        assertThat(low).isLessThanOrEqualTo(high + slack);
        assertThat(low).isGreaterThanOrEqualTo(Arrays.stream(finite).min().orElseThrow() - slack);
        assertThat(high).isLessThanOrEqualTo(Arrays.stream(finite).max().orElseThrow() + slack);
    }
}
