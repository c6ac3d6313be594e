package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.BicubicUpsampling;
import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.ParametricRelu;
import dev.ganvas.engine.nn.Span;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain of 3x3 convolutions and learned rectifiers at the size of the input, whose last output channels become the enlarged pixels
 * (SRVGGNetCompact: Wang et al., "Real-ESRGAN", 2021, whose names of weights these are). There what it says is added to the picture
 * with its pixels repeated, {@link NetworkShape.Family#COMPACT}; unlike there, {@link NetworkShape.Family#SRVGG} adds it to a bicubic
 * enlargement and begins as zero, which is worth many steps.
 */
final class Srvgg extends RestorationNetwork {
    private static final double FIRST_SLOPE = 0.25;
    private static final Initializer HE = Initializer.fanIn(Math.sqrt(2 / (1 + FIRST_SLOPE * FIRST_SLOPE)));

    private final Body body;
    private final BicubicUpsampling skip;

    /** Convolutions at even numbers, rectifiers between them at odd ones. */
    private static final class Body extends ParameterTree {
        private final List<Conv2d> convolutions = new ArrayList<>();
        private final List<ParametricRelu> rectifiers = new ArrayList<>();

        Body(NetworkShape shape, Seed seed) {
            int in = shape.in();
            for (int i = 0; i <= shape.depth(); i++) {
                add(new ConvShape(in, shape.width(), 3, 1, 1), HE, seed);
                rectifiers.add(child(Integer.toString(2 * i + 1), new ParametricRelu(shape.width())));
                in = shape.width();
            }
            add(new ConvShape(in, last(shape), 3, 1, 1), Initializer.constant(0), seed);
        }

        private void add(ConvShape shape, Initializer initializer, Seed seed) {
            String name = Integer.toString(2 * convolutions.size());
            convolutions.add(child(name, new Conv2d(shape, true, initializer, seed.child(name))));
        }
    }

    Srvgg(NetworkShape shape, Seed seed) {
        super(shape);
        body = child("body", new Body(shape, seed));
        skip = new BicubicUpsampling(shape.scale());
    }

    private static int last(NetworkShape shape) {
        return shape.out() * shape.scale() * shape.scale();
    }

    @Override
    public Tensor forward(Tensor x, DType dtype) {
        Tensor at = x.channelsLast().to(dtype);
        for (int i = 0; i < body.rectifiers.size(); i++) {
            Tensor convolved = body.convolutions.get(i).forward(at);
            if (i > 0) {
                instead(at, convolved);
            }
            at = instead(convolved, body.rectifiers.get(i).forward(convolved));
        }
        Tensor change =
                instead(at, body.convolutions.get(body.rectifiers.size()).forward(at));
        return enlarged(x).add(change.pixelShuffle(shape().scale()).wide());
    }

    private Tensor enlarged(Tensor x) {
        Tensor picture = x.narrow(1, 0, shape().out());
        if (shape().family() == NetworkShape.Family.COMPACT) {
            return repeated(picture, shape().scale());
        }
        if (x.requiresGrad()) {
            return skip.forward(picture);
        }
        try (NoGrad off = Autograd.noGrad()) {
            return skip.forward(picture);
        }
    }

    /** Enlarged, each pixel becoming {@code factor} times as many in both directions. */
    static Tensor repeated(Tensor x, int factor) {
        if (factor == 1) {
            return x;
        }
        int each = factor * factor;
        long[] index = new long[Math.toIntExact(x.size(1) * each)];
        for (int i = 0; i < index.length; i++) {
            index[i] = i / each;
        }
        Tensor more = x.indexSelect(1, x.device().ofLongs(index, index.length));
        return instead(more, more.pixelShuffle(factor));
    }

    @Override
    Span seen(Span out) {
        Span seen = out.shrunk(shape().scale());
        for (int i = body.convolutions.size() - 1; i >= 0; i--) {
            seen = body.convolutions.get(i).seen(seen);
        }
        return seen.with(skip.seen(out));
    }

    @Override
    public int multiple() {
        return 1;
    }

    /** A convolution's input and output and what is rectified of it, or the last one's output once more, shuffled. */
    @Override
    double livePerPixel() {
        return Math.max(3.0 * shape().width(), shape().width() + 2.0 * last(shape())) + 2 * shape().in();
    }

    static long values(NetworkShape shape) {
        return UNet.convolution(9, shape.in(), shape.width())
                + shape.depth() * UNet.convolution(9, shape.width(), shape.width())
                + (shape.depth() + 1L) * shape.width()
                + UNet.convolution(9, shape.width(), last(shape));
    }
}
