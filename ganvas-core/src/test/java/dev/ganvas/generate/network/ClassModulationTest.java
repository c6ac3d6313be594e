package dev.ganvas.generate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
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
            Tensor labels = Tensor.ofLongs(new long[] {2, 0}, 2);
            float[] factors = modulation.factors(labels).toFloats();
            float[] shifts = modulation.shifts(labels).toFloats();
            int[] at = {4, 5, 0, 1};
            for (int i = 0; i < at.length; i++) {
                assertThat((double) factors[i]).isCloseTo(1 + 0.5 * Math.tanh(8 * a[at[i]]), within(1e-5));
                assertThat((double) shifts[i]).isCloseTo(0.5 * Math.tanh(8 * b[at[i]]), within(1e-5));
            }
        }
    }
}
