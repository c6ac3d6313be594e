package dev.ganvas.train;

/** A setting as a pure function of progress, so that a resumed run needs no memory of it. */
@FunctionalInterface
public interface Schedule {
    /** @param progress images seen / images in total, in [0, 1] */
    double at(double progress);

    static Schedule constant(double value) {
        return progress -> value;
    }

    /** Half a cosine from {@code from} to {@code to} over the whole run. */
    static Schedule cosine(double from, double to) {
        return progress -> to + (from - to) * 0.5 * (1 + StrictMath.cos(Math.PI * clamped(progress)));
    }

    /** {@code value} until {@code start}, then half a cosine down to {@code to} at the end. */
    static Schedule holdThenCosine(double value, double start, double to) {
        return progress -> cosine(value, to).at(progress < start ? 0 : (progress - start) / (1 - start));
    }

    private static double clamped(double progress) {
        return Math.max(0, Math.min(1, progress));
    }
}
