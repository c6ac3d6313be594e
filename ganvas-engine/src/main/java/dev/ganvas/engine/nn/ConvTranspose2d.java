package dev.ganvas.engine.nn;

import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Optional;

/** Transposed convolution without bias, {@code [N, in, H, W] -> [N, out, H', W']}, {@code H' = (H - 1) stride - 2 padding + kernel}. */
public final class ConvTranspose2d extends Layer {
    private final ConvShape shape;
    private final Tensor weight;

    public ConvTranspose2d(ConvShape shape, Initializer initializer, Seed seed) {
        this.shape = shape;
        this.weight = parameter(
                "weight",
                initializer.initial(seed.child("weight"), shape.in(), shape.out(), shape.kernel(), shape.kernel()));
    }

    @Override
    public Tensor forward(Tensor x) {
        Operations.count(x.count() * shape.out() * shape.kernel() * shape.kernel());
        return x.convTranspose2d(weight.to(x.dtype()), Optional.empty(), shape.stride(), shape.padding());
    }
}
