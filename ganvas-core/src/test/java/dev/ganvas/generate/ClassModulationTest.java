package dev.ganvas.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassModulationTest {
    @Test
    void scalesAndShiftsByTheFormula() {
        try (Scope scope = Scope.open();
                ClassModulation modulation = new ClassModulation(3, 2, Seed.of(1))) {
            Map<String, Tensor> weights = modulation.namedParameters();
            float[] a = weights.get("scale.weight").toFloats();
            float[] b = weights.get("shift.weight").toFloats();
            // Two pictures of 1 x 1, of classes 2 and 0.
            Tensor x = Tensor.of(new float[] {0.5f, -2, 3, 1}, 2, 2, 1, 1);
            float[] y = modulation
                    .forward(x, Tensor.ofLongs(new long[] {2, 0}, 2))
                    .to(DType.F32)
                    .toFloats();
            float[] before = x.toFloats();
            int[] at = {4, 5, 0, 1};
            for (int i = 0; i < y.length; i++) {
                double expected = before[i] * (1 + Math.tanh(8 * a[at[i]])) + Math.tanh(8 * b[at[i]]);
                assertThat((double) y[i]).isCloseTo(expected, within(1e-5));
            }
        }
    }
}
