package dev.ganvas.features;

import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Layer;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;

/** Two 3x3 convolutions around which the input passes unchanged (He et al., 2016). */
final class ResidualBlock extends Layer {
    private final ConvolutionUnit first;
    private final ConvolutionUnit second;

    ResidualBlock(int channels, Seed seed) {
        ConvShape same = new ConvShape(channels, channels, 3, 1, 1);
        first = child("first", new ConvolutionUnit(same, seed.child("first")));
        second = child("second", new ConvolutionUnit(same, seed.child("second")));
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
