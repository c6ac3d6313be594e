package dev.ganvas.features;

import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Layer;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;

/** Two 3x3 convolutions around which the input passes unchanged (He et al., 2016). */
final class ResidualBlock extends Layer {
    private final ConvolutionUnit first;
    private final ConvolutionUnit second;

    ResidualBlock(int channels, int between, Seed seed) {
        first = child("first", new ConvolutionUnit(new ConvShape(channels, between, 3, 1, 1), seed.child("first")));
        second = child("second", new ConvolutionUnit(new ConvShape(between, channels, 3, 1, 1), seed.child("second")));
    }

    void fold() {
        first.fold();
        second.fold();
    }

    @Override
    public Tensor forward(Tensor x) {
        return x.add(second.forward(first.forward(x).leakyRelu(Backbone.SLOPE))).leakyRelu(Backbone.SLOPE);
    }
}
