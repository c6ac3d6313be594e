package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.Span;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Residual dense blocks within residual blocks, then two doublings (ESRGAN: Wang et al., 2018; as in Real-ESRGAN, whose names of
 * weights these are). For scales 2 and 1 the picture is first made small, its pixels becoming channels.
 */
final class Rrdb extends RestorationNetwork {
    private static final double SLOPE = 0.2;

    /** What a block adds counts this much. */
    private static final double SHARE = 0.2;

    private static final int DENSE = 5;
    private static final int BLOCKS = 3;
    private static final int ENLARGED = 4;
    private static final Initializer HE = Initializer.fanIn(Math.sqrt(2));

    private final Conv2d first;
    private final List<Block> blocks = new ArrayList<>();
    private final Conv2d behind;
    private final Conv2d up1;
    private final Conv2d up2;
    private final Conv2d high;
    private final Conv2d last;

    /** Convolutions of which each sees what all before it saw and said. */
    private static final class DenseBlock extends ParameterTree {
        private final List<Conv2d> convolutions = new ArrayList<>();

        DenseBlock(int width, Seed seed) {
            int growth = growth(width);
            for (int i = 0; i < DENSE; i++) {
                String name = "conv" + (i + 1);
                ConvShape shape = same(width + i * growth, i == DENSE - 1 ? width : growth);
                convolutions.add(child(name, new Conv2d(shape, true, HE, seed.child(name))));
            }
        }

        Tensor forward(Tensor x) {
            Tensor seen = x;
            for (int i = 0; i < DENSE - 1; i++) {
                Tensor said = leaky(convolutions.get(i).forward(seen));
                Tensor both = Tensor.cat(List.of(seen, said), 1);
                instead(said, both);
                seen = i > 0 ? instead(seen, both) : both;
            }
            return added(x, instead(seen, convolutions.get(DENSE - 1).forward(seen)));
        }
    }

    /** Three dense blocks. */
    private static final class Block extends ParameterTree {
        private final List<DenseBlock> parts = new ArrayList<>();

        Block(int width, Seed seed) {
            for (int i = 1; i <= BLOCKS; i++) {
                parts.add(child("rdb" + i, new DenseBlock(width, seed.child("rdb" + i))));
            }
        }

        Tensor forward(Tensor x) {
            Tensor at = x;
            for (DenseBlock part : parts) {
                Tensor next = part.forward(at);
                at = at == x ? next : instead(at, next);
            }
            return added(x, at);
        }
    }

    /** The blocks by number. */
    private static final class Body extends ParameterTree {
        void add(int number, Block block) {
            child(Integer.toString(number), block);
        }
    }

    Rrdb(NetworkShape shape, Seed seed) {
        super(shape);
        int width = shape.width();
        int step = ENLARGED / shape.scale();
        first = convolution("conv_first", same(shape.in() * step * step, width), HE, seed);
        Body body = child("body", new Body());
        for (int i = 0; i < shape.depth(); i++) {
            Block block = new Block(width, seed.child("block" + i));
            body.add(i, block);
            blocks.add(block);
        }
        behind = convolution("conv_body", same(width, width), HE, seed);
        up1 = convolution("conv_up1", same(width, width), HE, seed);
        up2 = convolution("conv_up2", same(width, width), HE, seed);
        high = convolution("conv_hr", same(width, width), HE, seed);
        last = convolution("conv_last", same(width, shape.out()), Initializer.constant(0), seed);
    }

    private Conv2d convolution(String name, ConvShape shape, Initializer initializer, Seed seed) {
        return child(name, new Conv2d(shape, true, initializer, seed.child(name)));
    }

    private static ConvShape same(int in, int out) {
        return new ConvShape(in, out, 3, 1, 1);
    }

    /** Channels that each convolution of a dense block adds. */
    static int growth(int width) {
        return width / 2;
    }

    @Override
    public Tensor forward(Tensor x, DType dtype) {
        int step = multiple();
        Tensor small = step == 1 ? x : Chain.unshuffled(x, step);
        Tensor begun = first.forward(small.channelsLast().to(dtype));
        Tensor at = begun;
        for (Block block : blocks) {
            Tensor next = block.forward(at);
            at = at == begun ? next : instead(at, next);
        }
        at = instead(at, behind.forward(at));
        at = instead(at, begun.add(at));
        instead(begun, at);
        at = doubled(up1, at);
        at = doubled(up2, at);
        at = leaky(instead(at, high.forward(at)));
        return instead(at, last.forward(at)).wide();
    }

    private static Tensor doubled(Conv2d convolution, Tensor x) {
        Tensor larger = instead(x, Srvgg.repeated(x, 2));
        return leaky(instead(larger, convolution.forward(larger)));
    }

    private static Tensor leaky(Tensor x) {
        return instead(x, x.leakyRelu(SLOPE));
    }

    private static Tensor added(Tensor x, Tensor change) {
        Tensor share = instead(change, change.mul(SHARE));
        return instead(share, x.add(share));
    }

    @Override
    Span seen(Span out) {
        Span seen = out.wider(2).wider(1).shrunk(2).wider(1).shrunk(2);
        seen = seen.wider(2 + blocks.size() * BLOCKS * DENSE);
        return multiple() == 1 ? seen : seen.grown(multiple());
    }

    @Override
    public int multiple() {
        return ENLARGED / shape().scale();
    }

    @Override
    double livePerPixel() {
        int scale = shape().scale();
        return 4.0 * shape().width() * scale * scale + 8.0 * shape().width() / (multiple() * multiple());
    }

    static long values(NetworkShape shape) {
        long width = shape.width();
        long growth = growth(shape.width());
        long step = ENLARGED / shape.scale();
        long dense = UNet.convolution(9, width + (DENSE - 1) * growth, width);
        for (int i = 0; i < DENSE - 1; i++) {
            dense += UNet.convolution(9, width + i * growth, growth);
        }
        return UNet.convolution(9, shape.in() * step * step, width)
                + shape.depth() * BLOCKS * dense
                + 4 * UNet.convolution(9, width, width)
                + UNet.convolution(9, width, shape.out());
    }
}
