package dev.ganvas.image.tone;

import dev.ganvas.error.Require;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.GaussianFilter;
import dev.ganvas.image.Planes;

/** Keeps a network from shifting colours: what is broad in its result is made that of its input again. */
public final class LowFrequency {
    private static final double SIGMA = 2;

    private LowFrequency() {}

    /**
     * {@code result + up(blur(input - down(result)))} of sRGB values, nothing clamped; a result that reduces to its input stays
     * as it is.
     *
     * @param input what a network was given
     * @param result what it made of it, of as many channels; larger than the input, of the same size, or smaller
     */
    public static Planes project(Planes input, Planes result) {
        Require.that(input.channels() == result.channels(), "input and result must have as many channels");
        boolean sameSize = input.width() == result.width() && input.height() == result.height();
        Planes reduced = sameSize ? result : Bicubic.resize(result, input.width(), input.height());
        Planes missing = Planes.black(input.width(), input.height(), input.channels());
        for (int i = 0; i < missing.values().length; i++) {
            missing.values()[i] = input.values()[i] - reduced.values()[i];
        }
        // With nothing between input and result, only what is broader than a network's own work may be put back.
        Planes broad = GaussianFilter.apply(missing, sameSize ? 6 * SIGMA : SIGMA);
        Planes change = sameSize ? broad : Bicubic.resize(broad, result.width(), result.height());
        Planes projected = Planes.black(result.width(), result.height(), result.channels());
        for (int i = 0; i < projected.values().length; i++) {
            projected.values()[i] = result.values()[i] + change.values()[i];
        }
        return projected;
    }
}
