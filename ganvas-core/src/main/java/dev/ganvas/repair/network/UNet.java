package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.Span;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;

/**
 * A plain residual U-Net (after Ronneberger et al., 2015; Zhang et al., "Plug-and-play image restoration with deep denoiser prior",
 * 2021): two 3x3 convolutions a level, 2x2 convolutions that halve, transposed ones that double, levels joined by addition, no
 * normalisation. Widths are w, 2w, 4w and no more. Plain convolutions give the most for a processor's second.
 */
final class UNet extends LevelledNetwork {
    private static final int WIDEST = 2;

    /**
     * What a detector says before it has learned anything: a probability of 0.05, since what it looks for is rare and would else be
     * drowned at first (Lin et al., "Focal loss for dense object detection", ICCV 2017, section 4.1).
     */
    private static final double LOGIT_OF_RARE = -2.94;

    private final Block bottom;
    private final Conv2d last;

    UNet(NetworkShape shape, Seed seed) {
        super(shape);
        for (int level = 0; level < shape.depth(); level++) {
            down(level == 0 ? shape.in() : width(shape, level), width(shape, level), width(shape, level + 1), seed);
        }
        bottom = block("bottom", width(shape, shape.depth()), width(shape, shape.depth()), seed);
        for (int level = 0; level < shape.depth(); level++) {
            up(width(shape, level), width(shape, level + 1), seed);
        }
        last = convolution("last", same(shape.width(), shape.out()), ZERO, seed);
    }

    private static int width(NetworkShape shape, int level) {
        return shape.width() << Math.min(level, WIDEST);
    }

    @Override
    public Tensor forward(Tensor x, DType dtype) {
        Tensor at = through(x.channelsLast().to(dtype), false);
        Tensor change = instead(at, last.forward(at)).wide();
        return shape().family() == NetworkShape.Family.DETECTOR
                ? change.add(LOGIT_OF_RARE)
                : x.narrow(1, 0, shape().out()).add(change);
    }

    @Override
    Tensor bottom(Tensor at) {
        return instead(at, bottom.forward(at));
    }

    @Override
    Span seenByBottom(Span out) {
        return bottom.seen(out);
    }

    @Override
    Span seen(Span out) {
        return seenThrough(last.seen(out)).with(out);
    }

    /** At the first level, while a skip is added: it, what is added and the sum; and two of the input. */
    @Override
    double livePerPixel() {
        return 4.0 * shape().width() + 2 * shape().in();
    }

    static long values(NetworkShape shape) {
        long values = convolution(9, shape.width(), shape.out());
        for (int level = 0; level < shape.depth(); level++) {
            long width = width(shape, level);
            long below = width(shape, level + 1);
            values += convolution(9, level == 0 ? shape.in() : width, width) + 3 * convolution(9, width, width);
            values += convolution(4, width, below) + 4 * below * width;
        }
        long width = width(shape, shape.depth());
        return values + 2 * convolution(9, width, width);
    }

    /** Values of a convolution with its bias. */
    static long convolution(int places, long in, long out) {
        return places * in * out + out;
    }
}
