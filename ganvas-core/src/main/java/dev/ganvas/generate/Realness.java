package dev.ganvas.generate;

import dev.ganvas.image.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * How real a discriminator finds pictures, on the scale of others of the same class: the share of them that it finds less
 * real. The logits of a relativistic discriminator have no zero of their own, so this is the only scale they have.
 */
final class Realness {
    private final Discriminator discriminator;
    private final OptionalInt label;
    private final double[] scale;

    /** @param others pictures of the class, at least one */
    Realness(Discriminator discriminator, OptionalInt label, List<Picture> others) {
        this.discriminator = discriminator;
        this.label = label;
        this.scale = discriminator.logits(others, label);
        Arrays.sort(scale);
    }

    /** For each picture a number from 0, less real than any of them, to 1. */
    double[] of(List<Picture> pictures) {
        return Arrays.stream(discriminator.logits(pictures, label))
                .map(this::share)
                .toArray();
    }

    private double share(double logit) {
        int at = Arrays.binarySearch(scale, logit);
        int below = at < 0 ? -at - 1 : at;
        while (below > 0 && scale[below - 1] == logit) {
            below--;
        }
        return (double) below / scale.length;
    }
}
