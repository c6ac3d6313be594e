package dev.ganvas.recognize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Picture;
import dev.ganvas.vision.Prediction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifierEvaluationTest {
    private static final List<String> CLASSES = List.of("cat", "dog");

    private static Prediction dog(double probability) {
        return new Prediction(CLASSES, List.of(1 - probability, probability));
    }

    private static final List<Prediction> SEEN = List.of(dog(0.9), dog(0.6), dog(0.2), dog(0.8));
    private static final int[] LABELS = {1, 0, 0, 0};

    private final ClassifierEvaluation evaluation = ClassifierEvaluation.of(LABELS, SEEN, 0.7);

    @Test
    void whatIsRightAndWrongIsCounted() {
        assertThat(evaluation.accuracy().hits()).isEqualTo(2);
        assertThat(evaluation.confusion()).containsExactly(List.of(1, 2), List.of(0, 1));
        assertThat(evaluation.mostWrong()).containsExactly(3, 1);
        assertThat(evaluation.byClass().get(0).name()).isEqualTo("cat");
        assertThat(evaluation.byClass().get(0).accuracy().value()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(evaluation.kept().hits()).isEqualTo(3);
        assertThat(evaluation.logLoss())
                .isCloseTo(-(Math.log(0.9) + Math.log(0.4) + Math.log(0.8) + Math.log(0.2)) / 4, within(1e-9));
        assertThat(evaluation.toJson().path("confusion").path("cat").path(1).asInt())
                .isEqualTo(2);
        assertThat(evaluation.toText(5)).contains("50.0 %", "cat", "of 4 pictures");
    }

    @Test
    void itIsDrawn() {
        assertThat(EvaluationPictures.confusion(evaluation).orElseThrow().width())
                .isGreaterThan(48);
        Picture grey = new Picture(10, 12, 1, new byte[120]);
        Picture wrong = EvaluationPictures.mostWrong(evaluation, LABELS, SEEN, i -> grey)
                .orElseThrow();
        assertThat(wrong.height()).isGreaterThanOrEqualTo(2 * 64);
        ClassifierEvaluation right = ClassifierEvaluation.of(new int[] {1}, List.of(dog(0.9)), 0.5);
        assertThat(EvaluationPictures.mostWrong(right, new int[] {1}, List.of(dog(0.9)), i -> grey))
                .isEmpty();
    }
}
