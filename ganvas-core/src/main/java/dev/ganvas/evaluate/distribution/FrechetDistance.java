package dev.ganvas.evaluate.distribution;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The Fréchet distance (FD) between the Gaussians that fit two feature sets (Dowson and Landau 1982; as a measure of
 * generators, Heusel et al. 2017):
 *
 * <pre>{@code |mean_r - mean_g|^2 + Tr(S_r + S_g - 2 (S_r S_g)^(1/2)) }</pre>
 *
 * <p>Covariances are divided by {@code N - 1}. The trace of the root is taken from the eigenvalues of the symmetric
 * {@code R S_g R'} with {@code R' R = S_r}, which needs neither complex numbers nor full rank, so that fewer pictures than
 * dimensions are allowed. The value is biased upwards by about {@code 1 / N}, by an amount that depends on the model
 * (Chong and Forsyth, 2020): compare values of equal sample counts only. Called FID only on the Inception network of
 * 2015-12-05.
 */
public final class FrechetDistance {
    /** What is left of a variance below this share of the largest is rounding. */
    private static final double ROUNDING = 0x1.0p-52;

    /** Marks a dimension that has been a pivot. */
    private static final double TAKEN = -1;

    private FrechetDistance() {}

    /** The distance, zero or above. */
    public static double between(Features reference, Features generated) {
        reference.requireComparable(generated);
        return between(FeatureStatistics.of(reference), FeatureStatistics.of(generated));
    }

    /** The distance between two sets whose statistics were streamed; zero or above. */
    public static double between(FeatureStatistics reference, FeatureStatistics generated) {
        Require.that(
                reference.dimension() == generated.dimension(),
                "a Fréchet distance needs equal dimensions, not " + reference.dimension() + " and "
                        + generated.dimension());
        return between(reference.moments(), generated.moments());
    }

    /** The distance between two Gaussians given by their moments. */
    static double between(Moments a, Moments b) {
        int dimension = a.mean().length;
        double distance = 0;
        for (int k = 0; k < dimension; k++) {
            double difference = a.mean()[k] - b.mean()[k];
            int diagonal = k * dimension + k;
            distance += difference * difference + a.covariance()[diagonal] + b.covariance()[diagonal];
        }
        // Rounding can carry the difference of equal terms a little below zero.
        return Math.max(
                0, distance - 2 * traceOfRoot(matrix(a.covariance(), dimension), matrix(b.covariance(), dimension)));
    }

    /** {@code Tr((A B)^(1/2))}. */
    private static double traceOfRoot(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj root = root(a);
        if (root.numRows == 0) {
            return 0;
        }
        DMatrixRMaj product = sandwich(root, b);
        symmetrise(product);
        double trace = 0;
        for (double eigenvalue : SymmetricEigenvalues.of(product)) {
            trace += rootOf(eigenvalue);
        }
        return trace;
    }

    /** {@code R B R'}. */
    private static DMatrixRMaj sandwich(DMatrixRMaj r, DMatrixRMaj b) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor root = Tensor.ofDoubles(r.data, r.numRows, r.numCols);
            Tensor product =
                    root.matmul(Tensor.ofDoubles(b.data, b.numRows, b.numCols)).matmul(root.transpose(0, 1));
            return DMatrixRMaj.wrap(r.numRows, r.numRows, product.toDoubles());
        }
    }

    /**
     * {@code R}, {@code [rank, d]}, with {@code R' R = A}: Cholesky's factor with diagonal pivoting, which is stable for
     * semidefinite matrices (Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 10.3). It stands for
     * {@code A^(1/2)}: the eigenvalues of R B R' are those of A B other than zero. Of few pictures the rank is small, and
     * so is all that follows.
     */
    private static DMatrixRMaj root(DMatrixRMaj a) {
        int dimension = a.numRows;
        double[] left = new double[dimension];
        double largest = 0;
        for (int k = 0; k < dimension; k++) {
            left[k] = a.data[k * dimension + k];
            largest = Math.max(largest, left[k]);
        }
        double[] rows = new double[dimension * dimension];
        int rank = 0;
        for (; rank < dimension; rank++) {
            int pivot = largest(left);
            if (left[pivot] <= ROUNDING * largest) {
                break;
            }
            addRow(a, rows, rank, pivot, left);
        }
        return DMatrixRMaj.wrap(rank, dimension, Arrays.copyOf(rows, rank * dimension));
    }

    /** Row {@code rank} of the factor: what earlier rows leave of A's row {@code pivot}, scaled. */
    private static void addRow(DMatrixRMaj a, double[] rows, int rank, int pivot, double[] left) {
        int dimension = a.numCols;
        int at = rank * dimension;
        System.arraycopy(a.data, pivot * dimension, rows, at, dimension);
        for (int i = 0; i < rank; i++) {
            int row = i * dimension;
            double factor = rows[row + pivot];
            for (int j = 0; j < dimension; j++) {
                rows[at + j] -= factor * rows[row + j];
            }
        }
        double scale = 1 / Math.sqrt(left[pivot]);
        for (int j = 0; j < dimension; j++) {
            if (left[j] == TAKEN) {
                rows[at + j] = 0;
            } else {
                rows[at + j] *= scale;
                left[j] = Math.max(0, left[j] - rows[at + j] * rows[at + j]);
            }
        }
        left[pivot] = TAKEN;
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int k = 1; k < values.length; k++) {
            largest = values[k] > values[largest] ? k : largest;
        }
        return largest;
    }

    /** Eigenvalues of a semidefinite matrix fall below zero only by rounding. */
    private static double rootOf(double eigenvalue) {
        return Math.sqrt(Math.max(0, eigenvalue));
    }

    private static void symmetrise(DMatrixRMaj m) {
        int n = m.numRows;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (m.data[i * n + j] + m.data[j * n + i]) / 2;
                m.data[i * n + j] = mean;
                m.data[j * n + i] = mean;
            }
        }
    }

    private static DMatrixRMaj matrix(double[] values, int dimension) {
        return DMatrixRMaj.wrap(dimension, dimension, values);
    }
}
