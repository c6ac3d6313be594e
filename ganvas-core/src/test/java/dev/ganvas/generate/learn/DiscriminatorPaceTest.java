package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Scope;
import org.junit.jupiter.api.Test;

class DiscriminatorPaceTest {
    @Test
    void itIsTheSquareOfTheLossWithinBounds() {
        assertThat(after(1000, 0.3)).isCloseTo(0.25, within(1e-3));
        assertThat(after(1000, 0.6)).isCloseTo(1, within(1e-3));
        assertThat(after(1000, 5)).isEqualTo(1);
        assertThat(after(1000, 0.001)).isEqualTo(DiscriminatorPace.LEAST);
    }

    @Test
    void itFallsSlowly() {
        assertThat(after(0, 0)).isEqualTo(1);
        // After 50 batches without doubt 0.99^50 of a coin's loss is left.
        double loss = Math.log(2) * Math.pow(0.99, 50);
        assertThat(after(50, 0)).isCloseTo(Math.pow(loss / 0.6, 2), within(1e-6));
    }

    /** One wild batch takes little of a lead, however wild. */
    @Test
    void oneBatchTakesLittleOfALead() {
        try (Scope scope = Scope.open();
                DiscriminatorPace pace = new DiscriminatorPace()) {
            observe(pace, 1000, 0.3);
            pace.observe(1e9);
            assertThat(pace.factor(0)).isCloseTo(0.26, within(0.01));
        }
    }

    @Test
    void withTimeItLearnsAtFullRateHoweverFarItIsAhead() {
        try (Scope scope = Scope.open();
                DiscriminatorPace pace = new DiscriminatorPace()) {
            observe(pace, 1000, 0.001);
            assertThat(pace.factor(200_000)).isCloseTo(0.51, within(1e-9));
            assertThat(pace.factor(400_000)).isEqualTo(1);
            assertThat(pace.factor(5_000_000)).isEqualTo(1);
            observe(pace, 1000, 0.6);
            assertThat(pace.factor(200_000)).isCloseTo(1, within(1e-3));
        }
    }

    private static double after(int batches, double loss) {
        try (Scope scope = Scope.open();
                DiscriminatorPace pace = new DiscriminatorPace()) {
            observe(pace, batches, loss);
            return pace.factor(0);
        }
    }

    private static void observe(DiscriminatorPace pace, int batches, double loss) {
        for (int i = 0; i < batches; i++) {
            pace.observe(loss);
        }
    }
}
