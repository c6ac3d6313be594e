package dev.ganvas.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.page.Numbers;
import dev.ganvas.train.Figure;
import dev.ganvas.train.MetricsLog;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ChartPartsTest {
    private static final Figure KD = Figure.named("kd", "KD × 1000")
            .scaled(1000, "")
            .better(Figure.Direction.LOWER_IS_BETTER)
            .asHeadline();

    @Test
    void numbersAreBrief() {
        assertThat(List.of(
                        0.0, 1.0, 0.00123456, 4.5678, 123.4, 1234.0, 12_345.0, 1_234_567.0, 2e-4, -1.5e-7, 999_999.0))
                .extracting(Numbers::brief)
                .containsExactly("0", "1", "0.00123", "4.57", "123", "1234", "12.3k", "1.23M", "2e-4", "-1.5e-7", "1M");
        assertThat(Numbers.brief(Double.NaN)).isEqualTo("not finite");
    }

    @Test
    void durationsAreBrief() {
        assertThat(List.of(0.4, 41.0, 1786.0, 7500.0))
                .extracting(Numbers::duration)
                .containsExactly("0.4 s", "41 s", "29.8 min", "2.08 h");
    }

    @Test
    void coordinatesKeepATenthOfAPixel() {
        assertThat(List.of(0.0, 52.0, 527.94, 100.06))
                .extracting(Numbers::coordinate)
                .containsExactly("0", "52", "527.9", "100.1");
    }

    @Property(tries = 500)
    void anAxisHoldsItsValuesAndHasAFewTicks(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @DoubleRange(min = 0, max = 1e7) double span) {
        Axis axis = Axis.roomy(low, low + span, 60);
        assertThat(axis.low()).isLessThanOrEqualTo(low + 1e-9 * Math.abs(low));
        assertThat(axis.high()).isGreaterThanOrEqualTo(low + span - 1e-9 * Math.abs(low + span));
        assertThat(axis.ticks()).hasSizeBetween(2, 11).isSorted();
        assertThat(axis.position(axis.low())).isCloseTo(0, within(1e-9));
        assertThat(axis.position(axis.high())).isCloseTo(1, within(1e-9));
    }

    @Test
    void farApartPositiveValuesTakeALogarithmicAxis() {
        Axis axis = Axis.roomy(0.1, 100, 60);
        assertThat(axis.logarithmic()).isTrue();
        assertThat(axis.ticks()).contains(0.1, 1.0, 10.0, 100.0);
        assertThat(axis.position(Math.sqrt(axis.low() * axis.high()))).isCloseTo(0.5, within(1e-9));
        assertThat(Axis.roomy(0.1, 100, Double.POSITIVE_INFINITY).logarithmic()).isFalse();
        assertThat(Axis.roomy(-0.1, 100, 60).logarithmic()).isFalse();
    }

    @Test
    void thinningKeepsMeanAndRange() {
        Series series = new Series(
                "x",
                IntStream.range(0, 3200)
                        .mapToObj(i -> new Series.Point(i, i % 2, i % 2, i % 2))
                        .toList());
        Series thinned = series.thinned();
        assertThat(thinned.points()).hasSize(320).allSatisfy(point -> {
            assertThat(point.value()).isEqualTo(0.5);
            assertThat(point.low()).isZero();
            assertThat(point.high()).isEqualTo(1);
        });
        assertThat(thinned.points().get(0).images()).isEqualTo(4.5);
    }

    @Test
    void seriesAreGroupedAndBandsFolded() {
        List<Curves.Group> groups = Curves.of(
                List.of(
                        new MetricsLog.Entry(1, 1, Map.of("lossG", 1.0)),
                        new MetricsLog.Entry(2, 2, Map.of("loss_d", 1.0, "x_low", 5.0)),
                        new MetricsLog.Entry(3, 3, Map.of("kd", 0.5, "kd_low", 0.4, "kd_high", 0.6, "a/b", 1.0))),
                List.of(KD));
        assertThat(groups)
                .extracting(Curves.Group::title)
                .containsExactly("KD × 1000, lower is better", "Losses", "X low", "A");
        assertThat(groups.get(0).series().get(0).points()).containsExactly(new Series.Point(3, 500, 400, 600));
        assertThat(groups.get(1).series()).extracting(Series::name).containsExactlyInAnyOrder("loss g", "loss d");
    }
}
