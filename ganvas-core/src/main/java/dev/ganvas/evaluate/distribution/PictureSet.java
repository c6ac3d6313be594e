package dev.ganvas.evaluate.distribution;

import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Pictures that can be asked for in any order, more than once and by several threads.
 *
 * @param count pictures there are, at least 1
 * @param pictures the picture of a number in {@code [0, count)}; always the same one
 * @param labels the class of a number in {@code [0, count)}, or -1
 * @param classes names in label order; empty when there are none
 */
public record PictureSet(int count, IntFunction<Picture> pictures, IntUnaryOperator labels, List<String> classes) {
    public PictureSet {
        Require.positive(count, "number of pictures");
        Objects.requireNonNull(pictures, "pictures");
        Objects.requireNonNull(labels, "labels");
        classes = List.copyOf(classes);
    }

    /** Pictures without classes. */
    public static PictureSet of(int count, IntFunction<Picture> pictures) {
        return new PictureSet(count, pictures, i -> -1, List.of());
    }

    public Picture picture(int i) {
        return pictures.apply(i);
    }

    public int label(int i) {
        return labels.applyAsInt(i);
    }

    /** The class's name, or "" for none. */
    public String className(int i) {
        int label = label(i);
        return label >= 0 && label < classes.size() ? classes.get(label) : "";
    }

    /** All pictures, first to last. */
    public Iterator<Picture> stream() {
        return IntStream.range(0, count).mapToObj(pictures).iterator();
    }

    /** At most {@code limit} pictures, drawn without replacement and kept in order. */
    public PictureSet draw(int limit, Seed seed) {
        return count <= limit ? this : select(Features.drawIndices(count, limit, seed));
    }

    public PictureSet select(int[] chosen) {
        return new PictureSet(
                chosen.length, i -> pictures.apply(chosen[i]), i -> labels.applyAsInt(chosen[i]), classes);
    }
}
