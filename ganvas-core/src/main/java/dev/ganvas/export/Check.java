package dev.ganvas.export;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.EngineException;
import dev.ganvas.model.PortableNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An exported network beside the one it comes from, on the same example.
 *
 * @param shapes of what went in, such as {@code 1x3x17x24}
 * @param difference the largest between two numbers that came out
 * @param seconds of the exported one, the best of {@value #RUNS} runs
 * @param ours seconds of the network it comes from, likewise
 */
public record Check(String shapes, double difference, double seconds, double ours) {
    /** From here on an exported network is another one. */
    public static final double MOST_DIFFERENCE = 1e-4;

    private static final int RUNS = 3;

    /** A file of another program, opened by that. Owns memory until closed. */
    public interface Runner extends AutoCloseable {
        /** The outputs by name for inputs by name; in the open scope. */
        Map<String, Tensor> run(Map<String, Tensor> inputs);

        @Override
        void close();
    }

    /** Opens files. */
    @FunctionalInterface
    public interface Opener {
        /** Opens a file that was just written. */
        Runner open(Path file) throws IOException;
    }

    /** Compares at {@value Examples#COUNT} sizes. */
    static List<Check> of(PortableNetwork network, Runner runtime) {
        List<Check> checks = new ArrayList<>();
        for (int number = 0; number < Examples.COUNT; number++) {
            checks.add(one(network, runtime, number));
        }
        return checks;
    }

    private static Check one(PortableNetwork network, Runner runtime, int number) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Map<String, Tensor> example = Examples.of(network, number);
            Timed ours = Timed.of(() -> network.forward().of(example));
            Timed theirs = Timed.of(() -> runtime.run(example));
            String shapes = example.values().stream()
                    .map(tensor -> Arrays.stream(tensor.shape())
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining("x")))
                    .collect(Collectors.joining(", "));
            Check check = new Check(shapes, difference(ours.outputs(), theirs.outputs()), theirs.best(), ours.best());
            // Not "above": a difference that is no number is none that may be.
            if (!(check.difference() < MOST_DIFFERENCE)) {
                throw new EngineException("The exported network gives other numbers at " + shapes + ": they differ by "
                        + check.difference() + ". It was not kept.");
            }
            return check;
        }
    }

    private record Timed(Map<String, Tensor> outputs, double best) {
        static Timed of(Supplier<Map<String, Tensor>> run) {
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < RUNS; i++) {
                long start = System.nanoTime();
                outputs = run.get();
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
            }
            return new Timed(outputs, best);
        }
    }

    private static double difference(Map<String, Tensor> ours, Map<String, Tensor> theirs) {
        double most = 0;
        for (Map.Entry<String, Tensor> output : ours.entrySet()) {
            Tensor other = theirs.get(output.getKey());
            if (other == null || !Arrays.equals(other.shape(), output.getValue().shape())) {
                throw new EngineException("The exported network gives " + other + " as " + output.getKey() + " and not "
                        + output.getValue() + ". It was not kept.");
            }
            float[] a = output.getValue().toFloats();
            float[] b = other.toFloats();
            for (int i = 0; i < a.length; i++) {
                double difference = Math.abs((double) a[i] - b[i]);
                // Math.max keeps what is no number.
                most = Math.max(most, difference);
            }
        }
        return most;
    }
}
