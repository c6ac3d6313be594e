package dev.ganvas.evaluate;

import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Real pictures, which several threads may ask for, together with their features.
 *
 * @param features of every picture, in the pictures' order
 * @param pictures the picture of a number in {@code [0, features.count())}
 * @param labels the class of every picture, or an empty array where there are none; not copied
 */
public record ReferencePictures(Features features, IntFunction<Picture> pictures, int[] labels) {
    public ReferencePictures {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(pictures, "pictures");
        Require.that(
                labels.length == 0 || labels.length == features.count(),
                features.count() + " pictures have " + labels.length + " labels; give one for each, or none");
    }

    /** Pictures without labels. */
    public static ReferencePictures of(Features features, IntFunction<Picture> pictures) {
        return new ReferencePictures(features, pictures, new int[0]);
    }

    /** The given pictures, in the given order. */
    public ReferencePictures select(int[] chosen) {
        int[] selected = labels.length == 0
                ? labels
                : Arrays.stream(chosen).map(i -> labels[i]).toArray();
        return new ReferencePictures(features.select(chosen), i -> pictures.apply(chosen[i]), selected);
    }

    /** A random half and the other half, which is the larger one for an odd count. */
    ReferencePictures[] halves(Seed seed) {
        int count = features.count();
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        seed.stream().shuffle(order);
        return new ReferencePictures[] {
            select(Arrays.copyOf(order, count / 2)), select(Arrays.copyOfRange(order, count / 2, count))
        };
    }
}
