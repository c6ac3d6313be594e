package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.Span;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;

/**
 * A network that looks at a small copy of a picture and chooses by it how tones change; that change then serves the picture at any
 * size. It begins as no change, and every pixel of its result depends on the whole picture.
 */
public abstract class ToneNetwork extends RestorationNetwork {
    /** Pixels of the shorter side of a small copy. */
    public static final int SMALL_SIDE = 64;

    static final double SLOPE = 0.2;

    /** Sides of small copies that networks halve without a rest; others are taken as well. */
    private static final int MULTIPLE = 16;

    /** Stands for the whole picture, however large. */
    private static final int EVERYWHERE = 1 << 24;

    ToneNetwork(NetworkShape shape) {
        super(shape);
    }

    /**
     * What is chosen for pictures.
     *
     * @param small F32 {@code [N, 3, h, w]}, sRGB in [0, 1]: pictures, or small copies of them
     * @param dtype to compute in
     * @return F32, of any shape that {@link #changed} takes; all zeros for no change
     */
    public abstract Tensor chosen(Tensor small, DType dtype);

    /**
     * Rows of pictures as they become.
     *
     * @param rows F32 {@code [N, C, H, W]}, sRGB in [0, 1]
     * @param chosen what {@link #chosen} says of these pictures
     * @param top number of the first of these rows
     * @param height rows of the whole pictures
     * @return F32 {@code [N, C, H, W]}, not cut off at 0 and 1; differentiable
     */
    public abstract Tensor changed(Tensor rows, Tensor chosen, long top, long height);

    @Override
    public final Tensor forward(Tensor x, DType dtype) {
        return changed(x, chosen(small(x), dtype), 0, x.size(2));
    }

    private static Tensor small(Tensor x) {
        int factor = (int) Math.round((double) Math.min(x.size(2), x.size(3)) / SMALL_SIDE);
        return factor <= 1 ? x : x.averagePool(factor);
    }

    @Override
    public final boolean seesEverything() {
        return true;
    }

    @Override
    final Span seen(Span out) {
        return out.wider(EVERYWHERE);
    }

    @Override
    public final int multiple() {
        return MULTIPLE;
    }

    /** Some copies of the picture while it is changed; what the small copy takes is hardly anything beside. */
    @Override
    final double livePerPixel() {
        return 16;
    }
}
