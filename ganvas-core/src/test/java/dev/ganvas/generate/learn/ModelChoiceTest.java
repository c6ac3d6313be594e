package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.train.MetricsLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {
    private static Entry entry(
            double kd, double fd, double recall, double coverage, double classifier, double features) {
        return new Entry(
                0,
                0,
                Map.of(
                        "kd", kd,
                        "fd", fd,
                        "recall", recall,
                        "coverage", coverage,
                        "kd_trained/cifar10-classifier", classifier,
                        "kd_trained/cifar10-features", features));
    }

    private static final Entry UNTRAINED = entry(0.069, 7.0, 0, 0, 0.4, 0.5);

    /** The course of a real run of two minutes: at 3,552 images grey hatching, at 6,560 faces. */
    @Test
    void facesAreTakenBeforeHatchingThatIsNearerByOneFigure() {
        Entry hatching = entry(0.0083, 1.65, 0, 0.21, 0.101, 0.228);
        Entry faces = entry(0.0158, 1.52, 0, 0.32, 0.066, 0.181);
        assertThat(ModelChoice.best(List.of(UNTRAINED, hatching, faces))).isEqualTo(2);
        assertThat(ModelChoice.best(List.of(UNTRAINED, faces, hatching))).isEqualTo(1);
    }

    @Test
    void whenFiguresDisagreeEvenlyTheLaterIsTaken() {
        Entry early = new Entry(16, 0, Map.of("kd", 0.01, "fd", 2.0));
        Entry late = new Entry(32, 0, Map.of("kd", 0.02, "fd", 1.0));
        assertThat(ModelChoice.best(List.of(UNTRAINED, early, late))).isEqualTo(2);
        assertThat(ModelChoice.best(List.of(UNTRAINED, late, early))).isEqualTo(2);
        assertThat(ModelChoice.best(List.of(UNTRAINED, early, early))).isEqualTo(2);
    }

    @Test
    void aModelThatBrokeDownIsNotTaken() {
        Entry good = entry(0.002, 0.5, 0.2, 0.6, 0.02, 0.05);
        Entry broken = entry(0.086, 6, 0, 0.01, 0.3, 0.4);
        assertThat(ModelChoice.best(List.of(UNTRAINED, good, broken))).isEqualTo(1);
    }

    @Test
    void theUntrainedModelIsTakenOnlyWhileItIsAlone() {
        assertThat(ModelChoice.best(List.of(UNTRAINED))).isZero();
        assertThat(ModelChoice.best(List.of(UNTRAINED, entry(0.09, 8, 0, 0, 0.5, 0.6))))
                .isEqualTo(1);
    }

    /** So the best so far is always at hand as a file, whatever comes later. */
    @Test
    void theBestIsTheLastOrTheBestBefore() {
        List<Entry> run = new ArrayList<>(List.of(UNTRAINED));
        int before = 0;
        for (int i = 1; i < 40; i++) {
            run.add(entry(0.01 * (i * 7 % 11), i * 5 % 13, 0.1 * (i * 3 % 7), 0.1 * (i % 5), i * 9 % 17, i * 4 % 19));
            int best = ModelChoice.best(run);
            assertThat(best).isIn(before, i);
            before = best;
        }
    }
}
