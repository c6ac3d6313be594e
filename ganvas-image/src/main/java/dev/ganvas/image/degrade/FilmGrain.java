package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.GaussianFilter;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import java.util.Objects;

/**
 * Noise whose neighbours are alike, as grain of film or noise after a camera's smoothing: Gaussian noise through a Gaussian
 * low-pass, brought to the strength asked for. Not clamped.
 *
 * @param sigma standard deviation in levels of 255, 0 to 255; one is drawn for each picture
 * @param size sigma of the low-pass in pixels, 0 to 16; drawn likewise
 * @param grey whether all channels get the same grain
 */
public record FilmGrain(Span sigma, Span size, boolean grey) implements Degradation {
    public FilmGrain {
        Objects.requireNonNull(sigma, "sigma").within(0, 255, "sigma");
        Objects.requireNonNull(size, "size").within(0, 16, "size of grain");
    }

    @Override
    public String label() {
        return "grain of " + size + " px, sigma " + sigma;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        double deviation = sigma.draw(seed.child("sigma").stream()) / 255;
        double pixels = size.draw(seed.child("size").stream());
        Planes grain = grain(clean.width(), clean.height(), grey ? 1 : clean.channels(), pixels, seed.child("grain"));
        Planes grained = Planes.black(clean.width(), clean.height(), clean.channels());
        int period = grain.values().length;
        for (int i = 0; i < grained.values().length; i++) {
            grained.values()[i] = (float) (clean.values()[i] + deviation * grain.values()[i % period]);
        }
        return grained;
    }

    /**
     * Grain alone, of mean 0 and deviation 1.
     *
     * @param size sigma of the low-pass in pixels, 0 to 16
     */
    public static Planes grain(int width, int height, int channels, double size, Seed seed) {
        Require.within(size, 0, 16, "size of grain");
        Planes white = new GaussianNoise(Span.of(255), false).apply(Planes.black(width, height, channels), seed);
        Planes smooth = GaussianFilter.apply(white, size);
        double energy = 0;
        for (float weight : GaussianFilter.weights(size)) {
            energy += (double) weight * weight;
        }
        // The low-pass of each axis lowers the variance to the sum of its squared weights.
        float gain = (float) (1 / energy);
        for (int i = 0; i < smooth.values().length; i++) {
            smooth.values()[i] *= gain;
        }
        return smooth;
    }
}
