package dev.ganvas.features;

import dev.ganvas.error.Require;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How often two faces are told wrong at each threshold of their similarity, counted on pairs of which the truth is known
 * (ISO/IEC 19795-1: false match and false non-match rates).
 */
public final class VerificationCurve {
    private final double[] same;
    private final double[] different;

    /**
     * @param same similarities of pairs of one person
     * @param different similarities of pairs of two persons
     */
    public VerificationCurve(double[] same, double[] different) {
        Require.that(same.length > 0 && different.length > 0, "a curve needs pairs of one person and of two");
        this.same = same.clone();
        this.different = different.clone();
        Arrays.sort(this.same);
        Arrays.sort(this.different);
    }

    /**
     * Of all pairs among some items.
     *
     * @param similar {@code [n, n]}, row by row
     * @param labels whose each of the n items is
     */
    static VerificationCurve of(float[] similar, int[] labels) {
        DoubleStream.Builder same = DoubleStream.builder();
        DoubleStream.Builder different = DoubleStream.builder();
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < i; j++) {
                (labels[i] == labels[j] ? same : different).add(similar[i * labels.length + j]);
            }
        }
        return new VerificationCurve(same.build().toArray(), different.build().toArray());
    }

    /**
     * A threshold and what is wrong at it.
     *
     * @param similarity two faces of at least so much are taken for one person
     * @param falseAccepts share of pairs of two persons that are taken for one
     * @param falseRejects share of pairs of one person that are taken for two
     */
    public record Threshold(double similarity, double falseAccepts, double falseRejects) {}

    /** Pairs of one person. */
    public int samePairs() {
        return same.length;
    }

    /** Pairs of two persons. */
    public int differentPairs() {
        return different.length;
    }

    /** What is wrong at a threshold. */
    public Threshold at(double similarity) {
        return new Threshold(
                similarity,
                (different.length - below(different, similarity)) / (double) different.length,
                below(same, similarity) / (double) same.length);
    }

    /**
     * The lowest threshold at which no larger share of the pairs of two persons is taken for one.
     *
     * @param falseAccepts 0 to 1; fewer than one pair of all means none of them
     */
    public Threshold forFalseAccepts(double falseAccepts) {
        Require.within(falseAccepts, 0, 1, "false accepts");
        int allowed = (int) Math.floor(falseAccepts * different.length);
        double similarity = allowed >= different.length ? -1 : Math.nextUp(different[different.length - 1 - allowed]);
        return at(similarity);
    }

    /** Where as large a share of the one is wrong as of the other, as nearly as the pairs tell. */
    public Threshold equalError() {
        Threshold best = at(same[0]);
        for (double similarity : same) {
            Threshold here = at(similarity);
            if (Math.abs(here.falseAccepts() - here.falseRejects())
                    < Math.abs(best.falseAccepts() - best.falseRejects())) {
                best = here;
            }
        }
        return best;
    }

    /** How many are below. */
    private static int below(double[] sorted, double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
