package dev.ganvas.engine.nn;

import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Optional;

/** Two-dimensional convolution, {@code [N, in, H, W] -> [N, out, H', W']}, {@code H' = (H + 2 padding - kernel) / stride + 1}. */
public final class Conv2d extends Layer {
    private final ConvShape shape;
    private final Tensor weight;
    private final Optional<Tensor> bias;

    public Conv2d(ConvShape shape, boolean withBias, Initializer initializer, Seed seed) {
        this.shape = shape;
        this.weight = parameter(
                "weight",
                initializer.initial(seed.child("weight"), shape.out(), shape.in(), shape.kernel(), shape.kernel()));
        this.bias = withBias
                ? Optional.of(parameter("bias", Initializer.constant(0).initial(seed, shape.out())))
                : Optional.empty();
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = x.conv2d(weight.to(x.dtype()), bias.map(b -> b.to(x.dtype())), shape.stride(), shape.padding(), 1);
        Operations.count(y.count() * shape.in() * shape.kernel() * shape.kernel());
        return y;
    }
}
