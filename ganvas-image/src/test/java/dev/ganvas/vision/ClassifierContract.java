package dev.ganvas.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Classifier} holds, whatever runs it. */
public abstract class ClassifierContract {
    private static final int COUNT = 5;

    /** One that tells classes apart; the test closes it. */
    protected abstract Classifier open() throws IOException;

    /** Different pictures of different sizes, grey and with opacity among them. */
    private static List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int channels = new int[] {3, 1, 4, 3, 3}[i];
            int width = 20 + 13 * i;
            int height = 50 - 7 * i;
            byte[] pixels = new byte[width * height * channels];
            for (int k = 0; k < pixels.length; k++) {
                pixels[k] = (byte) (k * (31 + 8 * i) + i * 40);
            }
            pictures.add(new Picture(width, height, channels, pixels));
        }
        return pictures;
    }

    @Test
    void probabilitiesOfAllClassesAddUpToOne() throws IOException {
        try (Classifier classifier = open()) {
            List<Prediction> predictions = classifier.predict(pictures());
            assertThat(predictions).hasSize(COUNT).allSatisfy(prediction -> {
                assertThat(prediction.classes()).isEqualTo(classifier.classes());
                assertThat(prediction.probabilities()).allMatch(p -> p >= 0 && p <= 1);
                assertThat(prediction.probabilities().stream()
                                .mapToDouble(p -> p)
                                .sum())
                        .isCloseTo(1, within(1e-6));
            });
            assertThat(classifier.classify(pictures()))
                    .containsExactly(
                            predictions.stream().mapToInt(Prediction::label).toArray());
        }
    }

    @Test
    void aPictureIsSeenTheSameAloneAndAmongOthers() throws IOException {
        try (Classifier classifier = open()) {
            List<Prediction> together = classifier.predict(pictures());
            Prediction alone = classifier.predict(pictures().subList(3, 4)).get(0);
            for (int i = 0; i < alone.probabilities().size(); i++) {
                assertThat(alone.probabilities().get(i))
                        .isCloseTo(together.get(3).probabilities().get(i), within(1e-4));
            }
        }
    }

    @Test
    void itSaysWhatItIs() throws IOException {
        try (Classifier classifier = open()) {
            assertThat(classifier.name()).isNotBlank();
            assertThat(classifier.sha256()).matches("[0-9a-f]{64}");
            assertThat(classifier.classes()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
            assertThat(classifier.input().width()).isPositive();
            assertThat(classifier.input().height()).isPositive();
            assertThat(classifier.calibration().temperature()).isPositive();
            assertThat(classifier.predict(List.of())).isEmpty();
        }
    }

    @Test
    void onceClosedItSaysSo() throws IOException {
        Classifier classifier = open();
        classifier.close();
        assertThatThrownBy(() -> classifier.predict(pictures())).isInstanceOf(UsageException.class);
    }
}
