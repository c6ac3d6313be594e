package dev.ganvas.engine.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a network did to an example, operation by operation: what other programs' formats of networks are written from.
 *
 * <p>Sizes in it are those of the example. An operation whose numbers depend on them is right for the example alone; whoever
 * writes a trace for other sizes too has to compare the result with the network at several.
 *
 * @param inputs in the order given
 * @param weights parameters, buffers and constants that take part, in the order of their first use
 * @param steps that the outputs depend on, in their order
 * @param outputs by name, in the order given
 */
public record Trace(List<Value> inputs, List<Value> weights, List<Step> steps, Map<String, Value> outputs) {
    /** What a value is. */
    public enum Kind {
        /** Given from outside. */
        INPUT,
        /** A named tensor of the network. */
        WEIGHT,
        /** Numbers that the network makes by itself, such as those of a fixed filter. */
        CONSTANT,
        /** What a step makes. */
        RESULT
    }

    /**
     * A tensor in a trace.
     *
     * @param name unique in the trace
     * @param shape in the example
     * @param bytes its elements in row-major order, little endian; none for inputs and results
     */
    public record Value(String name, Kind kind, DType dtype, List<Long> shape, byte[] bytes) {
        static Value of(String name, Kind kind, Tensor tensor) {
            boolean known = kind == Kind.WEIGHT || kind == Kind.CONSTANT;
            return new Value(
                    name,
                    kind,
                    tensor.dtype(),
                    Operation.list(tensor.shape()),
                    known ? tensor.toRawBytes() : new byte[0]);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Value value && value.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name + shape;
        }
    }

    /** An operation, what goes in, and what comes out. */
    public record Step(Operation operation, List<Value> inputs, Value output) {}

    /**
     * Runs a network on this thread and writes down what it does.
     *
     * @param weights the network's tensors by name
     * @param inputs by name
     * @param forward gives the outputs by name
     */
    public static Trace of(
            Map<String, Tensor> weights, Map<String, Tensor> inputs, Supplier<Map<String, Tensor>> forward) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad();
                Tracing tracing = Tracing.begin(weights, inputs)) {
            Map<String, Value> outputs = new LinkedHashMap<>();
            forward.get().forEach((name, tensor) -> outputs.put(name, tracing.valueOf(tensor)));
            return pruned(tracing.inputs(), tracing.steps(), outputs);
        }
    }

    /** Whether this thread is being traced: a network then goes ways that hold for all sizes, where it knows faster ones for some. */
    public static boolean isOn() {
        return Tracing.current() != null;
    }

    private static Trace pruned(List<Value> inputs, List<Step> all, Map<String, Value> outputs) {
        Set<Value> needed = new LinkedHashSet<>(outputs.values());
        List<Step> steps = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (needed.contains(all.get(i).output())) {
                steps.add(0, all.get(i));
                needed.addAll(all.get(i).inputs());
            }
        }
        Set<Value> weights = new LinkedHashSet<>();
        for (Step step : steps) {
            step.inputs().stream()
                    .filter(value -> value.kind() == Kind.WEIGHT || value.kind() == Kind.CONSTANT)
                    .forEach(weights::add);
        }
        return new Trace(inputs, List.copyOf(weights), List.copyOf(steps), outputs);
    }
}
