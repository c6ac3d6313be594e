package dev.ganvas.recognize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyGainTest {
    /** Right on the first {@code hits} of {@code count} pictures. */
    private static boolean[] right(int hits, int count) {
        boolean[] right = new boolean[count];
        for (int i = 0; i < hits; i++) {
            right[i] = true;
        }
        return right;
    }

    @Test
    void theGainOfOneTrainingHasTheLuckOfItsPictures() {
        AccuracyGain gain = AccuracyGain.of(List.of(right(50, 100)), List.of(right(60, 100)));
        assertThat(gain.before()).isEqualTo(0.5);
        assertThat(gain.gain()).isCloseTo(0.1, within(1e-12));
        // Ten differences of 1 among 100: deviation of the mean 0.0302, times Student's 1.984 for 99 degrees of
        // freedom.
        assertThat(gain.interval().low()).isCloseTo(0.1 - 0.0598, within(2e-4));
        assertThat(gain.isGain()).isTrue();
        assertThat(gain.toText()).contains("50.0 % -> 60.0 %", "+10.0 points", "+4.0 to +16.0");
    }

    @Test
    void trainingsThatDisagreeShowNoGain() {
        AccuracyGain gain = AccuracyGain.of(
                List.of(right(50, 100), right(50, 100), right(50, 100)),
                List.of(right(70, 100), right(45, 100), right(50, 100)));
        assertThat(gain.gain()).isCloseTo(0.05, within(1e-12));
        assertThat(gain.isGain()).isFalse();
        assertThat(gain.isLoss()).isFalse();
        assertThat(gain.interval().low()).isLessThan(-0.1);
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        List<boolean[]> one = List.of(right(1, 2));
        assertThatThrownBy(() -> AccuracyGain.of(one, List.of())).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> AccuracyGain.of(List.of(right(1, 1)), List.of(right(1, 1))))
                .isInstanceOf(UsageException.class);
    }
}
