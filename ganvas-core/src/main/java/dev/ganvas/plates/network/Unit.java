package dev.ganvas.plates.network;

import dev.ganvas.engine.nn.BatchNorm2d;
import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Layer;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;

/** A convolution, normalised over the batch, and a rectifier. */
final class Unit extends Layer {
    private final Conv2d convolution;
    private final BatchNorm2d norm;

    Unit(ConvShape shape, Seed seed) {
        convolution = child("conv", new Conv2d(shape, false, Initializer.fanIn(Math.sqrt(2)), seed.child("conv")));
        norm = child("norm", new BatchNorm2d(shape.out(), Initializer.constant(1), seed.child("norm")));
    }

    @Override
    public Tensor forward(Tensor x) {
        return norm.forward(convolution.forward(x)).relu();
    }
}
