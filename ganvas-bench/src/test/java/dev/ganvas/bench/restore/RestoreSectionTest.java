package dev.ganvas.bench.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.bench.restore.RestoreResult.Entry;
import dev.ganvas.bench.restore.RestoreResult.Settings;
import dev.ganvas.error.MalformedFileException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreSectionTest {
    private static Entry entry(String peer, String precision, double... ms) {
        List<PictureTiming> rounds = Arrays.stream(ms)
                .mapToObj(each -> new PictureTiming("1", "nhwc", each, each, each, 3, 100))
                .toList();
        return new Entry("enlarge-x2", 1000, 2000, peer, precision, rounds);
    }

    @Test
    void theRatioIsThatOfRoundsAgainstTheFasterWay() {
        Entry ours = entry("ganvas", "fp32", 100, 200, 100);
        Entry slower = entry("pytorch", "fp32", 300, 600, 900);
        Entry faster = entry("pytorch", "fp32", 150, 300, 100);
        Entry otherPrecision = entry("pytorch", "bf16", 1, 1, 1);
        RestoreResult result = new RestoreResult(
                new Settings(1000, 3, 8, 2), List.of(ours, slower, faster, otherPrecision), List.of());
        assertThat(result.ratio(ours)).contains(1.5);
        assertThat(result.ratio(entry("ganvas", "fp16", 1))).isEmpty();
    }

    @Test
    void timingsAreTheLastLine() throws MalformedFileException {
        String line = "{\"version\": \"2\", \"layout\": \"nchw\", \"ms_median\": 5.5, \"ms_p10\": 5, \"ms_p90\": 6,"
                + " \"pictures\": 4, \"rss_mb\": 300}";
        assertThat(PictureTiming.parse(List.of("a word before", line, ""), "x").msMedian())
                .isEqualTo(5.5);
        assertThatThrownBy(() -> PictureTiming.parse(List.of(line.replace("5.5", "0")), "x"))
                .isInstanceOf(MalformedFileException.class);
        assertThatThrownBy(() -> PictureTiming.parse(List.of(), "x"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("printed nothing");
    }
}
