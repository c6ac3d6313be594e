package dev.ganvas.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import org.junit.jupiter.api.Test;

class VerificationCurveTest {
    private final VerificationCurve curve = new VerificationCurve(
            new double[] {0.9, 0.8, 0.7, 0.3}, new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.0, 0.15, 0.25, 0.75});

    @Test
    void errorsAreCountedOnEitherSide() {
        VerificationCurve.Threshold threshold = curve.at(0.5);
        assertThat(threshold.falseAccepts()).isEqualTo(0.3);
        assertThat(threshold.falseRejects()).isEqualTo(0.25);
        assertThat(curve.at(-1).falseAccepts()).isEqualTo(1);
        assertThat(curve.at(2).falseRejects()).isEqualTo(1);
    }

    @Test
    void aThresholdKeepsToTheShareThatIsAllowed() {
        assertThat(curve.forFalseAccepts(0.001).falseAccepts()).isZero();
        assertThat(curve.forFalseAccepts(0.001).falseRejects()).isEqualTo(0.5);
        assertThat(curve.forFalseAccepts(0.1).falseAccepts()).isEqualTo(0.1);
        assertThat(curve.forFalseAccepts(1).falseRejects()).isZero();
    }

    @Test
    void theEqualErrorIsWhereBothAreAboutTheSame() {
        VerificationCurve.Threshold equal = curve.equalError();
        assertThat(equal.similarity()).isEqualTo(0.7);
        assertThat(equal.falseAccepts()).isEqualTo(0.1);
        assertThat(equal.falseRejects()).isEqualTo(0.25);
    }

    @Test
    void pairsOfBothKindsAreNeeded() {
        assertThatThrownBy(() -> new VerificationCurve(new double[0], new double[] {1}))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void pairsAreTakenFromATable() {
        float[] similar = {1, 0.9f, 0.2f, 0.9f, 1, 0.1f, 0.2f, 0.1f, 1};
        VerificationCurve pairs = VerificationCurve.of(similar, new int[] {7, 7, 8});
        assertThat(pairs.samePairs()).isEqualTo(1);
        assertThat(pairs.differentPairs()).isEqualTo(2);
        assertThat(pairs.equalError().falseRejects()).isZero();
    }
}
