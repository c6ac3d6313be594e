package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingRunTest {
    @Test
    void moreThreadsThanProcessorsAreNamed() {
        assertThat(TrainingRun.crowding(2, 2)).isEmpty();
        assertThat(TrainingRun.crowding(1, 2)).isEmpty();
        assertThat(TrainingRun.crowding(2, 1).orElseThrow()).contains("2 threads", "1 processor:");
        assertThat(TrainingRun.crowding(8, 2).orElseThrow()).contains("8 threads", "2 processors:");
    }
}
