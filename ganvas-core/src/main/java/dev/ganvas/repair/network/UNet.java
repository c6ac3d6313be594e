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
 * A plain residual U-Net (after Ronneberger et al., 2015; Zhang et al., "Plug-and-play image restoration with deep denoiser prior",
 * 2021): two 3x3 convolutions a level, 2x2 convolutions that halve, transposed ones that double, levels joined by addition, no
 * normalisation. Widths are w, 2w, 4w and no more. Plain convolutions give the most for a processor's second.
 */
final class UNet extends RestorationNetwork {
    private static final int WIDEST = 2;

    /**
     * What a detector says before it has learned anything: a probability of 0.05, since what it looks for is rare and would else be
     * drowned at first (Lin et al., "Focal loss for dense object detection", ICCV 2017, section 4.1).
     */
    private static final double LOGIT_OF_RARE = -2.94;

    private static final Initializer HE = Initializer.fanIn(Math.sqrt(2));
    private static final Initializer EVEN = Initializer.fanIn(1);
    private static final Initializer ZERO = Initializer.constant(0);

    private final List<Block> encoders = new ArrayList<>();
    private final List<Conv2d> halvings = new ArrayList<>();
    private final Block bottom;
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

    UNet(NetworkShape shape, Seed seed) {
        super(shape);
        for (int level = 0; level < shape.depth(); level++) {
            encoders.add(
                    block("encoder" + level, level == 0 ? shape.in() : width(shape, level), width(shape, level), seed));
            halvings.add(convolution("down" + level, halving(shape, level), EVEN, seed));
        }
        bottom = block("bottom", width(shape, shape.depth()), width(shape, shape.depth()), seed);
        for (int level = 0; level < shape.depth(); level++) {
            String name = "up" + level;
            doublings.add(child(name, new ConvTranspose2d(doubling(shape, level), EVEN, seed.child(name))));
            decoders.add(block("decoder" + level, width(shape, level), width(shape, level), seed));
        }
        last = convolution("last", same(shape.width(), shape.out()), ZERO, seed);
    }

    private Block block(String name, int in, int out, Seed seed) {
        return new Block(
                convolution(name + "_0", same(in, out), HE, seed), convolution(name + "_1", same(out, out), HE, seed));
    }

    private Conv2d convolution(String name, ConvShape shape, Initializer initializer, Seed seed) {
        return child(name, new Conv2d(shape, true, initializer, seed.child(name)));
    }

    private static ConvShape same(int in, int out) {
        return new ConvShape(in, out, 3, 1, 1);
    }

    private static ConvShape halving(NetworkShape shape, int level) {
        return new ConvShape(width(shape, level), width(shape, level + 1), 2, 2, 0);
    }

    private static ConvShape doubling(NetworkShape shape, int level) {
        return new ConvShape(width(shape, level + 1), width(shape, level), 2, 2, 0);
    }

    private static int width(NetworkShape shape, int level) {
        return shape.width() << Math.min(level, WIDEST);
    }

    @Override
    public Tensor forward(Tensor x, DType dtype) {
        Tensor at = x.channelsLast().to(dtype);
        List<Tensor> skips = new ArrayList<>();
        for (int level = 0; level < encoders.size(); level++) {
            Tensor skip = encoders.get(level).forward(at);
            if (level > 0) {
                instead(at, skip);
            }
            skips.add(skip);
            at = halvings.get(level).forward(skip);
        }
        at = instead(at, bottom.forward(at));
        for (int level = encoders.size() - 1; level >= 0; level--) {
            at = instead(at, doublings.get(level).forward(at));
            Tensor sum = instead(at, at.add(skips.get(level)));
            instead(skips.get(level), sum);
            at = instead(sum, decoders.get(level).forward(sum));
        }
        Tensor change = instead(at, last.forward(at)).wide();
        return shape().family() == NetworkShape.Family.DETECTOR
                ? change.add(LOGIT_OF_RARE)
                : x.narrow(1, 0, shape().out()).add(change);
    }

    @Override
    Span seen(Span out) {
        return level(last.seen(out), 0).with(out);
    }

    /** What is seen of the input of a level by its output. */
    private Span level(Span out, int level) {
        if (level == encoders.size()) {
            return bottom.seen(out);
        }
        Span joined = decoders.get(level).seen(out);
        Span below = halvings.get(level).seen(level(doublings.get(level).seen(joined), level + 1));
        return encoders.get(level).seen(joined.with(below));
    }

    @Override
    public int multiple() {
        return 1 << shape().depth();
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
