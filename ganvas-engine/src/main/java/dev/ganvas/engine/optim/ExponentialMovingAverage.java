package dev.ganvas.engine.optim;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.FusedOperators;
import dev.ganvas.engine.tensor.Tensor;
import java.util.List;

/**
 * Keeps a network's running average: parameters and floating buffers (batch-norm statistics) follow the live ones.
 * The decay is given at each update, so that it can be a function of progress.
 */
public final class ExponentialMovingAverage {
    private final List<Tensor> averaged;
    private final List<Tensor> live;

    /** @param average a tree of the same structure as {@code live}, overwritten by it now */
    public ExponentialMovingAverage(ParameterTree average, ParameterTree live) {
        average.copyFrom(live);
        this.averaged = List.copyOf(average.namedTensors().values());
        this.live = List.copyOf(live.namedTensors().values());
    }

    /** @param decay the share of the old average that stays, in [0, 1] */
    public void update(double decay) {
        FusedOperators.lerp(averaged, live, 1 - decay);
    }

    /**
     * The decay after which half of the average is older than {@code halfLife} images, if each update stands for
     * {@code batch} images: {@code 0.5^(batch / halfLife)} (StyleGAN2); zero half-life means no memory.
     */
    public static double decay(double batch, double halfLife) {
        return halfLife <= 0 ? 0 : StrictMath.pow(0.5, batch / halfLife);
    }
}
