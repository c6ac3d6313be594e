package dev.ganvas.bench.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTimingTest {
    private static final String LINE =
            "{\"peer\": \"pytorch\", \"version\": \"2.13.0+cpu\", \"precision\": \"bf16\", \"layout\": \"nhwc\","
                    + " \"threads\": 2, \"images_per_s\": 192.574, \"step_ms_median\": 332.34, \"step_ms_p10\": 323.446,"
                    + " \"step_ms_p90\": 347.954, \"steps\": 18, \"rss_mb\": 537.0}";

    @Test
    void readsTheLastLineThatIsNotBlank() throws Exception {
        StepTiming timing = StepTiming.parse(List.of("library says hello", LINE, ""), "pytorch");
        assertThat(timing)
                .isEqualTo(new StepTiming(
                        "pytorch", "2.13.0+cpu", "bf16", "nhwc", 2, 192.574, 332.34, 323.446, 347.954, 18, 537.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done", "{}", "[1]", "{\"peer\": \"pytorch\", \"steps\": 3}"})
    void refusesOtherOutput(String line) {
        assertThatThrownBy(() -> StepTiming.parse(List.of(line), "pytorch"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith("pytorch: ");
    }

    @Test
    void refusesMissingNullAndSenselessNumbers() {
        assertRefused(LINE.replace(", \"rss_mb\": 537.0", ""));
        assertRefused(LINE.replace("\"pytorch\"", "null"));
        assertRefused(LINE.replace("192.574", "0"));
        assertRefused(LINE.replace("192.574", "-1"));
        assertRefused(LINE.replace("\"steps\": 18", "\"steps\": 0"));
    }

    private static void assertRefused(String line) {
        assertThatThrownBy(() -> StepTiming.parse(List.of(line), "pytorch")).isInstanceOf(MalformedFileException.class);
    }
}
