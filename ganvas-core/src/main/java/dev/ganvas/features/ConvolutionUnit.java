package dev.ganvas.features;

import dev.ganvas.engine.nn.BatchNorm2d;
import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Layer;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.Optional;

/** Convolution without bias, then batch norm. */
final class ConvolutionUnit extends Layer {
    private static final Initializer ONE = Initializer.constant(1);

    private final Conv2d convolution;
    private final BatchNorm2d norm;
    private Optional<Conv2d> folded = Optional.empty();

    ConvolutionUnit(ConvShape shape, Seed seed) {
        double gain = StrictMath.sqrt(2 / (1 + Backbone.SLOPE * Backbone.SLOPE));
        convolution = child("conv", new Conv2d(shape, false, Initializer.fanIn(gain), seed));
        norm = child("norm", new BatchNorm2d(shape.out(), ONE, seed));
    }

    /** From now on, convolution and norm are one, as they are now. */
    void fold() {
        folded = Optional.of(child("folded", convolution.followedBy(norm)));
    }

    @Override
    public Tensor forward(Tensor x) {
        return folded.map(both -> both.forward(x)).orElseGet(() -> norm.forward(convolution.forward(x)));
    }
}
