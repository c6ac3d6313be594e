package dev.ganvas.explain.direction;

import dev.ganvas.evaluate.distribution.FeatureStatistics;
import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.PrincipalAxes;
import dev.ganvas.evaluate.distribution.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether pictures are of the kind that something was learned from. A picture is strange when its Mahalanobis distance
 * from the known pictures (Lee et al., "A simple unified framework for detecting out-of-distribution samples", 2018) is
 * larger than that of {@link #QUANTILE} of the pictures that were held back from learning; of the same kind, one in a
 * hundred is.
 *
 * @param strange share of the pictures that are strange, in [0, 1]
 */
public record Familiarity(double strange) {
    /** See above. */
    public static final double QUANTILE = 0.99;

    /**
     * Where more pictures than this are strange, what was learned is not to be believed of them. To 1,800 drawn faces hardly
     * any other drawn face is strange, but nine in ten drawn buildings, photographs of faces and pictures of CIFAR-10 are.
     */
    public static final double MOST_STRANGE = 0.5;

    /** Known pictures, in the numbers that were learned from, and how far others of their kind are from them. */
    static final class Reference {
        /** Added to the variance along each axis, where numbers have a variance of 1. */
        private static final double RIDGE = 1e-3;

        private final double[] mean;
        private final double[] deviation;
        private final List<float[]> axes;
        private final double[] variances;
        private final double far;

        /** @param known a row a picture, as {@code heldBack}; two rows or more */
        Reference(double[][] known, double[][] heldBack) {
            int dimension = known[0].length;
            this.mean = new double[dimension];
            this.deviation = new double[dimension];
            for (int k = 0; k < dimension; k++) {
                int column = k;
                mean[k] = Arrays.stream(known)
                        .mapToDouble(row -> row[column])
                        .average()
                        .orElseThrow();
                double variance = Arrays.stream(known)
                        .mapToDouble(row -> (row[column] - mean[column]) * (row[column] - mean[column]))
                        .average()
                        .orElseThrow();
                deviation[k] = variance > 0 ? Math.sqrt(variance) : 1;
            }
            double[] covariance = FeatureStatistics.of(features(known)).covariance();
            this.axes = PrincipalAxes.of(covariance, dimension, dimension);
            this.variances = axes.stream()
                    .mapToDouble(axis -> variance(axis, covariance))
                    .toArray();
            this.far = Quantiles.of(distances(heldBack), QUANTILE);
        }

        private Features features(double[][] rows) {
            float[] values = new float[rows.length * mean.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) standard(rows[i / mean.length], i % mean.length);
            }
            return new Features(rows.length, mean.length, values, "standardised", "");
        }

        private double standard(double[] row, int k) {
            return (row[k] - mean[k]) / deviation[k];
        }

        private static double variance(float[] axis, double[] covariance) {
            double sum = 0;
            for (int i = 0; i < axis.length; i++) {
                for (int j = 0; j < axis.length; j++) {
                    sum += axis[i] * covariance[i * axis.length + j] * axis[j];
                }
            }
            return Math.max(0, sum);
        }

        private double[] distances(double[][] rows) {
            return Arrays.stream(rows).mapToDouble(this::distance).toArray();
        }

        /** Squared. */
        private double distance(double[] row) {
            double sum = 0;
            for (int a = 0; a < variances.length; a++) {
                double along = 0;
                for (int k = 0; k < row.length; k++) {
                    along += axes.get(a)[k] * standard(row, k);
                }
                sum += along * along / (variances[a] + RIDGE);
            }
            return sum;
        }

        Familiarity of(double[][] rows) {
            double[] distances = distances(rows);
            return new Familiarity(
                    (double) Arrays.stream(distances).filter(d -> d > far).count() / distances.length);
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
