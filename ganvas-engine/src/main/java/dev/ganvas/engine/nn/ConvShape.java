package dev.ganvas.engine.nn;

import dev.ganvas.error.Require;

/**
 * The numbers of a convolution.
 *
 * @param in input channels
 * @param out output channels
 * @param kernel side of the square kernel
 * @param stride step in pixels
 * @param padding zeros on each side
 */
public record ConvShape(int in, int out, int kernel, int stride, int padding) {
    public ConvShape {
        Require.positive(in, "input channels");
        Require.positive(out, "output channels");
        Require.positive(kernel, "kernel");
        Require.positive(stride, "stride");
        Require.that(padding >= 0, "padding must not be negative: " + padding);
    }

    /** A 4x4 kernel that halves, or transposed doubles, the side. */
    public static ConvShape resampling(int in, int out) {
        return new ConvShape(in, out, 4, 2, 1);
    }
}
