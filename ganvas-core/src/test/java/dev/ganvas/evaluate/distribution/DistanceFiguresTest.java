package dev.ganvas.evaluate.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import org.junit.jupiter.api.Test;

class DistanceFiguresTest {
    private static final DistanceFigures FIGURES = new DistanceFigures(
            "toy",
            "0123456789abcdef",
            4,
            5000,
            300,
            new DistanceFigures.Metric(0.00123, new Interval(0.001, 0.002, 0.95)),
            new DistanceFigures.Metric(12.5, new Interval(11, 14, 0.95)));

    @Test
    void survivesItsOwnLineOfJson() {
        assertThat(FIGURES.toJson())
                .doesNotContain("\n")
                .contains("\"extractor\":\"toy\"", "\"sha256\":\"0123456789abcdef\"", "\"generatedCount\":300");
        assertThat(DistanceFigures.fromJson(FIGURES.toJson())).isEqualTo(FIGURES);
        assertThatThrownBy(() -> DistanceFigures.fromJson("{}x")).isInstanceOf(UsageException.class);
    }

    @Test
    void tellsPeopleEverythingNeededToCompare() {
        assertThat(FIGURES.toText())
                .contains("1.230", "95 % interval 1.000 to 2.000", "12.500", "0123456789ab", "5,000 reference", "300");
    }

    @Test
    void namesItsMetrics() {
        assertThat(FIGURES.toMetrics())
                .containsEntry("kd", 0.00123)
                .containsEntry("kd_low", 0.001)
                .containsEntry("fd", 12.5)
                .containsEntry("fd_high", 14.0)
                .hasSize(6);
    }

    @Test
    void countsAndNamesComeFromTheFeatures() {
        DistanceFigures distances = DistanceFigures.of(
                Sampled.gaussian(40, 3, 0, 1, 1), Sampled.gaussian(30, 3, 0, 1, 2), new Bootstrap(20, Seed.of(1)));
        assertThat(distances.referenceCount()).isEqualTo(40);
        assertThat(distances.generatedCount()).isEqualTo(30);
        assertThat(distances.sha256()).isEqualTo("00ff");
        assertThat(distances.frechetDistance().interval().level()).isEqualTo(0.95);
    }
}
