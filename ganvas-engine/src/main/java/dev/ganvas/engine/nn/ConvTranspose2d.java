package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.Optional;

/** Transposed convolution without bias, {@code [N, in, H, W] -> [N, out, H', W']}, {@code H' = (H - 1) stride - 2 padding + kernel}. */
public final class ConvTranspose2d extends Layer {
    private final ConvShape shape;
    private final Tensor weight;

    public ConvTranspose2d(ConvShape shape, Initializer initializer, Seed seed) {
        this.shape = shape;
        this.weight = parameter(
                "weight",
                initializer.initial(
                        seed.child("weight"), shape.in(), shape.out(), shape.kernelHeight(), shape.kernelWidth()));
    }

    @Override
    public Tensor forward(Tensor x) {
        return LayerProfile.measured(this, () -> computed(x));
    }

    private Tensor computed(Tensor x) {
        Operations.count(x.count() * shape.out() * shape.places());
        return shape.padding() == 0 && x.size(2) == 1 && x.size(3) == 1
                ? fromOnePixel(x)
                : ConvolutionTape.run(
                        weight,
                        x,
                        w -> x.convTranspose2d(w, Optional.empty(), shape.stride(), shape.padding()),
                        this::weightGradient);
    }

    /** See {@link ConvShape#seenTransposed}. */
    public Span seen(Span out) {
        return shape.seenTransposed(out);
    }

    /** A linear map, which is faster as such. */
    private Tensor fromOnePixel(Tensor x) {
        Tensor columns = weight.to(x.dtype()).permute(0, 2, 3, 1).reshape(shape.in(), -1);
        return x.reshape(x.size(0), shape.in())
                .matmul(columns)
                .reshape(x.size(0), shape.kernelHeight(), shape.kernelWidth(), shape.out())
                .permute(0, 3, 1, 2);
    }

    private Tensor weightGradient(Tensor x, Tensor gradient) {
        return x.pixels()
                .transpose(0, 1)
                .matmul(gradient.patches(shape.kernelHeight(), shape.kernelWidth(), shape.stride(), shape.padding()))
                .reshape(shape.in(), shape.kernelHeight(), shape.kernelWidth(), shape.out())
                .permute(0, 3, 1, 2);
    }
}
