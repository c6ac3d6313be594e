package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CtcLossTest {
    /** Two steps of three classes, all as likely: "a" is written as aa, a-, or -a, which is three of nine ways; "ab" in one. */
    @Test
    void waysToWriteATextAddUp() {
        try (Scope scope = Scope.open()) {
            Tensor logits = Tensor.zeros(DType.F32, 1, 3, 2);
            assertThat(logits.ctcLoss(List.of(new int[] {1})).item()).isCloseTo(Math.log(3), within(1e-5));
            // Divided by the text's length.
            assertThat(logits.ctcLoss(List.of(new int[] {1, 2})).item()).isCloseTo(Math.log(9) / 2, within(1e-5));
            Tensor two = Tensor.zeros(DType.F32, 2, 3, 2);
            assertThat(two.ctcLoss(List.of(new int[] {1}, new int[] {1, 2})).item())
                    .isCloseTo((Math.log(3) + Math.log(9) / 2) / 2, within(1e-5));
        }
    }

    @Test
    void aTextWithoutRoomCountsNothing() {
        try (Scope scope = Scope.open()) {
            Tensor logits = Tensor.zeros(DType.F32, 1, 3, 2).requiresGrad(true);
            Tensor loss = logits.ctcLoss(List.of(new int[] {1, 1}));
            assertThat(loss.item()).isZero();
            assertThat(Autograd.gradients(loss, List.of(logits)).get(0).allFinite())
                    .isTrue();
        }
    }

    @Test
    void theSlopeRaisesTheText() {
        try (Scope scope = Scope.open()) {
            Tensor logits = Tensor.zeros(DType.F32, 1, 3, 2).requiresGrad(true);
            float[] slope = Autograd.gradients(logits.ctcLoss(List.of(new int[] {1})), List.of(logits))
                    .get(0)
                    .toFloats();
            // [classes, steps]: class 1 wants to rise, class 2 to fall, in both steps.
            assertThat(slope[2]).isNegative();
            assertThat(slope[3]).isNegative();
            assertThat(slope[4]).isPositive();
            assertThat(slope[5]).isPositive();
        }
    }
}
