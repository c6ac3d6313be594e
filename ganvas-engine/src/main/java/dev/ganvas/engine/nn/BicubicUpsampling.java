package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Trace;
import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Enlarges {@code [N, C, H, W]} to {@code [N, C, factor H, factor W]} by Keys' cubic with {@code a = -0.5}, pixel centres aligned and the
 * edge mirrored: what MATLAB's {@code imresize} does when it enlarges by a whole factor, without its rounding. Learns nothing.
 *
 * <p>A convolution: every place within an enlarged pixel has weights of its own, over the {@value #TAPS} pixels around it.
 */
public final class BicubicUpsampling {
    private static final int TAPS = 5;
    private static final int REACH = TAPS / 2;

    /** Largest factor. */
    public static final int MOST = 8;

    private final int factor;
    private final float[] weights;

    /** @param factor 1, which changes nothing, to {@value #MOST} */
    public BicubicUpsampling(int factor) {
        this.factor = Require.within(factor, 1, MOST, "factor of enlargement");
        this.weights = weights(factor);
    }

    private static float[] weights(int factor) {
        float[] all = new float[factor * factor * TAPS * TAPS];
        int at = 0;
        for (int i = 0; i < factor; i++) {
            for (int j = 0; j < factor; j++) {
                for (int y = -REACH; y <= REACH; y++) {
                    for (int x = -REACH; x <= REACH; x++) {
                        all[at++] = (float) (cubic(y - offset(i, factor)) * cubic(x - offset(j, factor)));
                    }
                }
            }
        }
        return all;
    }

    /** From the centre of an original pixel to that of the {@code i}th pixel that it becomes. */
    private static double offset(int i, int factor) {
        return (i + 0.5) / factor - 0.5;
    }

    /** Keys, "Cubic convolution interpolation for digital image processing", 1981, equation 15. */
    private static double cubic(double distance) {
        double x = Math.abs(distance);
        if (x <= 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    /** Enlarged, in the element type of {@code x}. */
    public Tensor forward(Tensor x) {
        if (factor == 1) {
            return x;
        }
        if (Trace.isOn()) {
            return forAnySize(x);
        }
        int n = (int) x.size(0);
        int channels = (int) x.size(1);
        long height = x.size(2);
        long width = x.size(3);
        Tensor kernel =
                x.device().of(weights, (long) factor * factor, 1, TAPS, TAPS).to(x.dtype());
        Tensor edged = x.indexSelect(2, mirrored(x, height)).indexSelect(3, mirrored(x, width));
        return edged.contiguous()
                .reshape((long) n * channels, 1, height + 2 * REACH, width + 2 * REACH)
                .conv2d(kernel, Optional.empty(), 1, 0, 1)
                .reshape(n, (long) channels * factor * factor, height, width)
                .pixelShuffle(factor);
    }

    /** The same in operations that hold for every size of two pixels and more; slower. */
    private Tensor forAnySize(Tensor x) {
        int channels = (int) x.size(1);
        float[] kernels = new float[channels * weights.length];
        for (int channel = 0; channel < channels; channel++) {
            System.arraycopy(weights, 0, kernels, channel * weights.length, weights.length);
        }
        Tensor kernel = x.device().of(kernels, (long) channels * factor * factor, 1, TAPS, TAPS);
        return mirrored(mirrored(x, 2), 3)
                .conv2d(kernel, Optional.empty(), 1, 0, channels)
                .pixelShuffle(factor);
    }

    /** Mirrored at both ends of dimension {@code dim}, which is at least {@value #REACH} long. */
    private static Tensor mirrored(Tensor x, int dim) {
        List<Tensor> parts = new ArrayList<>();
        for (int i = REACH - 1; i >= 0; i--) {
            parts.add(x.narrow(dim, i, 1));
        }
        parts.add(x);
        for (int i = 1; i <= REACH; i++) {
            parts.add(x.narrow(dim, -i, 1));
        }
        return Tensor.cat(parts, dim);
    }

    /** Half-sample mirroring, {@code b a | a b c d | d c}, however short the side is. */
    private static Tensor mirrored(Tensor x, long length) {
        long[] index = new long[Math.toIntExact(length + 2 * REACH)];
        for (int i = 0; i < index.length; i++) {
            long folded = Math.floorMod(i - REACH, 2 * length);
            index[i] = folded < length ? folded : 2 * length - 1 - folded;
        }
        return x.device().ofLongs(index, index.length);
    }

    /** What of its input a stretch of the output depends on. */
    public Span seen(Span out) {
        return factor == 1 ? out : out.shrunk(factor).wider(REACH);
    }
}
