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
import java.util.Optional;

/**
 * A U-Net of blocks without activations, as others train it (NAFNet: Chen et al., "Simple baselines for image restoration", 2022, whose names of
 * weights these are).
 *
 * <p>Its channels are weighed by their means over all that it sees. In tiles these are means over a tile, which is nearer to how it was trained
 * than the whole picture (Chu et al., "Improving image restoration by revisiting global information aggregation", 2022); so, unlike those of
 * other networks, its tiles are not to the bit what the whole picture gives.
 */
final class NafNet extends RestorationNetwork {
    private static final Initializer HE = Initializer.fanIn(1);
    private static final double EPSILON = 1e-6;

    private final Conv2d intro;
    private final Conv2d ending;
    private final List<Blocks> encoders = new ArrayList<>();
    private final List<Blocks> decoders = new ArrayList<>();
    private final List<Conv2d> ups = new ArrayList<>();
    private final List<Conv2d> downs = new ArrayList<>();
    private final Blocks middle;

    /** Things by their number. */
    private static final class Numbered extends ParameterTree {
        <T extends ParameterTree> T add(int number, T made) {
            return child(Integer.toString(number), made);
        }
    }

    /** Normalised over the channels of each pixel. */
    private static final class Norm extends ParameterTree {
        private final Tensor weight;
        private final Tensor bias;

        Norm(int width) {
            weight = parameter("weight", Tensor.full(1, DType.F32, width));
            bias = parameter("bias", Tensor.zeros(DType.F32, width));
        }

        Tensor forward(Tensor x) {
            long width = x.size(1);
            // As a convolution, a mean over channels is fast and holds for all sizes.
            Tensor mean =
                    x.device().full(1.0 / width, DType.F32, 1, width, 1, 1).to(x.dtype());
            Tensor centred = x.sub(x.conv2d(mean, Optional.empty(), 1, 0, 1));
            Tensor variance = centred.square().conv2d(mean, Optional.empty(), 1, 0, 1);
            return centred.div(variance.add(EPSILON).sqrt())
                    .mul(weight.to(x.dtype()).reshape(1, width, 1, 1))
                    .add(bias.to(x.dtype()).reshape(1, width, 1, 1));
        }
    }

    /** A 3x3 convolution of each channel by itself. */
    private static final class Depthwise extends ParameterTree {
        private final Tensor weight;
        private final Tensor bias;

        Depthwise(int width, Seed seed) {
            weight = parameter("weight", HE.initial(seed, width, 1, 3, 3));
            bias = parameter("bias", Tensor.zeros(DType.F32, width));
        }

        Tensor forward(Tensor x) {
            return x.conv2d(
                    weight.to(x.dtype()), Optional.of(bias.to(x.dtype())), 1, 1, Math.toIntExact(weight.size(0)));
        }
    }

    private static final class Block extends ParameterTree {
        private final Norm norm1;
        private final Norm norm2;
        private final Conv2d conv1;
        private final Depthwise conv2;
        private final Conv2d conv3;
        private final Conv2d conv4;
        private final Conv2d conv5;
        private final Conv2d attention;
        private final Tensor beta;
        private final Tensor gamma;

        Block(int width, Seed seed) {
            norm1 = child("norm1", new Norm(width));
            norm2 = child("norm2", new Norm(width));
            conv1 = child("conv1", point(width, 2 * width, true, seed.child("conv1")));
            conv2 = child("conv2", new Depthwise(2 * width, seed.child("conv2")));
            attention = child("sca", new Numbered()).add(1, point(width, width, true, seed.child("sca")));
            conv3 = child("conv3", point(width, width, true, seed.child("conv3")));
            conv4 = child("conv4", point(width, 2 * width, true, seed.child("conv4")));
            conv5 = child("conv5", point(width, width, true, seed.child("conv5")));
            beta = parameter("beta", Tensor.zeros(DType.F32, 1, width, 1, 1));
            gamma = parameter("gamma", Tensor.zeros(DType.F32, 1, width, 1, 1));
        }

        Tensor forward(Tensor x) {
            Tensor at = gate(conv2.forward(conv1.forward(norm1.forward(x))));
            Tensor means =
                    at.wide().mean(2, 3).reshape(at.size(0), at.size(1), 1, 1).to(at.dtype());
            Tensor added = x.add(conv3.forward(at.mul(attention.forward(means))).mul(beta.to(x.dtype())));
            Tensor more = conv5.forward(gate(conv4.forward(norm2.forward(added))));
            return added.add(more.mul(gamma.to(x.dtype())));
        }

        private static Tensor gate(Tensor x) {
            long half = x.size(1) / 2;
            return x.narrow(1, 0, half).mul(x.narrow(1, half, half));
        }
    }

    /** Blocks of one level. */
    private static final class Blocks extends ParameterTree {
        private final List<Block> blocks = new ArrayList<>();

        Blocks(int count, int width, Seed seed) {
            for (int i = 0; i < count; i++) {
                blocks.add(child(Integer.toString(i), new Block(width, seed.child(i))));
            }
        }

        Tensor forward(Tensor x) {
            Tensor at = x;
            for (Block block : blocks) {
                Tensor next = block.forward(at);
                at = at == x ? next : instead(at, next);
            }
            return at;
        }
    }

    private static Conv2d point(int in, int out, boolean biased, Seed seed) {
        return new Conv2d(new ConvShape(in, out, 1, 1, 0), biased, HE, seed);
    }

    NafNet(NetworkShape shape, Seed seed) {
        super(shape);
        int width = shape.width();
        intro = child("intro", new Conv2d(new ConvShape(shape.in(), width, 3, 1, 1), true, HE, seed.child("intro")));
        ending = child(
                "ending",
                new Conv2d(
                        new ConvShape(width, shape.out(), 3, 1, 1),
                        true,
                        Initializer.constant(0),
                        seed.child("ending")));
        Numbered encoding = child("encoders", new Numbered());
        Numbered decoding = child("decoders", new Numbered());
        Numbered upwards = child("ups", new Numbered());
        Numbered downwards = child("downs", new Numbered());
        for (int i = 0; i < shape.depth(); i++) {
            Seed own = seed.child(i);
            encoders.add(encoding.add(i, new Blocks(shape.blocks().get(i), width, own.child("encoder"))));
            ConvShape halving = new ConvShape(width, 2 * width, 2, 2, 0);
            downs.add(downwards.add(i, new Conv2d(halving, true, HE, own.child("down"))));
            width *= 2;
        }
        middle = child("middle_blks", new Blocks(shape.blocks().get(shape.depth()), width, seed.child("middle")));
        for (int i = 0; i < shape.depth(); i++) {
            Seed own = seed.child(shape.depth() + i);
            ups.add(upwards.add(i, new Numbered()).add(0, point(width, 2 * width, false, own.child("up"))));
            width /= 2;
            decoders.add(decoding.add(
                    i, new Blocks(shape.blocks().get(shape.depth() + 1 + i), width, own.child("decoder"))));
        }
    }

    @Override
    public Tensor forward(Tensor x, DType dtype) {
        List<Tensor> skips = new ArrayList<>();
        Tensor at = intro.forward(x.channelsLast().to(dtype));
        for (int i = 0; i < encoders.size(); i++) {
            at = encoders.get(i).forward(at);
            skips.add(at);
            at = downs.get(i).forward(at);
        }
        at = middle.forward(at);
        for (int i = 0; i < decoders.size(); i++) {
            Tensor larger = ups.get(i).forward(at).pixelShuffle(2);
            at = decoders.get(i).forward(larger.add(skips.get(skips.size() - 1 - i)));
        }
        return ending.forward(at).wide().add(x.narrow(1, 0, shape().out()));
    }

    /** By convolutions; the means of channels aside. */
    @Override
    Span seen(Span out) {
        return below(out.wider(1), 0).wider(1).with(out);
    }

    private Span below(Span out, int level) {
        List<Integer> blocks = shape().blocks();
        if (level == shape().depth()) {
            return out.wider(blocks.get(level));
        }
        Span joined = out.wider(blocks.get(2 * shape().depth() - level));
        Span deeper = below(joined.shrunk(2), level + 1).grown(2);
        return joined.with(deeper).wider(blocks.get(level));
    }

    @Override
    public int multiple() {
        return 1 << shape().depth();
    }

    /** A block at the full size: what goes in, twice as many channels and their norms; and what later levels wait for. */
    @Override
    double livePerPixel() {
        return 12.0 * shape().width() + 2 * shape().in();
    }

    static long values(NetworkShape shape) {
        long values = UNet.convolution(9, shape.in(), shape.width()) + UNet.convolution(9, shape.width(), shape.out());
        long width = shape.width();
        for (int i = 0; i <= shape.depth(); i++) {
            int count =
                    shape.blocks().get(i) + (i < shape.depth() ? shape.blocks().get(2 * shape.depth() - i) : 0);
            values += count * block(width);
            // To the next level and back.
            values += i < shape.depth() ? 4 * width * 2 * width + 2 * width + 2 * width * 4 * width : 0;
            width *= 2;
        }
        return values;
    }

    private static long block(long width) {
        long points = 2 * (width * 2 * width + 2 * width) + 3 * (width * width + width);
        return points + 9 * 2 * width + 2 * width + 4 * width + 2 * width;
    }
}
