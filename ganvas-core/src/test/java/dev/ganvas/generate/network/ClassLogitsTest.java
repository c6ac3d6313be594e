package dev.ganvas.generate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ClassLogitsTest {
    @Test
    void agreesWithAnExampleDoneByHand() {
        try (Scope scope = Scope.open()) {
            // Of its class, the second, the picture has the probability 3 / (1 + 3).
            ClassLogits logits = new ClassLogits(
                    Tensor.of(new float[] {0, (float) Math.log(3)}, 1, 2),
                    Tensor.of(new float[] {1, 2}, 1, 2),
                    Tensor.of(new float[] {0.5F, 0.25F}, 1, 2));
            Tensor label = Tensor.ofLongs(new long[] {1}, 1);
            double all = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(0.5) + Math.exp(0.25));
            assertThat(logits.evidence(label, 3).item()).isCloseTo(3 * Math.log(0.75) + 2 - 0.25, within(1e-6));
            assertThat(logits.lossOnReal(label).item()).isCloseTo(-Math.log(0.75) + (all - 2) / 2, within(1e-6));
            assertThat(logits.lossOnGenerated(label).item()).isCloseTo((all - 0.25) / 2, within(1e-6));
        }
    }
}
