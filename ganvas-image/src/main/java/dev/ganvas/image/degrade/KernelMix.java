package dev.ganvas.image.degrade;

import dev.ganvas.image.Kernel;
import dev.ganvas.random.RandomStream;

/** The blind mixture of blurs of Real-ESRGAN; probabilities and ranges are its published settings. */
final class KernelMix {
    private static final double SINC = 0.1;
    private static final Span BETA_GENERALISED = new Span(0.5, 4);
    private static final Span BETA_PLATEAU = new Span(1, 2);

    private KernelMix() {}

    /** One of all kinds, odd sizes from 7 to 21. */
    static Kernel draw(Span sigma, RandomStream stream) {
        int size = size(stream);
        if (stream.nextDouble() < SINC) {
            return Kernels.sinc(size, stream.nextDouble(size < 13 ? Math.PI / 3 : Math.PI / 5, Math.PI));
        }
        double kind = stream.nextDouble();
        // Round ones are the first of each pair: 0.45 and 0.25, 0.12 and 0.03, 0.12 and 0.03.
        boolean round = kind < 0.45 || (kind >= 0.70 && kind < 0.82) || (kind >= 0.85 && kind < 0.97);
        Kernels.Shape shape = round ? Kernels.Shape.round(sigma.draw(stream)) : ellipse(sigma, stream);
        if (kind < 0.70) {
            return Kernels.gaussian(size, shape);
        }
        return kind < 0.85
                ? Kernels.generalised(size, shape, beta(BETA_GENERALISED, stream))
                : Kernels.plateau(size, shape, beta(BETA_PLATEAU, stream));
    }

    /** The ringing of the last step. */
    static Kernel sinc(RandomStream stream) {
        int size = size(stream);
        return Kernels.sinc(size, stream.nextDouble(Math.PI / 3, Math.PI));
    }

    private static int size(RandomStream stream) {
        return 7 + 2 * stream.nextInt(8);
    }

    private static Kernels.Shape ellipse(Span sigma, RandomStream stream) {
        return new Kernels.Shape(sigma.draw(stream), sigma.draw(stream), stream.nextDouble(-Math.PI, Math.PI));
    }

    /** Below 1 as often as above. */
    private static double beta(Span range, RandomStream stream) {
        return stream.nextBoolean() ? new Span(range.low(), 1).draw(stream) : new Span(1, range.high()).draw(stream);
    }
}
