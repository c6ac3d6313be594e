package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;

/** Multiplies negative values by a learned slope for each channel (PReLU: He et al., "Delving deep into rectifiers", 2015). */
public final class ParametricRelu extends Layer {
    /** What slopes begin with, in the paper. */
    private static final double FIRST_SLOPE = 0.25;

    private final Tensor slopes;

    public ParametricRelu(int channels) {
        slopes = parameter("weight", Tensor.full(FIRST_SLOPE, DType.F32, channels));
    }

    @Override
    public Tensor forward(Tensor x) {
        return x.prelu(slopes.to(x.dtype()));
    }
}
