package dev.ganvas.image;

import dev.ganvas.error.Require;

/**
 * The plain ways of resizing that other programs have, which pictures of the world went through: PyTorch's
 * {@code interpolate} with {@code align_corners=False}. The latter two alias when they reduce.
 */
public enum Interpolation {
    /** The mean of the pixels that an output pixel touches. */
    AREA,
    /** Between the two nearest pixels of each axis. */
    BILINEAR,
    /** Keys' cubic with a = -0.75 over the four nearest pixels of each axis, the edge repeated. */
    BICUBIC;

    private static final double SHARP = -0.75;

    /** Resamples to a size. */
    public Planes resize(Planes planes, int width, int height) {
        Require.positive(width, "width");
        Require.positive(height, "height");
        return taps(planes.width(), width).across(taps(planes.height(), height).down(planes));
    }

    private AxisTaps taps(int from, int to) {
        double step = (double) from / to;
        AxisTaps taps = AxisTaps.blank(
                to,
                switch (this) {
                    case AREA -> (int) Math.ceil(step) + 1;
                    case BILINEAR -> 2;
                    case BICUBIC -> 4;
                });
        for (int i = 0; i < to; i++) {
            switch (this) {
                case AREA -> area(taps, i, from, to);
                case BILINEAR -> {
                    double at = Math.max(0, (i + 0.5) * step - 0.5);
                    int left = (int) at;
                    taps.set(i, 0, left, 1 - (at - left));
                    taps.set(i, 1, Math.min(from - 1, left + 1), at - left);
                }
                case BICUBIC -> {
                    double at = (i + 0.5) * step - 0.5;
                    int left = (int) Math.floor(at) - 1;
                    for (int k = 0; k < 4; k++) {
                        int index = Math.max(0, Math.min(from - 1, left + k));
                        taps.set(i, k, index, AxisTaps.cubic(Math.abs(at - left - k), SHARP));
                    }
                }
            }
        }
        return taps;
    }

    private static void area(AxisTaps taps, int i, int from, int to) {
        int first = (int) ((long) i * from / to);
        int end = (int) (((long) (i + 1) * from + to - 1) / to);
        for (int k = 0; k < taps.count(); k++) {
            boolean inside = first + k < end;
            taps.set(i, k, inside ? first + k : first, inside ? 1.0 / (end - first) : 0);
        }
    }
}
