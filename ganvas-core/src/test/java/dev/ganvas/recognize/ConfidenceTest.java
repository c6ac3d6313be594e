package dev.ganvas.recognize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Calibration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
    private static final int COUNT = 4000;

    /** Logits whose softmax is true, three times too large. */
    private static double[][] tooSure(int[] labels) {
        RandomStream random = Seed.of(7).stream();
        double[][] logits = new double[COUNT][3];
        for (int i = 0; i < COUNT; i++) {
            for (int c = 0; c < 3; c++) {
                logits[i][c] = 2 * random.nextGaussian();
            }
            double[] p = Calibration.NONE.probabilities(logits[i]);
            double drawn = random.nextDouble();
            labels[i] = drawn < p[0] ? 0 : drawn < p[0] + p[1] ? 1 : 2;
            logits[i] = Arrays.stream(logits[i]).map(l -> 3 * l).toArray();
        }
        return logits;
    }

    @Test
    void aNetworkThatIsTooSureIsBroughtBack() {
        int[] labels = new int[COUNT];
        double[][] logits = tooSure(labels);
        Confidence confidence = Confidence.of(logits, labels);
        // The logits were made by three times the true ones.
        assertThat(confidence.calibration().temperature()).isCloseTo(3, within(0.25));
        assertThat(confidence.before()).isGreaterThan(0.1);
        assertThat(confidence.after()).isLessThan(0.03);
        double threshold = confidence.calibration().threshold();
        long kept = Arrays.stream(logits)
                .filter(l -> Arrays.stream(confidence.calibration().probabilities(l))
                                .max()
                                .orElseThrow()
                        >= threshold)
                .count();
        assertThat((double) kept / COUNT).isCloseTo(0.95, within(0.001));
    }

    @Test
    void theErrorIsTheDistanceOfConfidenceAndAccuracy() {
        // Two bins: of 0.9 half are right, of 0.5 all: (0.4 * 2 + 0.5 * 1) / 3.
        assertThat(Confidence.calibrationError(new double[] {0.9, 0.9, 0.5}, new boolean[] {true, false, true}))
                .isCloseTo((0.8 + 0.5) / 3, within(1e-12));
        assertThat(Confidence.calibrationError(new double[] {1, 1}, new boolean[] {true, true}))
                .isZero();
    }

    @Test
    void labelsAreNeeded() {
        assertThatThrownBy(() -> Confidence.of(new double[0][], new int[0])).isInstanceOf(UsageException.class);
    }
}
