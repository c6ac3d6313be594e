package dev.ganvas.image.degrade;

import dev.ganvas.image.GaussianFilter;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Objects;

/**
 * Loss of sharpness, of a strength drawn for each picture.
 *
 * @param kind where it comes from
 * @param strength in pixels: sigma 0 to 16 of a Gaussian, radius 0.5 to 32 of a disk, length 1 to 128 of a movement, whose
 *     direction is drawn as well
 */
public record Blur(Kind kind, Span strength) implements Degradation {
    /** Where a blur comes from. */
    public enum Kind {
        GAUSSIAN("Gaussian blur, sigma ", 0, 16),
        DISK("out of focus, radius ", 0.5, 32),
        MOTION("straight motion, length ", 1, 128),
        SHAKE("camera shake, length ", 1, 128);

        private final String words;
        private final double least;
        private final double most;

        Kind(String words, double least, double most) {
            this.words = words;
            this.least = least;
            this.most = most;
        }
    }

    public Blur {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(strength, "strength").within(kind.least, kind.most, "strength of a blur");
    }

    @Override
    public String label() {
        return kind.words + strength + " px";
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        double drawn = strength.draw(seed.child("strength").stream());
        RandomStream path = seed.child("path").stream();
        return switch (kind) {
            case GAUSSIAN -> GaussianFilter.apply(clean, drawn);
            case DISK -> Kernels.disk(drawn).convolve(clean);
            case MOTION -> Kernels.line(drawn, path.nextDouble(0, Math.PI)).convolve(clean);
            case SHAKE -> Kernels.walk(drawn, path).convolve(clean);
        };
    }
}
