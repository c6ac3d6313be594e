package dev.ganvas.image.degrade;

import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;

/**
 * Damage to a picture as a pure function of a seed: used by training, by the evaluator's ladder and by tests alike. Safe from
 * several threads.
 */
public interface Degradation {
    /** What is done, for people: {@code "noise, sigma 25"}. */
    String label();

    /**
     * The damaged picture, of the same size unless the kind says otherwise.
     *
     * @param clean stays as it is
     * @param seed decides what is random in it
     */
    Planes apply(Planes clean, Seed seed);
}
