package dev.ganvas.explain.direction;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.Require;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Linear least squares with a penalty on the weights (Hoerl and Kennard, 1970): inputs and targets are centred and scaled
 * to deviation 1, and the diagonal of the inputs' correlation matrix is raised by the penalty.
 */
final class RidgeRegression {
    private final Columns inputs;
    private final Columns targets;
    private final DMatrixRMaj weights;

    /** Mean and deviation of each column; a constant one has deviation 1, so that it counts for nothing. */
    private record Columns(double[] mean, double[] deviation) {
        static Columns of(double[][] rows) {
            int width = rows[0].length;
            double[] mean = new double[width];
            double[] deviation = new double[width];
            for (double[] row : rows) {
                for (int j = 0; j < width; j++) {
                    mean[j] += row[j] / rows.length;
                }
            }
            for (double[] row : rows) {
                for (int j = 0; j < width; j++) {
                    deviation[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.length;
                }
            }
            for (int j = 0; j < width; j++) {
                deviation[j] = deviation[j] > 1e-18 ? Math.sqrt(deviation[j]) : 1;
            }
            return new Columns(mean, deviation);
        }

        DMatrixRMaj standardised(double[][] rows) {
            DMatrixRMaj matrix = new DMatrixRMaj(rows.length, mean.length);
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    matrix.data[i * mean.length + j] = (rows[i][j] - mean[j]) / deviation[j];
                }
            }
            return matrix;
        }
    }

    /**
     * @param inputRows at least 2 rows of equal length
     * @param targetRows as many rows
     * @param penalty above 0; 1 weighs as much as the inputs themselves
     */
    RidgeRegression(double[][] inputRows, double[][] targetRows, double penalty) {
        Require.that(
                inputRows.length == targetRows.length && inputRows.length >= 2,
                "a regression needs as many targets as inputs, and at least 2");
        inputs = Columns.of(inputRows);
        targets = Columns.of(targetRows);
        DMatrixRMaj x = inputs.standardised(inputRows);
        DMatrixRMaj y = targets.standardised(targetRows);
        DMatrixRMaj normal = new DMatrixRMaj(x.numCols, x.numCols);
        CommonOps_DDRM.multInner(x, normal);
        for (int j = 0; j < x.numCols; j++) {
            normal.data[j * x.numCols + j] += penalty * inputRows.length;
        }
        DMatrixRMaj right = new DMatrixRMaj(x.numCols, y.numCols);
        CommonOps_DDRM.multTransA(x, y, right);
        weights = new DMatrixRMaj(x.numCols, y.numCols);
        if (!CommonOps_DDRM.solveSPD(normal, right, weights)) {
            throw new EngineException("a ridge regression found no solution; are its inputs finite?");
        }
    }

    /** The weight of input {@code input} for target {@code target}, both counted in deviations. */
    double weight(int input, int target) {
        return weights.get(input, target);
    }

    /** What each target is expected to be, in the units it was given in. */
    double[][] predict(double[][] rows) {
        DMatrixRMaj product = new DMatrixRMaj(rows.length, weights.numCols);
        CommonOps_DDRM.mult(inputs.standardised(rows), weights, product);
        double[][] result = new double[rows.length][weights.numCols];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < weights.numCols; j++) {
                result[i][j] = product.get(i, j) * targets.deviation()[j] + targets.mean()[j];
            }
        }
        return result;
    }

    /** Pearson's correlation of one column of {@code a} and {@code b}; 0 where one of them is constant. */
    static double correlation(double[][] a, double[][] b, int column) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            meanA += a[i][column] / a.length;
            meanB += b[i][column] / a.length;
        }
        double both = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i][column] - meanA) * (b[i][column] - meanB);
            squareA += (a[i][column] - meanA) * (a[i][column] - meanA);
            squareB += (b[i][column] - meanB) * (b[i][column] - meanB);
        }
        return squareA * squareB > 0 ? both / Math.sqrt(squareA * squareB) : 0;
    }
}
