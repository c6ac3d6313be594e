package dev.ganvas.engine.nn;

import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.BatchStatistics;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Optional;

/**
 * Batch normalisation with scale and shift (Ioffe and Szegedy, 2015), {@code [N, C, H, W]}; epsilon 1e-5, momentum 0.1.
 * In training it uses the batch's statistics and tracks them; otherwise it uses what it tracked.
 */
public final class BatchNorm2d extends Layer {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final BatchStatistics statistics;

    /** @param scale how the scale begins; DCGAN draws it from N(1, 0.02) */
    public BatchNorm2d(int channels, Initializer scale, Seed seed) {
        this.statistics = new BatchStatistics(
                Optional.of(parameter("weight", scale.initial(seed.child("weight"), channels))),
                Optional.of(parameter("bias", Tensor.zeros(DType.F32, channels))),
                buffer("running_mean", Tensor.zeros(DType.F32, channels)),
                buffer("running_var", Tensor.full(1, DType.F32, channels)));
    }

    @Override
    public Tensor forward(Tensor x) {
        return x.batchNorm(statistics, isTraining(), MOMENTUM, EPSILON);
    }
}
