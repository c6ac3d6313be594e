package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.Span;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;

/**
 * A network that turns pictures into better ones of the same size or a multiple of it. It begins as no change at all, or as a bicubic
 * enlargement: its last layer is zero, and what it says is added to the picture. Of a detector it is all that comes out.
 */
public abstract class RestorationNetwork extends ParameterTree {
    private final NetworkShape shape;

    RestorationNetwork(NetworkShape shape) {
        this.shape = shape;
    }

    public final NetworkShape shape() {
        return shape;
    }

    /**
     * The better pictures.
     *
     * @param x F32 {@code [N, in, H, W]}, sRGB in [0, 1], the picture's channels first; sides are multiples of {@link #multiple()}
     * @param dtype to compute in
     * @return F32 {@code [N, out, scale H, scale W]}, not cut off at 0 and 1; differentiable
     */
    public abstract Tensor forward(Tensor x, DType dtype);

    /** What of the input a stretch of the output depends on along an axis, followed through its layers. */
    abstract Span seen(Span out);

    /** Whether each pixel of its result depends on the whole picture, so that it cannot work in tiles. */
    public boolean seesEverything() {
        return false;
    }

    /** Sides of its input, and where tiles of it begin, are multiples of this many pixels. */
    public abstract int multiple();

    /** Values that are alive at once for each pixel of the input, when no graph is recorded; at most. */
    abstract double livePerPixel();

    /** Pixels of the input, in each direction, beyond which nothing changes an output pixel. */
    public final int radius() {
        int radius = 0;
        // Layers with strides treat neighbours differently, so every place within a multiple is asked.
        for (int pixel = 0; pixel < multiple() * shape.scale(); pixel++) {
            Span seen = seen(Span.of(pixel));
            int under = pixel / shape.scale();
            radius = Math.max(radius, Math.max(under - seen.first(), seen.last() - under));
        }
        return radius;
    }

    /** Multiply-adds for each pixel of the input. */
    public final double operationsPerPixel() {
        int side = 2 * multiple();
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor x = device().zeros(DType.F32, 1, shape.in(), side, side);
            return (double) Operations.during(() -> forward(x, DType.F32)) / (side * side);
        }
    }

    /** Bytes that {@link #forward} takes at most for each pixel of the input, when no graph is recorded. */
    public final double bytesPerPixel(DType dtype) {
        double given = 3.0 * shape.in() + 5.0 * shape.out() * shape.scale() * shape.scale();
        return livePerPixel() * dtype.bytes() + given * DType.F32.bytes();
    }

    /** {@code next}, which was made of {@code spent}; unless a graph is recorded, that is freed at once. */
    static Tensor instead(Tensor spent, Tensor next) {
        if (!Autograd.isRecording()) {
            spent.close();
        }
        return next;
    }

    /** Rectified, in place where no graph is recorded. */
    static Tensor rectified(Tensor x) {
        return Autograd.isRecording() ? x.relu() : x.reluInto();
    }
}
