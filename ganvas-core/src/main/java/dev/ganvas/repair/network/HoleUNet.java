package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Span;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A U-Net that fills holes (after Ronneberger et al., 2015): it adds to a first guess inside of the holes, and nowhere else. Its first
 * convolution takes squares of 2x2 pixels and its last gives them back (Shi et al., 2016), so that nothing is computed at full size:
 * what holes need is to see far, at little cost. Widths are w, 2w, 3w and no more.
 */
final class HoleUNet extends LevelledNetwork {
    private static final int WIDEST = 3;

    /** Residual blocks at the bottom, where a pixel stands for many and seeing far is cheap. */
    private static final int DEEPEST_BLOCKS = 2;

    private static final int SQUARE = 2;

    /** Of what goes in: what is learned is about differences. */
    private static final double MIDDLE = 0.5;

    private final Conv2d first;
    private final List<Block> bottom = new ArrayList<>();
    private final Conv2d last;

    HoleUNet(NetworkShape shape, Seed seed) {
        super(shape);
        first = convolution("first", new ConvShape(shape.in(), shape.width(), SQUARE, SQUARE, 0), EVEN, seed);
        for (int level = 0; level < levels(shape); level++) {
            down(width(shape, level), width(shape, level), width(shape, level + 1), seed);
        }
        int deepest = width(shape, levels(shape));
        for (int i = 0; i < DEEPEST_BLOCKS; i++) {
            bottom.add(block("bottom" + i, deepest, deepest, seed));
        }
        for (int level = 0; level < levels(shape); level++) {
            up(width(shape, level), width(shape, level + 1), seed);
        }
        last = convolution("last", same(shape.width(), pixels(shape)), ZERO, seed);
    }

    /** Halvings after the first convolution. */
    private static int levels(NetworkShape shape) {
        return shape.depth() - 1;
    }

    private static int width(NetworkShape shape, int level) {
        return shape.width() * Math.min(level + 1, WIDEST);
    }

    private static int pixels(NetworkShape shape) {
        return shape.out() * SQUARE * SQUARE;
    }

    /** As of {@link RestorationNetwork#forward}; the channel after the picture's is 1 in the holes and 0 elsewhere. */
    @Override
    public Tensor forward(Tensor x, DType dtype) {
        Tensor seen = rectified(first.forward(x.add(-MIDDLE).channelsLast().to(dtype)));
        Tensor at = through(seen, true);
        Tensor change = instead(at, last.forward(at)).pixelShuffle(SQUARE).wide();
        Tensor holes = x.narrow(1, shape().out(), 1);
        return x.narrow(1, 0, shape().out()).add(change.mul(holes));
    }

    @Override
    Tensor bottom(Tensor x) {
        Tensor at = x;
        for (Block block : bottom) {
            Tensor more = block.forward(at);
            at = instead(more, instead(at, at.add(more)));
        }
        return at;
    }

    @Override
    Span seenByBottom(Span out) {
        Span seen = out;
        for (Block block : bottom) {
            seen = block.seen(seen);
        }
        return seen;
    }

    @Override
    Span seen(Span out) {
        return first.seen(seenThrough(last.seen(out.shrunk(SQUARE)))).with(out);
    }

    /** At half the size, while a skip is added: it, what is added and the sum; and the input twice and what is added to it. */
    @Override
    double livePerPixel() {
        return 4.0 * shape().width() / (SQUARE * SQUARE) + 2 * shape().in() + 3 * shape().out();
    }

    static long values(NetworkShape shape) {
        long values = UNet.convolution(SQUARE * SQUARE, shape.in(), shape.width())
                + UNet.convolution(9, shape.width(), pixels(shape));
        for (int level = 0; level < levels(shape); level++) {
            long width = width(shape, level);
            long below = width(shape, level + 1);
            values += 4 * UNet.convolution(9, width, width);
            values += UNet.convolution(4, width, below) + 4 * below * width;
        }
        long width = width(shape, levels(shape));
        return values + 2L * DEEPEST_BLOCKS * UNet.convolution(9, width, width);
    }
}
