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
 * A chain of 3x3 convolutions with rectifiers between them: DnCNN (Zhang et al., "Beyond a Gaussian denoiser", 2017), at the size of
 * the picture, and FFDNet (Zhang et al., "FFDNet", 2018), on every fourth pixel at a time. Names of weights, and batch norms taken into
 * the convolutions, as in KAIR.
 *
 * <p>What DnCNN says is taken from the picture, unless it is told a strength; what FFDNet says is the picture.
 */
final class Chain extends RestorationNetwork {
    private static final int HALF = 2;

    private final Body model;
    private final int step;

    /** Convolutions at even numbers, rectifiers, which have no weights, at odd ones. */
    private static final class Body extends ParameterTree {
        private final List<Conv2d> convolutions = new ArrayList<>();

        Body(int in, int out, NetworkShape shape, Seed seed) {
            for (int i = 0; i < shape.depth(); i++) {
                String name = Integer.toString(2 * i);
                ConvShape convolution = new ConvShape(
                        i == 0 ? in : shape.width(), i == shape.depth() - 1 ? out : shape.width(), 3, 1, 1);
                Initializer initializer =
                        i == shape.depth() - 1 ? Initializer.constant(0) : Initializer.fanIn(Math.sqrt(2));
                convolutions.add(child(name, new Conv2d(convolution, true, initializer, seed.child(name))));
            }
        }
    }

    Chain(NetworkShape shape, Seed seed) {
        super(shape);
        step = step(shape);
        model = child("model", new Body(in(shape), shape.out() * step * step, shape, seed));
    }

    private static int step(NetworkShape shape) {
        return shape.family() == NetworkShape.Family.FFDNET ? HALF : 1;
    }

    /** What is told is the same for all pixels, so that one of them says it. */
    private static int in(NetworkShape shape) {
        int step = step(shape);
        return shape.out() * step * step + shape.in() - shape.out();
    }

    @Override
    public Tensor forward(Tensor x, DType dtype) {
        Tensor picture = x.narrow(1, 0, shape().out());
        int told = shape().in() - shape().out();
        Tensor at = x;
        if (step > 1) {
            Tensor apart = unshuffled(picture, step);
            Tensor strength = unshuffled(x.narrow(1, shape().out(), told), step).narrow(1, 0, told);
            at = Tensor.cat(List.of(apart, strength), 1);
        }
        at = at.channelsLast().to(dtype);
        for (int i = 0; i < model.convolutions.size(); i++) {
            Tensor next = model.convolutions.get(i).forward(at);
            next = i == model.convolutions.size() - 1 ? next : rectified(next);
            at = i > 0 ? instead(at, next) : next;
        }
        Tensor said = step > 1 ? at.pixelShuffle(step).wide() : at.wide();
        return step == 1 && told == 0 ? picture.sub(said) : said;
    }

    /** {@code [N, C, H, W] -> [N, C step step, H / step, W / step]}, the inverse of a pixel shuffle. */
    static Tensor unshuffled(Tensor x, int step) {
        long n = x.size(0);
        long channels = x.size(1);
        long height = x.size(2) / step;
        long width = x.size(3) / step;
        return x.contiguous()
                .reshape(n, channels, height, step, width, step)
                .permute(0, 1, 3, 5, 2, 4)
                .contiguous()
                .reshape(n, channels * step * step, height, width);
    }

    @Override
    Span seen(Span out) {
        Span seen = step == 1 ? out : out.shrunk(step);
        seen = seen.wider(model.convolutions.size());
        return step == 1 ? seen : seen.grown(step);
    }

    @Override
    public int multiple() {
        return step;
    }

    @Override
    double livePerPixel() {
        return 3.0 * shape().width() / (step * step) + 4 * shape().in();
    }

    static long values(NetworkShape shape) {
        int step = step(shape);
        return UNet.convolution(9, in(shape), shape.width())
                + (shape.depth() - 2L) * UNet.convolution(9, shape.width(), shape.width())
                + UNet.convolution(9, shape.width(), shape.out() * step * step);
    }
}
