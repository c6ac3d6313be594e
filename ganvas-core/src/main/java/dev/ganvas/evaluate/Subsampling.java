package dev.ganvas.evaluate;

import dev.ganvas.engine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/**
 * The luck of the draw of a figure that drawing with replacement would spoil, as copies do to nearest neighbours: the
 * figure is computed on random quarters of both sets, without replacement, and the deviation between them is scaled to
 * the full sets (Politis and Romano, 1994). Subsets of {@code b} of {@code N} vary by {@code 1/b - 1/N} where the whole varies
 * by {@code 1/N}, so the scale is {@code (b / (N - b))^(1/2)}.
 */
final class Subsampling<T> {
    /** A subset is one in so many of the pictures. */
    static final int SHARE = 4;

    private static final int SUBSETS = 30;
    private static final double SCALE = Math.sqrt(1.0 / (SHARE - 1));

    private final List<T> figures;

    private Subsampling(List<T> figures) {
        this.figures = figures;
    }

    static <T> Subsampling<T> of(Features left, Features right, Seed seed, BiFunction<Features, Features, T> figure) {
        List<T> figures = new ArrayList<>();
        for (int s = 0; s < SUBSETS; s++) {
            figures.add(figure.apply(
                    left.draw(left.count() / SHARE, seed.child("left").child(s)),
                    right.draw(right.count() / SHARE, seed.child("right").child(s))));
        }
        return new Subsampling<>(figures);
    }

    /** The standard deviation of the figure on the full sets. */
    double deviation(ToDoubleFunction<T> field) {
        double mean = figures.stream().mapToDouble(field).average().orElseThrow();
        double squares = figures.stream()
                .mapToDouble(f -> Math.pow(field.applyAsDouble(f) - mean, 2))
                .sum();
        return SCALE * Math.sqrt(squares / (SUBSETS - 1));
    }
}
