package dev.ganvas.evaluate.distribution;

import dev.ganvas.error.EngineException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** The eigenvectors of a symmetric matrix, largest eigenvalue first, each of length 1 with its largest number positive. */
public final class PrincipalAxes {
    private PrincipalAxes() {}

    /**
     * @param symmetric {@code [size * size]}
     * @param count how many, at most {@code size}
     */
    public static List<float[]> of(double[] symmetric, int size, int count) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!eigen.decompose(DMatrixRMaj.wrap(size, size, symmetric.clone()))) {
            throw new EngineException(
                    "the eigenvectors of a " + size + " x " + size + " matrix could not be found; is it finite?");
        }
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer k) -> -eigen.getEigenvalue(k).getReal()))
                .limit(count)
                .map(k -> oriented(eigen.getEigenVector(k).data))
                .toList();
    }

    private static float[] oriented(double[] vector) {
        int largest = 0;
        for (int i = 1; i < vector.length; i++) {
            largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
        }
        float[] result = new float[vector.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (vector[largest] < 0 ? -vector[i] : vector[i]);
        }
        return result;
    }
}
