package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.ConvTranspose2d;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Span;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Levels, each of half the size of the one before, that a picture goes down and up again (after Ronneberger et al., 2015): two 3x3
 * convolutions a level and direction, 2x2 convolutions that halve, transposed ones that double, levels joined by addition.
 */
abstract class LevelledNetwork extends RestorationNetwork {
    static final Initializer EVEN = Initializer.fanIn(1);
    static final Initializer ZERO = Initializer.constant(0);
    private static final Initializer HE = Initializer.fanIn(Math.sqrt(2));

    private final List<Block> encoders = new ArrayList<>();
    private final List<Conv2d> halvings = new ArrayList<>();
    private final List<ConvTranspose2d> doublings = new ArrayList<>();
    private final List<Block> decoders = new ArrayList<>();

    /** Two convolutions, each rectified. */
    record Block(Conv2d first, Conv2d second) {
        Tensor forward(Tensor x) {
            Tensor between = rectified(first.forward(x));
            return instead(between, rectified(second.forward(between)));
        }

        Span seen(Span out) {
            return first.seen(second.seen(out));
        }
    }

    LevelledNetwork(NetworkShape shape) {
        super(shape);
    }

    /** Declares the way down from the next level, which {@code in} channels come into. */
    final void down(int in, int width, int below, Seed seed) {
        int level = encoders.size();
        encoders.add(block("encoder" + level, in, width, seed));
        halvings.add(convolution("down" + level, new ConvShape(width, below, 2, 2, 0), EVEN, seed));
    }

    /** Declares the way up to the next level, counted from the finest. */
    final void up(int width, int below, Seed seed) {
        String name = "up" + doublings.size();
        ConvShape doubling = new ConvShape(below, width, 2, 2, 0);
        doublings.add(child(name, new ConvTranspose2d(doubling, EVEN, seed.child(name))));
        decoders.add(block("decoder" + decoders.size(), width, width, seed));
    }

    final Block block(String name, int in, int out, Seed seed) {
        return new Block(
                convolution(name + "_0", same(in, out), HE, seed), convolution(name + "_1", same(out, out), HE, seed));
    }

    final Conv2d convolution(String name, ConvShape shape, Initializer initializer, Seed seed) {
        return child(name, new Conv2d(shape, true, initializer, seed.child(name)));
    }

    static ConvShape same(int in, int out) {
        return new ConvShape(in, out, 3, 1, 1);
    }

    /** What the deepest level does; its input may be freed. */
    abstract Tensor bottom(Tensor at);

    /** What of its input the deepest level's output depends on. */
    abstract Span seenByBottom(Span out);

    /**
     * Down and up again.
     *
     * @param spent whether {@code x} may be freed
     */
    final Tensor through(Tensor x, boolean spent) {
        Tensor at = x;
        List<Tensor> skips = new ArrayList<>();
        for (int level = 0; level < encoders.size(); level++) {
            Tensor skip = encoders.get(level).forward(at);
            if (spent || level > 0) {
                instead(at, skip);
            }
            skips.add(skip);
            at = halvings.get(level).forward(skip);
        }
        at = bottom(at);
        for (int level = encoders.size() - 1; level >= 0; level--) {
            at = instead(at, doublings.get(level).forward(at));
            Tensor sum = instead(at, at.add(skips.get(level)));
            instead(skips.get(level), sum);
            at = instead(sum, decoders.get(level).forward(sum));
        }
        return at;
    }

    /** What of its input the output of {@link #through} depends on. */
    final Span seenThrough(Span out) {
        return level(out, 0);
    }

    private Span level(Span out, int level) {
        if (level == encoders.size()) {
            return seenByBottom(out);
        }
        Span joined = decoders.get(level).seen(out);
        Span below = halvings.get(level).seen(level(doublings.get(level).seen(joined), level + 1));
        return encoders.get(level).seen(joined.with(below));
    }

    @Override
    public final int multiple() {
        return 1 << shape().depth();
    }
}
