package dev.ganvas.evaluate.distribution;

import dev.ganvas.error.EngineException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.TridiagonalSimilarDecomposition_F64;

/**
 * The eigenvalues of a symmetric matrix: Householder's reduction to a tridiagonal one, then the implicit QL algorithm
 * (Dubrulle, Martin and Wilkinson, 1968; EISPACK's {@code imtql1}). A coupling counts as zero when it is rounding next to
 * its neighbours; where that does not come to an end, as on covariances of thousands of features, which span many orders
 * of magnitude, when it is rounding next to the largest element.
 */
final class SymmetricEigenvalues {
    private static final double EPSILON = 0x1.0p-52;
    private static final int STRICT_SWEEPS = 30;
    private static final int MOST_SWEEPS = 100;

    private final double[] diagonal;
    /** Element {@code i} couples {@code i} and {@code i + 1}. */
    private final double[] coupling;

    private final double negligible;

    private SymmetricEigenvalues(double[] diagonal, double[] coupling) {
        this.diagonal = diagonal;
        this.coupling = coupling;
        double largest = 0;
        for (int i = 0; i < diagonal.length; i++) {
            largest = Math.max(largest, Math.max(Math.abs(diagonal[i]), Math.abs(coupling[i])));
        }
        this.negligible = EPSILON * largest;
    }

    /** All eigenvalues, in no order; {@code symmetric} is overwritten. */
    static double[] of(DMatrixRMaj symmetric) {
        int size = symmetric.numRows;
        double[] diagonal = new double[size];
        double[] coupling = new double[size];
        TridiagonalSimilarDecomposition_F64<DMatrixRMaj> reduction = DecompositionFactory_DDRM.tridiagonal(size);
        if (!reduction.decompose(symmetric)) {
            throw failure(size);
        }
        reduction.getDiagonal(diagonal, coupling);
        coupling[size - 1] = 0;
        SymmetricEigenvalues values = new SymmetricEigenvalues(diagonal, coupling);
        for (int i = 0; i < size; i++) {
            values.isolate(i);
        }
        return diagonal;
    }

    private static EngineException failure(int size) {
        return new EngineException("the eigenvalues of a " + size + " x " + size
                + " covariance could not be found; are the features of extreme size?");
    }

    /** Sweeps until element {@code first} is an eigenvalue. */
    private void isolate(int first) {
        for (int sweep = 0; ; sweep++) {
            int last = first;
            while (!isNegligible(last, sweep < STRICT_SWEEPS ? 0 : negligible)) {
                last++;
            }
            if (last == first) {
                return;
            }
            if (sweep == MOST_SWEEPS) {
                throw failure(diagonal.length);
            }
            sweep(first, last);
        }
    }

    private boolean isNegligible(int i, double least) {
        return i == diagonal.length - 1
                || Math.abs(coupling[i])
                        <= Math.max(least, EPSILON * (Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1])));
    }

    /** One implicit QL step with Wilkinson's shift on the unreduced block from {@code first} to {@code last}. */
    private void sweep(int first, int last) {
        double[] d = diagonal;
        double[] e = coupling;
        double g = (d[first + 1] - d[first]) / (2 * e[first]);
        g = d[last] - d[first] + e[first] / (g + Math.copySign(Math.hypot(g, 1), g));
        double sine = 1;
        double cosine = 1;
        double moved = 0;
        for (int i = last - 1; i >= first; i--) {
            double f = sine * e[i];
            double b = cosine * e[i];
            double length = Math.hypot(f, g);
            e[i + 1] = length;
            if (length == 0) {
                // The block came apart by itself.
                d[i + 1] -= moved;
                e[last] = 0;
                return;
            }
            sine = f / length;
            cosine = g / length;
            g = d[i + 1] - moved;
            double turned = (d[i] - g) * sine + 2 * cosine * b;
            moved = sine * turned;
            d[i + 1] = g + moved;
            g = cosine * turned - b;
        }
        d[first] -= moved;
        e[first] = g;
        e[last] = 0;
    }
}
