package dev.ganvas.image.degrade;

/** Bessel functions of the first kind. */
final class Bessel {
    /** Steps beyond twice the argument, from where on the rule's error is below that of doubles. */
    private static final int STEPS = 48;

    private Bessel() {}

    /**
     * J1 by its integral {@code 1/pi * integral of cos(t - x sin t) over 0 to pi} (Abramowitz and Stegun 9.1.21). The
     * midpoint rule converges on a periodic function faster than any power of the step.
     */
    static double firstKind1(double x) {
        int steps = STEPS + 2 * (int) Math.abs(x);
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double t = 2 * Math.PI * (i + 0.5) / steps;
            sum += StrictMath.cos(t - x * StrictMath.sin(t));
        }
        return sum / steps;
    }
}
