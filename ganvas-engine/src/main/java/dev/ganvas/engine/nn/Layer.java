package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Tensor;

/** A part of a network with one input and one output. */
public abstract class Layer extends ParameterTree {
    public abstract Tensor forward(Tensor x);
}
