package dev.ganvas.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchNorm2dTest {
    private static final int CHANNELS = 3;

    private static Tensor batch(String name, double deviation) {
        return Initializer.normal(0.7, deviation)
                .initial(Seed.of(1).child(name), 4, CHANNELS, 5, 5)
                .channelsLast();
    }

    /** A layer that has tracked batches of deviation 1. */
    private static BatchNorm2d tracked() {
        BatchNorm2d norm = new BatchNorm2d(CHANNELS, Initializer.normal(1, 0.3), Seed.of(2));
        norm.namedParameters().get("bias").copyFrom(Tensor.of(new float[] {0.3f, -1, 2}, CHANNELS));
        for (int i = 0; i < 60; i++) {
            norm.forward(batch("tracked" + i, 1));
        }
        return norm;
    }

    private static Tensor inUse(BatchNorm2d norm, Tensor x) {
        norm.training(false);
        Tensor y = norm.forward(x);
        norm.training(true);
        return y;
    }

    @Test
    void renormalisedItGivesInTrainingWhatItGivesInUse() {
        try (Scope scope = Scope.open();
                BatchNorm2d norm = tracked()) {
            Tensor x = batch("other", 1.8);
            float[] expected = inUse(norm, x).toFloats();
            assertThat(norm.forward(x).toFloats()).isNotEqualTo(expected);
            BatchNorm2d again = tracked();
            again.renormalise(true);
            assertThat(again.forward(x).toFloats())
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(expected);
            again.close();
        }
    }

    @Test
    void aConvolutionThatTookItInGivesWhatBothGaveInUse() {
        ConvShape shape = new ConvShape(2, CHANNELS, 3, 1, 1);
        try (Scope scope = Scope.open();
                Conv2d convolution = new Conv2d(shape, false, Initializer.fanIn(1), Seed.of(3));
                BatchNorm2d norm = tracked()) {
            Tensor x = Initializer.normal(0.2, 1).initial(Seed.of(4), 4, 2, 5, 5);
            float[] expected = inUse(norm, convolution.forward(x)).toFloats();
            try (Conv2d both = convolution.followedBy(norm)) {
                assertThat(both.forward(x).toFloats())
                        .usingComparatorWithPrecision(1e-5f)
                        .containsExactly(expected);
            }
            Conv2d biased = new Conv2d(shape, true, Initializer.fanIn(1), Seed.of(3));
            assertThatThrownBy(() -> biased.followedBy(norm)).isInstanceOf(UsageException.class);
            biased.close();
        }
    }

    /** In training, renormalised, and in use. */
    @Test
    void modulatedItGivesWhatItGivesScaledAndShifted() {
        try (Scope scope = Scope.open();
                BatchNorm2d norm = tracked();
                BatchNorm2d again = tracked()) {
            Tensor x = batch("other", 1.3);
            Tensor factors = Initializer.normal(1, 0.5).initial(Seed.of(3), 4, CHANNELS);
            Tensor shifts = Initializer.normal(0, 1).initial(Seed.of(4), 4, CHANNELS);
            for (String mode : List.of("training", "renormalised", "in use")) {
                norm.renormalise(mode.equals("renormalised"));
                again.renormalise(mode.equals("renormalised"));
                norm.training(!mode.equals("in use"));
                again.training(!mode.equals("in use"));
                float[] expected = norm.forward(x)
                        .mul(factors.reshape(4, CHANNELS, 1, 1))
                        .add(shifts.reshape(4, CHANNELS, 1, 1))
                        .toFloats();
                assertThat(again.modulated(x, factors, shifts).toFloats())
                        .as(mode)
                        .usingComparatorWithPrecision(1e-5f)
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void renormalisedItTracksSlowly() {
        try (Scope scope = Scope.open();
                BatchNorm2d norm = tracked()) {
            norm.renormalise(true);
            double before = norm.namedBuffers().get("running_var").mean().item();
            Tensor x = batch("other", 2);
            norm.forward(x);
            double after = norm.namedBuffers().get("running_var").mean().item();
            assertThat(after - before).isCloseTo(0.02 * (4 - before), within(0.02));
            for (int i = 0; i < 400; i++) {
                norm.forward(x);
            }
            double mean = x.mean().item();
            assertThat(norm.namedBuffers().get("running_mean").mean().item()).isCloseTo(mean, within(1e-3));
        }
    }

    /** The batch's own mean and deviation have no gradient in use; renormalised they do, as in plain training. */
    @Test
    void gradientsFlowThroughTheStatisticsOfTheBatch() {
        try (Scope scope = Scope.open();
                BatchNorm2d norm = tracked()) {
            norm.renormalise(true);
            Tensor x = batch("other", 1.5).requiresGrad(true);
            Tensor weights = batch("weights", 1);
            Tensor gradient = Autograd.gradients(norm.forward(x).mul(weights).sum(), List.of(x))
                    .get(0);
            for (float sum : gradient.sum(0, 2, 3).toFloats()) {
                assertThat(sum).isCloseTo(0, within(1e-3f));
            }
            norm.training(false);
            Tensor used = Autograd.gradients(norm.forward(x).mul(weights).sum(), List.of(x))
                    .get(0);
            assertThat(Math.abs(used.sum(0, 2, 3).toFloats()[0])).isGreaterThan(1);
        }
    }

    @Test
    void trackedMeansAreThoseOfAllBatchesAndOfNoneBefore() {
        try (Scope scope = Scope.open();
                BatchNorm2d norm = tracked()) {
            norm.trackMeans();
            double mean = 0;
            for (int i = 0; i < 5; i++) {
                Tensor x = batch("mean" + i, 1 + i).add(i);
                norm.forward(x);
                mean += x.mean().item() / 5;
            }
            assertThat(norm.namedBuffers().get("running_mean").mean().item()).isCloseTo(mean, within(1e-4));
        }
    }

    @Test
    void howFarABatchMayLieFromWhatWasTrackedIsBounded() {
        try (Scope scope = Scope.open();
                BatchNorm2d norm = tracked()) {
            norm.renormalise(true);
            Tensor weight = norm.namedParameters().get("weight");
            double most = 0;
            for (float value : norm.forward(batch("far", 1000).add(1e5)).toFloats()) {
                most = Math.max(most, Math.abs(value));
            }
            // Three tracked deviations wide, five away, and the bias.
            assertThat(most).isLessThan(weight.abs().sum().item() * (3 * 5 + 5) + 3);
        }
    }
}
