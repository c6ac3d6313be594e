package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;

/**
 * The small picture that super-resolution starts from: MATLAB's bicubic of 8 bits, {@link Bicubic#scaleInEightBits}, after
 * cropping to multiples of the factor. The result is smaller by the factor.
 *
 * @param factor 1 to 16
 */
public record Downscale(int factor) implements Degradation {
    public Downscale {
        Require.within(factor, 1, 16, "factor");
    }

    @Override
    public String label() {
        return "reduced x" + factor;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        return Bicubic.scaleInEightBits(Bicubic.modularCrop(clean, factor), 1.0 / factor);
    }
}
