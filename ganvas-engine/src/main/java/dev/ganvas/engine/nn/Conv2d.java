package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
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
                initializer.initial(
                        seed.child("weight"), shape.out(), shape.in(), shape.kernelHeight(), shape.kernelWidth()));
        this.bias = withBias
                ? Optional.of(parameter("bias", Initializer.constant(0).initial(seed, shape.out())))
                : Optional.empty();
    }

    @Override
    public Tensor forward(Tensor x) {
        return LayerProfile.measured(this, () -> computed(x));
    }

    private Tensor computed(Tensor x) {
        Optional<Tensor> shift = bias.map(b -> b.to(x.dtype()));
        Tensor y = shape.padding() == 0 && x.size(2) == shape.kernelHeight() && x.size(3) == shape.kernelWidth()
                ? whole(x, shift)
                : ConvolutionTape.run(
                        weight, x, w -> x.conv2d(w, shift, shape.stride(), shape.padding(), 1), this::weightGradient);
        Operations.count(y.count() * shape.in() * shape.places());
        return y;
    }

    /** See {@link ConvShape#seen}. */
    public Span seen(Span out) {
        return shape.seen(out);
    }

    /**
     * One convolution that does what this, which has no bias, and then {@code norm} do by the statistics that it has tracked
     * so far. Shares nothing with either.
     */
    public Conv2d followedBy(BatchNorm2d norm) {
        Require.that(bias.isEmpty(), "only a convolution without bias takes in a batch norm");
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            BatchNorm2d.Affine affine = norm.affine();
            Conv2d both = new Conv2d(shape, true, Initializer.constant(0), Seed.of(0));
            both.to(weight.device());
            both.weight.copyFrom(weight.mul(affine.scale().reshape(shape.out(), 1, 1, 1)));
            both.bias.orElseThrow().copyFrom(affine.shift());
            return both;
        }
    }

    /** A kernel as large as the picture has one place to be: a linear map, which is faster as such. */
    private Tensor whole(Tensor x, Optional<Tensor> shift) {
        Tensor seen = x.permute(0, 2, 3, 1).reshape(x.size(0), -1);
        Tensor rows = weight.to(x.dtype()).permute(0, 2, 3, 1).reshape(shape.out(), -1);
        return seen.linear(rows, shift).reshape(x.size(0), shape.out(), 1, 1);
    }

    private Tensor weightGradient(Tensor x, Tensor gradient) {
        return gradient.pixels()
                .transpose(0, 1)
                .matmul(x.patches(shape.kernelHeight(), shape.kernelWidth(), shape.stride(), shape.padding()))
                .reshape(shape.out(), shape.kernelHeight(), shape.kernelWidth(), shape.in())
                .permute(0, 3, 1, 2);
    }
}
