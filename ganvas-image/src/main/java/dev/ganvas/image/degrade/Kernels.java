package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Kernel;
import dev.ganvas.random.RandomStream;

/**
 * The kernels that pictures are blurred with, each with a sum of 1. Those of a {@link Shape} and {@link #sinc} are as
 * Real-ESRGAN defines them (Wang et al., ICCV workshops 2021).
 */
public final class Kernels {
    private static final int SUBPIXELS = 8;

    private Kernels() {}

    /**
     * An ellipse, along whose axes a kernel falls off.
     *
     * @param sigmaX deviation along the first axis in pixels, above 0 and up to 64
     * @param sigmaY along the second
     * @param angle of the first axis in radians, from right towards down
     */
    public record Shape(double sigmaX, double sigmaY, double angle) {
        public Shape {
            Require.that(sigmaX > 0 && sigmaX <= 64, "sigma must lie above 0 and up to 64, not " + sigmaX);
            Require.that(sigmaY > 0 && sigmaY <= 64, "sigma must lie above 0 and up to 64, not " + sigmaY);
            Require.within(angle, -2 * Math.PI, 2 * Math.PI, "angle");
        }

        /** The same in all directions. */
        public static Shape round(double sigma) {
            return new Shape(sigma, sigma, 0);
        }

        /** The squared distance in deviations. */
        double distance(double x, double y) {
            double cos = StrictMath.cos(angle);
            double sin = StrictMath.sin(angle);
            double along = (cos * x + sin * y) / sigmaX;
            double beside = (cos * y - sin * x) / sigmaY;
            return along * along + beside * beside;
        }
    }

    public static Kernel gaussian(int size, Shape shape) {
        return generalised(size, shape, 1);
    }

    /** {@code exp(-0.5 d^beta)} of the squared distance d: peaked below a beta of 1, boxy above. */
    public static Kernel generalised(int size, Shape shape, double beta) {
        Require.within(beta, 0.1, 16, "beta");
        return Kernel.of(size, (x, y) -> StrictMath.exp(-0.5 * StrictMath.pow(shape.distance(x, y), beta)));
    }

    /** {@code 1 / (1 + d^beta)} of the squared distance d: flat in the middle, with long tails. */
    public static Kernel plateau(int size, Shape shape, double beta) {
        Require.within(beta, 0.1, 16, "beta");
        return Kernel.of(size, (x, y) -> 1 / (StrictMath.pow(shape.distance(x, y), beta) + 1));
    }

    /**
     * The round ideal low-pass cut off at the kernel's edge, which rings: {@code w J1(w r) / (2 pi r)}.
     *
     * @param cutoff w in radians a pixel, above 0 and up to pi
     */
    public static Kernel sinc(int size, double cutoff) {
        Require.that(cutoff > 0 && cutoff <= Math.PI, "a cutoff must lie above 0 and up to pi, not " + cutoff);
        return Kernel.of(size, (x, y) -> {
            double r = StrictMath.hypot(x, y);
            return r == 0
                    ? cutoff * cutoff / (4 * Math.PI)
                    : cutoff * Bessel.firstKind1(cutoff * r) / (2 * Math.PI * r);
        });
    }

    /**
     * A lens out of focus: an even disk, its edge in parts of a pixel.
     *
     * @param radius in pixels, above 0 and up to 64
     */
    public static Kernel disk(double radius) {
        Require.that(radius > 0 && radius <= 64, "a disk's radius must lie above 0 and up to 64, not " + radius);
        return Kernel.of(2 * (int) Math.ceil(radius - 0.5) + 1, (x, y) -> {
            int inside = 0;
            for (int i = 0; i < SUBPIXELS * SUBPIXELS; i++) {
                double subX = x + (i % SUBPIXELS + 0.5) / SUBPIXELS - 0.5;
                double subY = y + (i / SUBPIXELS + 0.5) / SUBPIXELS - 0.5;
                inside += subX * subX + subY * subY <= radius * radius ? 1 : 0;
            }
            return inside;
        });
    }

    /**
     * A straight movement at even speed.
     *
     * @param length in pixels, 1 to 128
     * @param angle in radians, from right towards down
     */
    public static Kernel line(double length, double angle) {
        Require.within(length, 1, 128, "length");
        int steps = (int) Math.ceil(SUBPIXELS * length);
        Path path = new Path(2 * (int) Math.ceil(length / 2) + 3);
        for (int i = 0; i < steps; i++) {
            double at = ((i + 0.5) / steps - 0.5) * length;
            path.add(at * StrictMath.cos(angle), at * StrictMath.sin(angle), 1);
        }
        return path.kernel();
    }

    /**
     * A hand's shake: a random walk whose speed changes little by little (after Boracchi and Foi, "Modeling the performance
     * of image restoration from motion blur", IEEE TIP 21(8), 2012), centred on its mean.
     *
     * @param length of the path in pixels, 1 to 128
     */
    public static Kernel walk(double length, RandomStream stream) {
        Require.within(length, 1, 128, "length");
        int steps = (int) Math.ceil(SUBPIXELS * length);
        double[] x = new double[steps];
        double[] y = new double[steps];
        double heading = stream.nextDouble(0, 2 * Math.PI);
        double turn = 0;
        for (int i = 1; i < steps; i++) {
            turn = 0.95 * turn + stream.nextGaussian() * 0.6 / Math.sqrt(steps);
            heading += turn + (stream.nextDouble() < 1.0 / steps ? Math.PI * stream.nextDouble(0.5, 1) : 0);
            x[i] = x[i - 1] + length / steps * StrictMath.cos(heading);
            y[i] = y[i - 1] + length / steps * StrictMath.sin(heading);
        }
        return centred(x, y);
    }

    private static Kernel centred(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double farthest = 0;
        for (int i = 0; i < x.length; i++) {
            farthest = Math.max(farthest, Math.max(Math.abs(x[i] - meanX), Math.abs(y[i] - meanY)));
        }
        Path path = new Path(2 * (int) Math.ceil(farthest) + 3);
        for (int i = 0; i < x.length; i++) {
            path.add(x[i] - meanX, y[i] - meanY, 1);
        }
        return path.kernel();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Points that are spread over the four pixels around them. */
    private static final class Path {
        private final int size;
        private final double[] weights;

        Path(int size) {
            this.size = size;
            this.weights = new double[size * size];
        }

        void add(double x, double y, double weight) {
            int left = (int) Math.floor(x);
            int top = (int) Math.floor(y);
            double right = x - left;
            double bottom = y - top;
            int at = (top + size / 2) * size + left + size / 2;
            weights[at] += weight * (1 - right) * (1 - bottom);
            weights[at + 1] += weight * right * (1 - bottom);
            weights[at + size] += weight * (1 - right) * bottom;
            weights[at + size + 1] += weight * right * bottom;
        }

        Kernel kernel() {
            return Kernel.ofSumOne(size, weights);
        }
    }
}
