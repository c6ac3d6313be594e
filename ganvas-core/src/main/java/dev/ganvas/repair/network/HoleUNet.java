package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.ConvTranspose2d;
import dev.ganvas.engine.nn.Initializer;
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
final class HoleUNet extends RestorationNetwork {
    private static final int WIDEST = 3;

    /** Residual blocks at the bottom, where a pixel stands for many and seeing far is cheap. */
    private static final int DEEPEST_BLOCKS = 2;

    private static final int SQUARE = 2;

    /** Of what goes in: what is learned is about differences. */
    private static final double MIDDLE = 0.5;

    private static final Initializer HE = Initializer.fanIn(Math.sqrt(2));
    private static final Initializer EVEN = Initializer.fanIn(1);
    private static final Initializer ZERO = Initializer.constant(0);

    private final Conv2d first;
    private final List<Block> encoders = new ArrayList<>();
    private final List<Conv2d> halvings = new ArrayList<>();
    private final List<Block> bottom = new ArrayList<>();
    private final List<ConvTranspose2d> doublings = new ArrayList<>();
    private final List<Block> decoders = new ArrayList<>();
    private final Conv2d last;

    /** Two convolutions, each rectified. */
    private record Block(Conv2d first, Conv2d second) {
        Tensor forward(Tensor x) {
            Tensor between = rectified(first.forward(x));
            return instead(between, rectified(second.forward(between)));
        }

        Span seen(Span out) {
            return first.seen(second.seen(out));
        }
    }

    HoleUNet(NetworkShape shape, Seed seed) {
        super(shape);
        first = convolution("first", new ConvShape(shape.in(), shape.width(), SQUARE, SQUARE, 0), EVEN, seed);
        for (int level = 0; level < levels(shape); level++) {
            encoders.add(block("encoder" + level, width(shape, level), seed));
            halvings.add(convolution(
                    "down" + level, new ConvShape(width(shape, level), width(shape, level + 1), 2, 2, 0), EVEN, seed));
        }
        for (int i = 0; i < DEEPEST_BLOCKS; i++) {
            bottom.add(block("bottom" + i, width(shape, levels(shape)), seed));
        }
        for (int level = 0; level < levels(shape); level++) {
            String name = "up" + level;
            ConvShape doubling = new ConvShape(width(shape, level + 1), width(shape, level), 2, 2, 0);
            doublings.add(child(name, new ConvTranspose2d(doubling, EVEN, seed.child(name))));
            decoders.add(block("decoder" + level, width(shape, level), seed));
        }
        last = convolution("last", new ConvShape(shape.width(), pixels(shape), 3, 1, 1), ZERO, seed);
    }

    private Block block(String name, int width, Seed seed) {
        ConvShape same = new ConvShape(width, width, 3, 1, 1);
        return new Block(convolution(name + "_0", same, HE, seed), convolution(name + "_1", same, HE, seed));
    }

    private Conv2d convolution(String name, ConvShape shape, Initializer initializer, Seed seed) {
        return child(name, new Conv2d(shape, true, initializer, seed.child(name)));
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
        Tensor at = rectified(first.forward(x.add(-MIDDLE).channelsLast().to(dtype)));
        List<Tensor> skips = new ArrayList<>();
        for (int level = 0; level < encoders.size(); level++) {
            Tensor skip = instead(at, encoders.get(level).forward(at));
            skips.add(skip);
            at = halvings.get(level).forward(skip);
        }
        for (Block block : bottom) {
            Tensor more = block.forward(at);
            at = instead(more, instead(at, at.add(more)));
        }
        for (int level = encoders.size() - 1; level >= 0; level--) {
            at = instead(at, doublings.get(level).forward(at));
            Tensor sum = instead(at, at.add(skips.get(level)));
            instead(skips.get(level), sum);
            at = instead(sum, decoders.get(level).forward(sum));
        }
        Tensor change = instead(at, last.forward(at)).pixelShuffle(SQUARE).wide();
        Tensor holes = x.narrow(1, shape().out(), 1);
        return x.narrow(1, 0, shape().out()).add(change.mul(holes));
    }

    @Override
    Span seen(Span out) {
        return first.seen(level(last.seen(out.shrunk(SQUARE)), 0)).with(out);
    }

    /** What is seen of the input of a level by its output. */
    private Span level(Span out, int level) {
        if (level == encoders.size()) {
            Span seen = out;
            for (Block block : bottom) {
                seen = block.seen(seen);
            }
            return seen;
        }
        Span joined = decoders.get(level).seen(out);
        Span below = halvings.get(level).seen(level(doublings.get(level).seen(joined), level + 1));
        return encoders.get(level).seen(joined.with(below));
    }

    @Override
    public int multiple() {
        return 1 << shape().depth();
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
