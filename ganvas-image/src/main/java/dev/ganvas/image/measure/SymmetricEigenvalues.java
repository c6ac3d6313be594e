package dev.ganvas.image.measure;

import java.util.Arrays;

/** Eigenvalues of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, "Matrix computations", 8.5). */
final class SymmetricEigenvalues {
    private static final int MOST_SWEEPS = 30;

    private SymmetricEigenvalues() {}

    /** In rising order; {@code matrix} is overwritten. */
    static double[] of(double[][] matrix) {
        int size = matrix.length;
        double total = 0;
        for (double[] row : matrix) {
            for (double value : row) {
                total += value * value;
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(matrix) > 1e-20 * total; sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(matrix, p, q);
                }
            }
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = matrix[i][i];
        }
        Arrays.sort(values);
        return values;
    }

    private static double offDiagonal(double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += matrix[i][j] * matrix[i][j];
            }
        }
        return sum;
    }

    /** Makes the element in row p and column q zero. */
    private static void rotate(double[][] matrix, int p, int q) {
        if (matrix[p][q] == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (int k = 0; k < matrix.length; k++) {
            double a = matrix[k][p];
            double b = matrix[k][q];
            matrix[k][p] = cosine * a - sine * b;
            matrix[k][q] = sine * a + cosine * b;
        }
        for (int k = 0; k < matrix.length; k++) {
            double a = matrix[p][k];
            double b = matrix[q][k];
            matrix[p][k] = cosine * a - sine * b;
            matrix[q][k] = sine * a + cosine * b;
        }
    }
}
