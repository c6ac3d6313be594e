package dev.ganvas.evaluate;

import dev.ganvas.engine.error.EngineException;
import dev.ganvas.engine.error.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The Fréchet distance (FD) between the Gaussians that fit two feature sets (Dowson and Landau 1982; as a measure of
 * generators, Heusel et al. 2017):
 *
 * <pre>{@code |mean_r - mean_g|^2 + Tr(S_r + S_g - 2 (S_r S_g)^(1/2)) }</pre>
 *
 * <p>Covariances are divided by {@code N - 1}. The trace of the root is taken from the eigenvalues of the symmetric
 * {@code S_r^(1/2) S_g S_r^(1/2)}, which needs neither complex numbers nor full rank, so that fewer pictures than
 * dimensions are allowed. The value is biased upwards by about {@code 1 / N}, by an amount that depends on the model
 * (Chong and Forsyth, 2020): compare values of equal sample counts only. Called FID only on the Inception network of
 * 2015-12-05.
 */
public final class FrechetDistance {
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
        return between(reference.mean(), reference.covariance(), generated.mean(), generated.covariance());
    }

    /**
     * The distance between two Gaussians given by their moments.
     *
     * @param meanA {@code [d]}
     * @param covarianceA {@code [d, d]}, symmetric and positive semidefinite
     */
    static double between(double[] meanA, double[] covarianceA, double[] meanB, double[] covarianceB) {
        int dimension = meanA.length;
        double distance = 0;
        for (int k = 0; k < dimension; k++) {
            double difference = meanA[k] - meanB[k];
            int diagonal = k * dimension + k;
            distance += difference * difference + covarianceA[diagonal] + covarianceB[diagonal];
        }
        // Rounding can carry the difference of equal terms a little below zero.
        return Math.max(0, distance - 2 * traceOfRoot(matrix(covarianceA, dimension), matrix(covarianceB, dimension)));
    }

    /** {@code Tr((A B)^(1/2))}. */
    private static double traceOfRoot(DMatrixRMaj a, DMatrixRMaj b) {
        int dimension = a.numRows;
        DMatrixRMaj root = root(a);
        DMatrixRMaj half = new DMatrixRMaj(dimension, dimension);
        DMatrixRMaj product = new DMatrixRMaj(dimension, dimension);
        CommonOps_DDRM.mult(root, b, half);
        CommonOps_DDRM.multTransB(half, root, product);
        symmetrise(product);
        EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(product, false);
        double trace = 0;
        for (int k = 0; k < dimension; k++) {
            trace += rootOf(eigen.getEigenvalue(k).getReal());
        }
        return trace;
    }

    /**
     * A square matrix R with {@code R' R = A}: the rows are A's eigenvectors times the roots of their eigenvalues. It
     * stands for {@code A^(1/2)}, from which it differs by a rotation that leaves the eigenvalues of R B R' alone.
     */
    private static DMatrixRMaj root(DMatrixRMaj a) {
        int dimension = a.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(a.copy(), true);
        DMatrixRMaj root = new DMatrixRMaj(dimension, dimension);
        for (int k = 0; k < dimension; k++) {
            double scale = rootOf(eigen.getEigenvalue(k).getReal());
            DMatrixRMaj vector = eigen.getEigenVector(k);
            for (int j = 0; j < dimension; j++) {
                root.data[k * dimension + j] = scale * vector.data[j];
            }
        }
        return root;
    }

    /** Eigenvalues of a semidefinite matrix fall below zero only by rounding. */
    private static double rootOf(double eigenvalue) {
        return Math.sqrt(Math.max(0, eigenvalue));
    }

    private static EigenDecomposition_F64<DMatrixRMaj> decompose(DMatrixRMaj symmetric, boolean vectors) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(symmetric.numRows, vectors, true);
        if (!eigen.decompose(symmetric)) {
            throw new EngineException("the eigenvalues of a " + symmetric.numRows + " x " + symmetric.numCols
                    + " covariance could not be found; are the features of extreme size?");
        }
        return eigen;
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
