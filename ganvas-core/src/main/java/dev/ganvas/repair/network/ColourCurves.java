package dev.ganvas.repair.network;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses one change of colour for a whole picture: a matrix that leaves grey grey, then a rising curve for each channel (the idea of
 * Zeng et al., "Learning image-adaptive 3D lookup tables", TPAMI 2020, and of Gharbi et al., "Deep bilateral learning", 2017, whose
 * global path is such curves after a matrix). What is chosen fades to nothing as pictures have no colour, so that a grey picture is not
 * changed at all.
 */
final class ColourCurves extends ToneNetwork {
    /** Entries of a matrix whose rows sum to 1. */
    private static final int MATRIX = 6;

    private static final int RGB = 3;

    /** Parts of a channel's difference to the other two that are added to it, at most. */
    private static final double MOST_MIXING = 2;

    /** Of black, at most. */
    private static final double MOST_LIFT = 0.25;

    /** Before {@code softplus}: slopes lie between 0.08 and 3.6. */
    private static final double MOST_BEND = 3;

    /** {@code softplus} of it is 1. */
    private static final double EVEN = Math.log(Math.E - 1);

    /** Mean difference of a pixel's largest and least channel at which a picture counts as half coloured. */
    private static final double FAINT = 0.015;

    /** Stands for no bound. */
    private static final double FAR = 1e3;

    private static final Initializer HE = Initializer.fanIn(Math.sqrt(2 / (1 + SLOPE * SLOPE)));

    private final List<Conv2d> convolutions = new ArrayList<>();
    private final Linear hidden;
    private final Linear last;

    ColourCurves(NetworkShape shape, Seed seed) {
        super(shape);
        int in = shape.in();
        int seen = 0;
        for (int stage = 0; stage < widths(shape).length; stage++) {
            String name = "stage" + stage;
            int out = widths(shape)[stage];
            convolutions.add(child(name, new Conv2d(new ConvShape(in, out, 3, 2, 1), true, HE, seed.child(name))));
            seen += out;
            in = out;
        }
        hidden = child("hidden", new Linear(seen, in, true, HE, seed.child("hidden")));
        last = child("last", new Linear(in, outputs(shape), true, Initializer.constant(0), seed.child("last")));
    }

    private static int[] widths(NetworkShape shape) {
        return new int[] {shape.width(), 2 * shape.width(), 4 * shape.width(), 4 * shape.width()};
    }

    private static int outputs(NetworkShape shape) {
        return MATRIX + RGB + RGB * shape.depth();
    }

    /** {@code [N, outputs]}: the matrix, the curves' values of black, their slopes one segment after another. */
    @Override
    public Tensor chosen(Tensor small, DType dtype) {
        Tensor at = small.mul(2).add(-1).channelsLast().to(dtype);
        List<Tensor> means = new ArrayList<>();
        for (Conv2d convolution : convolutions) {
            at = convolution.forward(at).leakyRelu(SLOPE);
            means.add(at.wide().mean(2, 3));
        }
        Tensor raw = last.forward(hidden.forward(Tensor.cat(means, 1)).leakyRelu(SLOPE));
        return raw.mul(colourfulness(small));
    }

    /** {@code [N, 1]}: 0 for grey pictures, nearly 1 for most others. */
    private static Tensor colourfulness(Tensor small) {
        Tensor red = small.narrow(1, 0, 1);
        Tensor green = small.narrow(1, 1, 1);
        Tensor blue = small.narrow(1, 2, 1);
        // The absolute differences of three numbers sum to twice that of the largest and the least.
        Tensor spread = red.sub(green)
                .abs()
                .add(green.sub(blue).abs())
                .add(blue.sub(red).abs());
        Tensor square = spread.mean(2, 3).mul(0.5).square();
        return square.div(square.add(FAINT * FAINT));
    }

    @Override
    public Tensor changed(Tensor rows, Tensor chosen, long top, long height) {
        Tensor x = mixed(rows, chosen);
        long n = chosen.size(0);
        int segments = shape().depth();
        Tensor y = each(chosen.narrow(1, MATRIX, RGB).tanh().mul(MOST_LIFT), n, RGB);
        for (int segment = 0; segment < segments; segment++) {
            Tensor slope = chosen.narrow(1, MATRIX + RGB * (1L + segment), RGB)
                    .mul(1 / MOST_BEND)
                    .tanh()
                    .mul(MOST_BEND)
                    .add(EVEN)
                    .softplus()
                    .mul(1.0 / segments);
            // The first and the last go on beyond black and white.
            Tensor part =
                    x.mul(segments).add(-segment).clamp(segment == 0 ? -FAR : 0, segment == segments - 1 ? FAR : 1);
            y = y.add(part.mul(each(slope, n, RGB)));
        }
        return y;
    }

    private static Tensor mixed(Tensor x, Tensor chosen) {
        Tensor parts = chosen.narrow(1, 0, MATRIX).tanh().mul(MOST_MIXING);
        List<Tensor> channels = new ArrayList<>();
        for (int channel = 0; channel < RGB; channel++) {
            Tensor own = x.narrow(1, channel, 1);
            Tensor sum = own;
            for (int other = 1; other < RGB; other++) {
                Tensor difference = own.sub(x.narrow(1, (channel + other) % RGB, 1));
                sum = sum.add(difference.mul(each(parts.narrow(1, 2L * channel + other - 1, 1), x.size(0), 1)));
            }
            channels.add(sum);
        }
        return Tensor.cat(channels, 1);
    }

    private static Tensor each(Tensor values, long n, int channels) {
        return values.reshape(n, channels, 1, 1);
    }

    static long values(NetworkShape shape) {
        long values = 0;
        long in = shape.in();
        long seen = 0;
        for (int out : widths(shape)) {
            values += UNet.convolution(9, in, out);
            seen += out;
            in = out;
        }
        return values + UNet.convolution(1, seen, in) + UNet.convolution(1, in, outputs(shape));
    }
}
