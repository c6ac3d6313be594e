package dev.ganvas.image.degrade;

import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Objects;

/**
 * Independent Gaussian noise, not clamped, as the figures of denoising are measured (Zhang et al., "Beyond a Gaussian
 * denoiser", IEEE TIP 26(7), 2017).
 *
 * @param sigma standard deviation in levels of 255, 0 to 255; one is drawn for each picture
 * @param grey whether all channels of a pixel get the same noise
 */
public record GaussianNoise(Span sigma, boolean grey) implements Degradation {
    private static final double LEVELS = 255;

    public GaussianNoise {
        Objects.requireNonNull(sigma, "sigma").within(0, LEVELS, "sigma");
    }

    /** Noise of one strength, independent in each channel. */
    public static GaussianNoise of(double sigma) {
        return new GaussianNoise(Span.of(sigma), false);
    }

    @Override
    public String label() {
        return (grey ? "grey noise, sigma " : "noise, sigma ") + sigma;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        double deviation = drawnSigma(seed) / LEVELS;
        int width = clean.width();
        int height = clean.height();
        Planes noisy = Planes.black(width, height, clean.channels());
        Rows.each(height * clean.channels(), 16 * width, row -> {
            // Each row has a stream of its own, so rows may be made in any order.
            RandomStream stream = seed.child(grey ? row % height : row).stream();
            for (int i = row * width; i < (row + 1) * width; i++) {
                noisy.values()[i] = (float) (clean.values()[i] + deviation * stream.nextGaussian());
            }
        });
        return noisy;
    }

    /** The sigma that {@link #apply} uses with this seed, in levels of 255; what a noise map says. */
    public double drawnSigma(Seed seed) {
        return sigma.draw(seed.child("sigma").stream());
    }
}
