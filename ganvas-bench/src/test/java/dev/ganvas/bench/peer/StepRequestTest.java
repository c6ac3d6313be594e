package dev.ganvas.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepRequestTest {
    @Test
    void readsEveryOption() {
        StepRequest request = StepRequest.parse(
                "--precision",
                "bf16",
                "--layout",
                "nhwc",
                "--threads",
                "3",
                "--seconds",
                "1.5",
                "--warmup",
                "0",
                "--check");
        assertThat(request).isEqualTo(new StepRequest("bf16", "nhwc", 3, 1.5, 0, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--precision fp16",
                "--layout hwcn",
                "--threads 0",
                "--threads two",
                "--seconds 0",
                "--seconds NaN",
                "--warmup -1",
                "--speed 3",
                "--threads"
            })
    void refusesWhatItCannotMean(String line) {
        assertThatThrownBy(() -> StepRequest.parse(line.split(" "))).isInstanceOf(IllegalArgumentException.class);
    }
}
