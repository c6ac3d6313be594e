package dev.ganvas.evaluate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {
    /** Against the values of the formula in Brown, Cai and DasGupta (2001) done by another program. */
    @Test
    void wilsonsIntervalIsTheKnownOne() {
        Interval half = Interval.wilson(5, 10);
        assertThat(half.low()).isCloseTo(0.23659, within(1e-4));
        assertThat(half.high()).isCloseTo(0.76341, within(1e-4));
        Interval none = Interval.wilson(0, 20);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(0.16113, within(1e-4));
        assertThat(Interval.wilson(20, 20).low()).isCloseTo(1 - 0.16113, within(1e-4));
        assertThat(Interval.wilson(20, 20).high()).isEqualTo(1);
    }

    @Test
    void readsAsPeopleSayIt() {
        assertThat(Proportion.of(12, 5000).toText()).isEqualTo("12 of 5,000 (0.2 %)");
        assertThat(Proportion.of(5, 10).toTextWithInterval()).isEqualTo("50.0 % (95 % interval 23.7 to 76.3)");
    }

    /** Quantiles of the t distribution as NIST/SEMATECH, "e-Handbook of Statistical Methods", 1.3.6.7.2, has them. */
    @Test
    void studentsQuantilesAreTheKnownOnes() {
        assertThat(Interval.student95(1)).isCloseTo(12.706, within(1e-3));
        assertThat(Interval.student95(4)).isCloseTo(2.776, within(1e-3));
        assertThat(Interval.student95(15)).isCloseTo(2.131, within(1e-3));
        assertThat(Interval.student95(60)).isCloseTo(2.000, within(1e-3));
    }
}
