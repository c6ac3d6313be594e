package dev.ganvas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.optim.Sgd;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.FusedOperators.SgdRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptimTest {
    @Test
    void adamFollowsItsDefinition() {
        AdamRates rates = new AdamRates(0.1, 0.5, 0.9, 1e-8);
        double[] gradients = {0.3, -1.2, 0.7};
        double weight = 1;
        double first = 0;
        double second = 0;
        try (Scope scope = Scope.open()) {
            Tensor parameter = Tensor.of(new float[] {1}, 1).requiresGrad(true);
            try (Adam adam = new Adam(Map.of("w", parameter))) {
                for (int t = 1; t <= gradients.length; t++) {
                    double gradient = gradients[t - 1];
                    adam.step(List.of(Tensor.of(new float[] {(float) gradient}, 1)), rates);
                    first = 0.5 * first + 0.5 * gradient;
                    second = 0.9 * second + 0.1 * gradient * gradient;
                    weight -= 0.1
                            * (first / (1 - Math.pow(0.5, t)))
                            / (Math.sqrt(second / (1 - Math.pow(0.9, t))) + 1e-8);
                }
            }
            assertThat(parameter.item()).isCloseTo(weight, within(1e-6));
        }
    }

    @Test
    void descentWithMomentumFollowsItsDefinition() {
        double[] gradients = {0.3, -1.2, 0.7};
        double weight = 1;
        double velocity = 0;
        try (Scope scope = Scope.open()) {
            Tensor parameter = Tensor.of(new float[] {1}, 1).requiresGrad(true);
            try (Sgd sgd = new Sgd(Map.of("w", parameter))) {
                for (double gradient : gradients) {
                    sgd.step(List.of(Tensor.of(new float[] {(float) gradient}, 1)), new SgdRates(0.1, 0.9, 0.01));
                    double slope = gradient + 0.01 * weight;
                    velocity = 0.9 * velocity + slope;
                    weight -= 0.1 * (slope + 0.9 * velocity);
                }
            }
            assertThat(parameter.item()).isCloseTo(weight, within(1e-6));
        }
    }

    @Test
    void theAverageOfAConstantStepIsInClosedForm() {
        try (Scope scope = Scope.open();
                Linear live = new Linear(1, 1, false, Initializer.constant(0), Seed.of(1));
                Linear average = new Linear(1, 1, false, Initializer.constant(5), Seed.of(1))) {
            ExponentialMovingAverage ema = new ExponentialMovingAverage(average, live);
            live.parameters().get(0).copyFrom(Tensor.of(new float[] {1}, 1, 1));
            for (int i = 0; i < 10; i++) {
                ema.update(0.9);
            }
            assertThat(average.parameters().get(0).item()).isCloseTo(1 - Math.pow(0.9, 10), within(1e-6));
        }
    }

    @Test
    void halfIsOlderThanTheHalfLife() {
        double decay = ExponentialMovingAverage.decay(64, 6400);
        assertThat(Math.pow(decay, 100)).isCloseTo(0.5, within(1e-12));
        assertThat(ExponentialMovingAverage.decay(64, 0)).isZero();
    }
}
