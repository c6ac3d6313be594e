package dev.ganvas.keras;

import java.util.Arrays;

/**
 * Weights of a layer.
 *
 * @param name such as {@code kernel}, where the file tells
 * @param shape as Keras has it
 * @param values the last axis fastest
 */
public record KerasWeights(String name, int[] shape, float[] values) {
    /**
     * The same numbers, whose axes come in another order.
     *
     * @throws IllegalArgumentException when it has more or fewer axes
     */
    public KerasWeights transposed(int... axes) {
        if (axes.length != shape.length) {
            throw new IllegalArgumentException(name + " has " + shape.length + " axes, not " + axes.length);
        }
        int rank = shape.length;
        int[] turned = new int[rank];
        int[] steps = new int[rank];
        for (int i = 0; i < rank; i++) {
            turned[i] = shape[axes[i]];
            steps[i] = 1;
            for (int k = axes[i] + 1; k < rank; k++) {
                steps[i] *= shape[k];
            }
        }
        float[] moved = new float[values.length];
        int[] at = new int[rank];
        for (int i = 0; i < moved.length; i++) {
            int from = 0;
            for (int k = 0; k < rank; k++) {
                from += at[k] * steps[k];
            }
            moved[i] = values[from];
            for (int k = rank - 1; k >= 0 && ++at[k] == turned[k]; k--) {
                at[k] = 0;
            }
        }
        return new KerasWeights(name, turned, moved);
    }

    /**
     * The same numbers in another shape.
     *
     * @throws IllegalArgumentException when it holds more or fewer
     */
    public KerasWeights shaped(int... other) {
        if (Arrays.stream(other).reduce(1, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException(name + " has " + values.length + " numbers");
        }
        return new KerasWeights(name, other, values);
    }
}
