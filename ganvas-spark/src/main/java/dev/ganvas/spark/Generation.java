package dev.ganvas.spark;

import dev.ganvas.error.Require;
import java.io.Serializable;

/**
 * What a generator draws.
 *
 * @param model a file on the driver's disk, or the name of a generator that ships
 * @param count pictures, at least 1
 * @param seed names the pictures: number {@code i} of a seed is always the same one
 * @param className the class, or empty for all in turn
 * @param truncation above 0 to 1; smaller is more typical and less varied
 */
public record Generation(String model, long count, long seed, String className, double truncation)
        implements Serializable {
    public Generation {
        Require.positive(count, "number of pictures");
        Require.that(truncation > 0 && truncation <= 1, "truncation must lie above 0 and up to 1, not " + truncation);
    }

    /** Of all classes, with the full range. */
    public static Generation of(String model, long count, long seed) {
        return new Generation(model, count, seed, "", 1);
    }
}
