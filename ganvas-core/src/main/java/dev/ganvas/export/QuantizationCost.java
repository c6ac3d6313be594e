package dev.ganvas.export;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import java.util.Map;
import java.util.function.Supplier;

/** Adds up what numbers of 8 bits cost. */
final class QuantizationCost {
    private static final int RUNS = 3;

    private double energy;
    private double error;
    private double seconds;
    private double exactSeconds;

    void add(Check.Runner exact, Check.Runner quantized, Supplier<Map<String, Tensor>> example) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> inputs = example.get();
            double[] times = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
            Map<String, Tensor> right = Map.of();
            Map<String, Tensor> found = Map.of();
            for (int i = 0; i < RUNS; i++) {
                long start = System.nanoTime();
                right = exact.run(inputs);
                long middle = System.nanoTime();
                found = quantized.run(inputs);
                times[0] = Math.min(times[0], (middle - start) * 1e-9);
                times[1] = Math.min(times[1], (System.nanoTime() - middle) * 1e-9);
            }
            exactSeconds += times[0];
            seconds += times[1];
            for (Map.Entry<String, Tensor> output : right.entrySet()) {
                compare(output.getValue().toFloats(), found.get(output.getKey()).toFloats());
            }
        }
    }

    private void compare(float[] right, float[] found) {
        for (int i = 0; i < right.length; i++) {
            double off = (double) right[i] - found[i];
            energy += (double) right[i] * right[i];
            error += off * off;
        }
    }

    Export.Cost cost() {
        return new Export.Cost(
                10 * Math.log10(Math.max(energy, Double.MIN_NORMAL) / Math.max(error, Double.MIN_NORMAL)),
                seconds,
                exactSeconds);
    }
}
