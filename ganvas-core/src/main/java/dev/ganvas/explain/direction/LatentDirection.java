package dev.ganvas.explain.direction;

import dev.ganvas.error.Require;
import dev.ganvas.generate.Latent;

/**
 * A way to move in a generator's latent space, and what it does to pictures.
 *
 * @param name what it changes most, or {@code direction-N}; unique among directions found together
 * @param method how it was found
 * @param values of length 1; positive is more of what it is named after
 * @param deviation standard deviation of a latent number, the unit of {@link #move}
 * @param effect what moving it does
 */
public record LatentDirection(String name, Method method, float[] values, double deviation, Effect effect) {
    public LatentDirection {
        Require.that(!name.isBlank(), "a direction needs a name");
        Require.within(deviation, 1e-6, 1e6, "deviation");
        double square = 0;
        for (float value : values) {
            square += (double) value * value;
        }
        Require.that(Math.abs(square - 1) < 1e-3, "a direction has length 1, not " + Math.sqrt(square));
    }

    /** How a direction was found. */
    public enum Method {
        /** Closed form from the first layer (SeFa). */
        FIRST_LAYER,
        /** Principal axis of how pictures change. */
        PICTURES,
        /** Regression of a named measure. */
        MEASURE
    }

    /**
     * What one deviation along a direction does, on average over random pictures.
     *
     * @param measure the measure that changes most, counted in its own deviations among random pictures
     * @param perUnit by how many of these deviations it changes
     * @param correlation of position and measure, each picture compared with itself moved, -1 to 1
     * @param share of {@code measure} in the squared changes of all measures, 0 to 1: 1 is a direction that changes nothing
     *     else that is measured
     * @param change the {@code PerceptualDistance} that a step of one deviation makes
     */
    public record Effect(String measure, double perUnit, double correlation, double share, double change) {}

    /** {@code latent} moved by {@code amount} deviations. */
    public Latent move(Latent latent, double amount) {
        return latent.plus(values, amount * deviation);
    }
}
