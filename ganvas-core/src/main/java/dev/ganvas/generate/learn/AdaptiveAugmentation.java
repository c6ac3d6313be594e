package dev.ganvas.generate.learn;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes what the discriminator sees just strongly enough that it does not overfit the training pictures (Karras
 * et al., "Training generative adversarial networks with limited data", 2020).
 *
 * <p>Some pictures are held back from training. The signal is {@code E sign(D(training) - D(held back))} over all pairs of
 * a batch of each: 0 while the discriminator cannot tell one from the other, 1 when it ranks every training picture higher.
 * Of the paper's two signals it is nearest to r_v. It keeps its meaning under a relativistic objective, whose logits have no
 * zero for {@code sign(D(real))} to refer to, and it says nothing of the generator: a discriminator that beats a poor
 * generator has not overfitted. Ranks replace r_v's ratio of differences, whose denominator vanishes as generated pictures
 * become good.
 */
final class AdaptiveAugmentation implements AutoCloseable {
    /** Names of the figures. */
    static final String STRENGTH = "augment";

    static final String SIGNAL = "overfitting";

    /** Steps between two measurements. */
    static final int INTERVAL = 4;

    /** Beyond this signal the strength grows, below it falls: of ten pairs, six in the right order. */
    static final double TARGET = 0.2;

    /** Images within which the strength can go from 0 to 1. */
    private static final double FULL_RANGE = 20_000;

    /** Weight of a new measurement in the running signal. */
    private static final double NEWEST = 0.1;

    private final AugmentationStrength range;
    private final Tensor strength;
    private final Tensor signal;

    AdaptiveAugmentation(AugmentationStrength range) {
        this.range = range;
        try (Scope scope = Scope.open()) {
            strength = Tensor.full(range.least(), DType.F64, 1).keep();
            signal = Tensor.zeros(DType.F64, 1).keep();
        }
    }

    /**
     * What the discriminator is to see.
     *
     * @param pictures {@code [N, 3, S, S]} in [-1, 1]
     * @param changes picture {@code i} is changed as its child {@code first + i} says
     */
    Tensor shown(Tensor pictures, Seed changes, long first) {
        return range.applies() ? DifferentiableAugmentation.apply(pictures, strength(), changes, first) : pictures;
    }

    /** Whether step number {@code step} measures. */
    boolean measuresAt(long step) {
        return range.applies() && step % INTERVAL == 0;
    }

    /**
     * Takes a measurement and moves the strength.
     *
     * @param training F32 {@code [N]}, logits of training pictures
     * @param heldBack F32 {@code [M]}, logits of pictures that were never trained on
     * @param batch training pictures a step
     */
    void observe(Tensor training, Tensor heldBack, int batch) {
        double running = signal() + NEWEST * (preference(training.toFloats(), heldBack.toFloats()) - signal());
        double moved = strength() + Math.signum(running - TARGET) * INTERVAL * batch / FULL_RANGE;
        try (Scope scope = Scope.open()) {
            signal.copyFrom(Tensor.full(running, DType.F64, 1));
            strength.copyFrom(Tensor.full(Math.max(range.least(), Math.min(range.most(), moved)), DType.F64, 1));
        }
    }

    /** The mean of {@code sign(a - b)} over all pairs. */
    static double preference(float[] a, float[] b) {
        long sum = 0;
        for (float x : a) {
            for (float y : b) {
                sum += x > y ? 1 : x < y ? -1 : 0;
            }
        }
        return (double) sum / ((long) a.length * b.length);
    }

    /** What a step reports: strength and signal, if pictures are ever changed. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (range.applies()) {
            figures.put(STRENGTH, strength());
            figures.put(SIGNAL, signal());
        }
        return figures;
    }

    /** The probability of a shift now. */
    double strength() {
        return strength.item();
    }

    /** The running signal, in [-1, 1]. */
    double signal() {
        return signal.item();
    }

    /** What a continued run needs. */
    Map<String, Tensor> namedTensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (range.applies()) {
            tensors.put("strength", strength);
            tensors.put("signal", signal);
        }
        return tensors;
    }

    @Override
    public void close() {
        strength.close();
        signal.close();
    }
}
