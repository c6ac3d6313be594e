package dev.ganvas.engine.nn;

import dev.ganvas.error.Require;

/**
 * The numbers of a convolution.
 *
 * @param in input channels
 * @param out output channels
 * @param kernelHeight pixels
 * @param kernelWidth pixels
 * @param stride step in pixels
 * @param padding zeros on each side
 */
public record ConvShape(int in, int out, int kernelHeight, int kernelWidth, int stride, int padding) {
    public ConvShape {
        Require.positive(in, "input channels");
        Require.positive(out, "output channels");
        Require.positive(kernelHeight, "kernel height");
        Require.positive(kernelWidth, "kernel width");
        Require.positive(stride, "stride");
        Require.that(padding >= 0, "padding must not be negative: " + padding);
    }

    /** A square kernel. */
    public ConvShape(int in, int out, int kernel, int stride, int padding) {
        this(in, out, kernel, kernel, stride, padding);
    }

    /** A kernel as large as the picture, which it makes one pixel of, or transposed is made from one. */
    public static ConvShape whole(int in, int out, int height, int width) {
        return new ConvShape(in, out, height, width, 1, 0);
    }

    /** Places of the kernel. */
    public int places() {
        return kernelHeight * kernelWidth;
    }

    /** A 4x4 kernel that halves, or transposed doubles, the side. */
    public static ConvShape resampling(int in, int out) {
        return new ConvShape(in, out, 4, 2, 1);
    }

    /** What of its input a stretch of a convolution's output depends on, along one axis of a square kernel. */
    public Span seen(Span out) {
        return new Span(out.first() * stride - padding, out.last() * stride - padding + kernelHeight - 1);
    }

    /** As {@link #seen}, of a transposed convolution. */
    public Span seenTransposed(Span out) {
        return new Span(
                -Math.floorDiv(kernelHeight - 1 - padding - out.first(), stride),
                Math.floorDiv(out.last() + padding, stride));
    }
}
