package dev.ganvas.explain;

import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.NearestNeighbours;
import dev.ganvas.evaluate.distribution.Quantiles;
import java.util.Arrays;
import java.util.Locale;

/**
 * Whether pictures are of the kind that something was learned from. A picture is strange when it is farther from its
 * nearest known picture than {@link #QUANTILE} of the pictures are that were held back from learning; of the same kind, one
 * in a hundred is.
 *
 * @param strange share of the pictures that are strange, in [0, 1]
 */
public record Familiarity(double strange) {
    /** See above. */
    public static final double QUANTILE = 0.99;

    /**
     * Where more pictures than this are strange, what was learned is not to be believed of them. Generated photographs of
     * faces are to 56 % strange to what learned from drawn faces, and to 43 % to what learned from all of Toybox.
     */
    public static final double MOST_STRANGE = 0.25;

    /** Known pictures, and how far others of their kind are from them. */
    static final class Reference {
        private final Features known;
        private final double far;

        Reference(Features known, Features heldBack) {
            this.known = known;
            this.far = Quantiles.of(nearest(heldBack), QUANTILE);
        }

        Familiarity of(Features pictures) {
            double[] distances = nearest(pictures);
            return new Familiarity((double) Arrays.stream(distances).filter(d -> d > far).count() / distances.length);
        }

        private double[] nearest(Features pictures) {
            return NearestNeighbours.of(pictures, known, 1, NearestNeighbours.NOBODY).distances(0);
        }
    }

    /** Whether what was learned may be believed of these pictures. */
    public boolean isTrusted() {
        return strange <= MOST_STRANGE;
    }

    /** For people. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "%.0f %% of the pictures are unlike those that attributes were learned from (of their own kind, 1 %%)",
                100 * strange);
    }
}
