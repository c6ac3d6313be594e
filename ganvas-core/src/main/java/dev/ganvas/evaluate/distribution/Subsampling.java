package dev.ganvas.evaluate.distribution;

import dev.ganvas.random.Seed;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The luck of the draw of a figure that drawing with replacement would spoil, as copies do to nearest neighbours: the
 * figure is computed on random quarters of both sets, without replacement, and the deviation between them is scaled to
 * the full sets (Politis and Romano, 1994). Subsets of {@code b} of {@code N} vary by {@code 1/b - 1/N} where the whole varies
 * by {@code 1/N}, so the scale is {@code (b / (N - b))^(1/2)}.
 */
final class Subsampling {
    /** A subset is one in so many of the pictures. */
    static final int SHARE = 4;

    private static final int SUBSETS = 30;
    private static final double SCALE = Math.sqrt(1.0 / (SHARE - 1));

    private Subsampling() {}

    /** Pictures of two sets. */
    record Draw(Subset left, Subset right) {
        static Draw whole(int left, int right) {
            return new Draw(Subset.all(left), Subset.all(right));
        }
    }

    /** Random quarters of two sets with so many pictures. */
    static List<Draw> quarters(int left, int right, Seed seed) {
        return IntStream.range(0, SUBSETS)
                .mapToObj(s -> new Draw(
                        quarter(left, seed.child("left").child(s)),
                        quarter(right, seed.child("right").child(s))))
                .toList();
    }

    private static Subset quarter(int count, Seed seed) {
        return new Subset(Features.drawIndices(count, count / SHARE, seed), count);
    }

    /** Half of the 95 % interval of a figure on the full sets, from what it is on each of {@link #quarters}. */
    static double half(double[] figures) {
        return SCALE * Interval.halfOf(figures);
    }
}
