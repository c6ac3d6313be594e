package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.network.ClassLogits;
import org.junit.jupiter.api.Test;

class ClassCertaintyTest {
    @Test
    void itIsTheOddsOfTheClassWithinBounds() {
        assertThat(after(1000, Math.log(3), Math.log(3))).isCloseTo(3, within(1e-5));
        // The probabilities 3/4 and 1/4 have the geometric mean sqrt(3)/4, which is less than even.
        assertThat(after(1000, Math.log(3), -Math.log(3))).isEqualTo(1);
        double mean = Math.sqrt(0.9 * 0.75);
        assertThat(after(1000, Math.log(9), Math.log(3))).isCloseTo(mean / (1 - mean), within(1e-5));
        assertThat(after(1000, 50, 50)).isEqualTo(20);
    }

    @Test
    void itGrowsSlowly() {
        assertThat(after(0, 50, 50)).isEqualTo(1);
        // After 20 batches without doubt 0.98^20 of the surprise of a coin is left.
        assertThat(after(20, 50, 50)).isCloseTo(1 / Math.expm1(Math.log(2) * Math.pow(0.98, 20)), within(1e-6));
    }

    /** After batches of two pictures of the first of two classes, by the differences of their logits. */
    private static double after(int batches, double first, double second) {
        try (Scope scope = Scope.open();
                ClassCertainty certainty = new ClassCertainty(2)) {
            Tensor classes = Tensor.of(new float[] {(float) first, 0, (float) second, 0}, 2, 2);
            Tensor labels = Tensor.ofLongs(new long[] {0, 0}, 2);
            for (int i = 0; i < batches; i++) {
                certainty.observe(ClassCertainty.surprise(new ClassLogits(classes, classes, classes), labels));
            }
            return certainty.weight();
        }
    }
}
