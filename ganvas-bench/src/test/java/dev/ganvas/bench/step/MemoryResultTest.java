package dev.ganvas.bench.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.bench.step.MemoryResult.Sample;
import dev.ganvas.bench.step.MemoryResult.Settings;
import dev.ganvas.error.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryResultTest {
    private static final Settings SETTINGS = new Settings(400, 100, 200, 2);

    @Test
    void growthIsFromTheSettledStepToTheHighestAfterIt() {
        MemoryResult result = of(900, 500, 560, 540);
        assertThat(result.settledMb()).isEqualTo(500);
        assertThat(result.highestMb()).isEqualTo(560);
        assertThat(result.growthMb()).isEqualTo(60);
        assertThat(result.leaks()).isTrue();
    }

    @Test
    void fiftyIsAllowedAndShrinkingIsNoLeak() {
        assertThat(of(500, 500, 550, 510).leaks()).isFalse();
        assertThat(of(500, 500, 480, 490).growthMb()).isEqualTo(-10);
    }

    @Test
    void settingsThatNeverLookAtTheSettledStepAreRefused() {
        assertThatThrownBy(() -> new Settings(400, 150, 200, 2)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Settings(250, 100, 200, 2)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> MemoryResult.of(SETTINGS, List.of(new Sample(100, 500))))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void samplesAreFoundAmongOtherOutput() {
        assertThat(MemoryProbe.samples(List.of("libtorch says hello", "50 1048576", "100 3145728")))
                .containsExactly(new Sample(50, 1), new Sample(100, 3));
    }

    private static MemoryResult of(double... resident) {
        return MemoryResult.of(
                SETTINGS,
                List.of(
                        new Sample(100, resident[0]),
                        new Sample(200, resident[1]),
                        new Sample(300, resident[2]),
                        new Sample(400, resident[3])));
    }
}
