package dev.ganvas.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {
    private static final List<String> CLASSES = List.of("cat", "dog", "frog");

    @Test
    void answersComeTheBestFirst() {
        Prediction prediction = new Prediction(CLASSES, List.of(0.2, 0.5, 0.3));
        assertThat(prediction.label()).isEqualTo(1);
        assertThat(prediction.best(2))
                .containsExactly(new Prediction.Answer("dog", 0.5), new Prediction.Answer("frog", 0.3));
        assertThat(prediction.best(9)).hasSize(3);
        assertThat(prediction.isNone(0.6)).isTrue();
        assertThat(prediction.isNone(0.5)).isFalse();
    }

    @Test
    void ofEqualClassesTheFirstIsNamed() {
        assertThat(new Prediction(CLASSES, List.of(0.4, 0.4, 0.2)).label()).isZero();
    }

    @Test
    void aHigherTemperatureMakesLessSure() {
        double[] logits = {Math.log(4), 0};
        assertThat(Calibration.NONE.probabilities(logits)[0]).isCloseTo(0.8, within(1e-12));
        // Square roots: 2 to 1.
        assertThat(new Calibration(2, 0).probabilities(logits)[0]).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(Calibration.NONE.probabilities(new double[] {1e4, 0})).containsExactly(1, 0);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Calibration(0, 0.5)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Calibration(Double.NaN, 0.5)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Calibration(1, 1.5)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Prediction(CLASSES, List.of(1.0))).isInstanceOf(UsageException.class);
    }
}
