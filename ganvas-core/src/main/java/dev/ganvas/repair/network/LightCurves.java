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
 * Chooses how much lighter each region of a picture becomes: {@code x + a x (1 - x)} some times over, with another {@code a} in -1..1
 * each time (Guo et al., "Zero-reference deep curve estimation", CVPR 2020, equations 1 to 3). Unlike there, {@code a} is one for all
 * channels, so that grey stays grey, and it is a coarse map that is interpolated between, so that no detail is lost or edge haloed.
 */
final class LightCurves extends ToneNetwork {
    private static final Initializer HE = Initializer.fanIn(Math.sqrt(2 / (1 + SLOPE * SLOPE)));

    private final List<Conv2d> convolutions = new ArrayList<>();
    private final Linear everywhere;
    private final Conv2d last;

    LightCurves(NetworkShape shape, Seed seed) {
        super(shape);
        int in = shape.in();
        for (int stage = 0; stage < widths(shape).length; stage++) {
            int out = widths(shape)[stage];
            convolutions.add(convolution("stage" + stage, new ConvShape(in, out, 3, 2, 1), HE, seed));
            in = out;
        }
        everywhere = child("everywhere", new Linear(in, in, true, HE, seed.child("everywhere")));
        last = convolution("last", new ConvShape(in, shape.depth(), 3, 1, 1), Initializer.constant(0), seed);
    }

    private Conv2d convolution(String name, ConvShape shape, Initializer initializer, Seed seed) {
        return child(name, new Conv2d(shape, true, initializer, seed.child(name)));
    }

    private static int[] widths(NetworkShape shape) {
        return new int[] {shape.width(), 2 * shape.width(), 4 * shape.width()};
    }

    /** {@code [N, repetitions, h / 8, w / 8]} in -1..1. */
    @Override
    public Tensor chosen(Tensor small, DType dtype) {
        Tensor at = small.mul(2).add(-1).channelsLast().to(dtype);
        for (Conv2d convolution : convolutions) {
            at = convolution.forward(at).leakyRelu(SLOPE);
        }
        Tensor whole = everywhere.forward(at.wide().mean(2, 3));
        Tensor both = at.add(whole.reshape(at.size(0), at.size(1), 1, 1).to(dtype));
        return last.forward(both.leakyRelu(SLOPE)).wide().tanh();
    }

    @Override
    public Tensor changed(Tensor rows, Tensor chosen, long top, long height) {
        Tensor down =
                rows.device().of(between(chosen.size(2), top, rows.size(2), height), rows.size(2), chosen.size(2));
        Tensor across =
                rows.device().of(between(chosen.size(3), 0, rows.size(3), rows.size(3)), rows.size(3), chosen.size(3));
        Tensor map = down.matmul(chosen.contiguous()).matmul(across.transpose(0, 1));
        Tensor x = rows.clamp(0, 1);
        for (int repetition = 0; repetition < shape().depth(); repetition++) {
            x = x.add(map.narrow(1, repetition, 1).mul(x.sub(x.square())));
        }
        return x;
    }

    /** Linear interpolation from {@code coarse} places to {@code count} of {@code all}, {@code [count, coarse]}; level at both ends. */
    private static float[] between(long coarse, long first, long count, long all) {
        float[] weights = new float[Math.toIntExact(count * coarse)];
        for (int i = 0; i < count; i++) {
            double at = Math.max(0, Math.min(coarse - 1.0, (first + i + 0.5) * coarse / all - 0.5));
            int before = (int) at;
            int after = Math.min((int) coarse - 1, before + 1);
            weights[i * (int) coarse + before] += (float) (1 - (at - before));
            weights[i * (int) coarse + after] += (float) (at - before);
        }
        return weights;
    }

    static long values(NetworkShape shape) {
        long values = 0;
        long in = shape.in();
        for (int out : widths(shape)) {
            values += UNet.convolution(9, in, out);
            in = out;
        }
        return values + UNet.convolution(1, in, in) + UNet.convolution(9, in, shape.depth());
    }
}
