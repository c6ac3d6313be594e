package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.BatchStatistics;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.Optional;

/**
 * Batch normalisation with scale and shift (Ioffe and Szegedy, 2015), {@code [N, C, H, W]}; epsilon 1e-5, momentum 0.1
 * unless said otherwise.
 * In training it uses the batch's statistics and tracks them; otherwise it uses what it tracked.
 *
 * <p>{@linkplain #renormalise Renormalised}, it gives in training what it gives otherwise, by the statistics tracked so far,
 * while gradients still flow through those of the batch (Ioffe, "Batch renormalization: towards reducing minibatch
 * dependence in batch-normalized models", 2017). Without it, a network that learns from small batches comes to rely on what
 * the other pictures of its batch are.
 */
public final class BatchNorm2d extends Layer {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    /** Smaller, so that a batch has little part in what it is normalised by. */
    private static final double RENORMALISED_MOMENTUM = 0.02;

    /** The most that a batch's deviation may differ from the tracked one, as a factor: the paper's r_max. */
    private static final double MOST_SCALE = 3;

    /** The most that a batch's mean may differ from the tracked one, in tracked deviations: the paper's d_max. */
    private static final double MOST_SHIFT = 5;

    private final BatchStatistics statistics;
    private final double momentum;
    private boolean renormalised;
    private boolean meansTracked;
    private int passes;

    /** @param scale how the scale begins; DCGAN draws it from N(1, 0.02) */
    public BatchNorm2d(int channels, Initializer scale, Seed seed) {
        this(channels, Optional.of(scale), MOMENTUM, seed);
    }

    private BatchNorm2d(int channels, Optional<Initializer> scale, double momentum, Seed seed) {
        this.momentum = momentum;
        this.statistics = new BatchStatistics(
                scale.map(initial -> parameter("weight", initial.initial(seed.child("weight"), channels))),
                Optional.of(parameter("bias", Tensor.zeros(DType.F32, channels))),
                buffer("running_mean", Tensor.zeros(DType.F32, channels)),
                buffer("running_var", Tensor.full(1, DType.F32, channels)));
    }

    /** With a shift alone: what follows sees every channel at the same scale. @param momentum of what is tracked */
    public static BatchNorm2d shiftAlone(int channels, double momentum) {
        return new BatchNorm2d(channels, Optional.empty(), momentum, Seed.of(0));
    }

    /** Whether to renormalise in training. The statistics should have been tracked for some steps before. */
    public void renormalise(boolean on) {
        renormalised = on;
    }

    /**
     * Forgets what was tracked: from now on, the means of all batches of training that follow are tracked, each weighing as
     * much, instead of a running average. For statistics that belong to finished weights; without effect while renormalised.
     */
    public void trackMeans() {
        meansTracked = true;
        passes = 0;
    }

    /** What is normalised, and what is then to scale and shift each channel, {@code [C]}. */
    private record Parts(Tensor normalised, Tensor scale, Tensor shift) {}

    @Override
    public Tensor forward(Tensor x) {
        return LayerProfile.measured(this, () -> computed(x));
    }

    private Tensor computed(Tensor x) {
        return isTraining() && renormalised
                ? scaled(renormalised(x))
                : x.batchNorm(statistics, isTraining(), isTraining() ? trackedMomentum() : momentum, EPSILON);
    }

    /**
     * {@link #forward}, then each picture's channels scaled and shifted, in one pass.
     *
     * @param factors F32 {@code [N, C]}
     * @param shifts F32 {@code [N, C]}
     */
    public Tensor modulated(Tensor x, Tensor factors, Tensor shifts) {
        Parts parts = isTraining() && renormalised ? renormalised(x) : plain(x);
        return scaled(
                new Parts(parts.normalised(), parts.scale().mul(factors), shifts.addProduct(parts.shift(), factors)));
    }

    /** What a channel is multiplied by, and what is then added, each {@code [C]}. */
    record Affine(Tensor scale, Tensor shift) {}

    /** What {@link #forward} does when not training, by what is tracked now. */
    Affine affine() {
        Tensor scale = scale().div(deviation(statistics.runningVariance()));
        return new Affine(
                scale,
                statistics.bias().orElseThrow().sub(statistics.runningMean().mul(scale)));
    }

    private Tensor scale() {
        return statistics
                .weight()
                .orElseGet(() -> statistics.runningVariance().mul(0).add(1));
    }

    private Parts plain(Tensor x) {
        BatchStatistics bare = new BatchStatistics(
                Optional.empty(), Optional.empty(), statistics.runningMean(), statistics.runningVariance());
        return new Parts(
                x.batchNorm(bare, isTraining(), isTraining() ? trackedMomentum() : momentum, EPSILON),
                scale(),
                statistics.bias().orElseThrow());
    }

    private static Tensor scaled(Parts parts) {
        Tensor x = parts.normalised();
        return perChannel(parts.shift(), x).addProduct(x, perChannel(parts.scale(), x));
    }

    private double trackedMomentum() {
        return meansTracked ? 1.0 / ++passes : momentum;
    }

    private Parts renormalised(Tensor x) {
        long channels = x.size(1);
        // At momentum 1 what is tracked is the batch's own.
        BatchStatistics own = new BatchStatistics(
                Optional.empty(),
                Optional.empty(),
                x.device().zeros(DType.F32, channels),
                x.device().full(1, DType.F32, channels));
        Tensor normalised = x.batchNorm(own, true, 1, EPSILON);
        Tensor tracked = deviation(statistics.runningVariance());
        // What is tracked is without bias, what is divided by is not.
        double count = (double) x.count() / channels;
        Tensor factor = deviation(own.runningVariance().mul((count - 1) / count))
                .div(tracked)
                .clamp(1 / MOST_SCALE, MOST_SCALE);
        Tensor offset =
                own.runningMean().sub(statistics.runningMean()).div(tracked).clamp(-MOST_SHIFT, MOST_SHIFT);
        Tensor weight = scale();
        Tensor scale = weight.mul(factor);
        Tensor shift = weight.mul(offset).add(statistics.bias().orElseThrow());
        track(statistics.runningMean(), own.runningMean());
        track(statistics.runningVariance(), own.runningVariance());
        return new Parts(normalised, scale, shift);
    }

    private static Tensor deviation(Tensor variance) {
        return variance.add(EPSILON).sqrt();
    }

    private static Tensor perChannel(Tensor values, Tensor x) {
        return values.to(x.dtype()).reshape(values.count() / x.size(1), x.size(1), 1, 1);
    }

    private static void track(Tensor running, Tensor ofBatch) {
        running.copyFrom(running.mul(1 - RENORMALISED_MOMENTUM).add(ofBatch.mul(RENORMALISED_MOMENTUM)));
    }
}
