package dev.ganvas.generate;

import dev.ganvas.error.Require;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.OptionalInt;

/**
 * The point that a generator makes one picture from.
 *
 * @param values finite numbers, as many as the generator's latent size; not copied
 * @param label number of the class, for generators with classes
 */
public record Latent(float[] values, OptionalInt label) {
    public Latent {
        Require.positive(values.length, "latent numbers");
        for (float value : values) {
            Require.that(Float.isFinite(value), "a latent number is not finite");
        }
    }

    /** The same point as another class. */
    public Latent as(int otherLabel) {
        return new Latent(values, OptionalInt.of(otherLabel));
    }

    /**
     * This point moved.
     *
     * @param direction as many numbers as this point has
     * @param amount factor on {@code direction}
     */
    public Latent plus(float[] direction, double amount) {
        Require.that(
                direction.length == values.length,
                "a direction of " + direction.length + " numbers does not fit latent vectors of " + values.length
                        + "; it comes from another model");
        float[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (amount * direction[i]);
        }
        return new Latent(moved, label);
    }

    /**
     * A point near this one: a random one mixed in, and the result scaled back to this point's length, so that it
     * stays where the generator was trained.
     *
     * @param strength share of the random point in the squared length, 0 for this point to 1 for any other
     * @param seed names the neighbour
     */
    public Latent neighbour(double strength, Seed seed) {
        Require.within(strength, 0, 1, "strength");
        RandomStream random = seed.stream();
        double scale = norm() / Math.sqrt(values.length);
        float[] near = new float[values.length];
        for (int i = 0; i < near.length; i++) {
            near[i] =
                    (float) (Math.sqrt(1 - strength) * values[i] + Math.sqrt(strength) * scale * random.nextGaussian());
        }
        double factor = norm() / new Latent(near, label).norm();
        for (int i = 0; i < near.length; i++) {
            near[i] *= (float) (Double.isFinite(factor) ? factor : 1);
        }
        return new Latent(near, label);
    }

    /** Euclidean length. */
    public double norm() {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
