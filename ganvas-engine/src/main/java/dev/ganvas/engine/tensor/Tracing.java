package dev.ganvas.engine.tensor;

import dev.ganvas.error.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@link Trace} that is being made on a thread. */
final class Tracing implements AutoCloseable {
    private static final ThreadLocal<Tracing> CURRENT = new ThreadLocal<>();

    /** Operations that change how numbers are stored and nothing else. */
    private static final Set<String> SAME = Set.of("contiguous", "channels_last", "detach", "clone");

    /** Values of a constant at most: more come from what is not traced rather than from the network itself. */
    private static final long MOST_CONSTANT = 1 << 20;

    private final IdentityHashMap<Tensor, Trace.Value> values = new IdentityHashMap<>();
    private final List<Trace.Value> inputs = new ArrayList<>();
    private final List<Trace.Step> steps = new ArrayList<>();
    private final IdentityHashMap<Tensor, String> weights = new IdentityHashMap<>();
    private int constants;

    private Tracing() {}

    static Tracing current() {
        return CURRENT.get();
    }

    static Tracing begin(Map<String, Tensor> weights, Map<String, Tensor> inputs) {
        if (CURRENT.get() != null) {
            throw new EngineException("This thread is being traced already.");
        }
        Tracing tracing = new Tracing();
        weights.forEach((name, tensor) -> tracing.weights.put(tensor, name));
        inputs.forEach((name, tensor) -> {
            Trace.Value value = Trace.Value.of(name, Trace.Kind.INPUT, tensor);
            tracing.inputs.add(value);
            tracing.values.put(tensor, value);
        });
        CURRENT.set(tracing);
        return tracing;
    }

    /** Writes down that {@code operation} made {@code result}, if this thread is being traced. */
    static void note(Operation operation, Tensor result, Tensor... operands) {
        Tracing tracing = CURRENT.get();
        // What is made of nothing is a constant, which is read when it is used.
        if (tracing != null && operands.length > 0) {
            tracing.noted(operation, result, operands);
        }
    }

    /** Writes down that {@code changed} from now on holds what {@code result} holds. */
    static void changed(Tensor changed, Tensor result) {
        Tracing tracing = CURRENT.get();
        if (tracing != null) {
            tracing.values.put(changed, tracing.valueOf(result));
        }
    }

    private void noted(Operation operation, Tensor result, Tensor... operands) {
        boolean same = SAME.contains(operation.name())
                || (operation.name().equals("to") && operands[0].dtype() == result.dtype());
        if (same) {
            values.put(result, valueOf(operands[0]));
            return;
        }
        List<Trace.Value> from = Arrays.stream(operands).map(this::valueOf).toList();
        Trace.Value value = Trace.Value.of("t" + (steps.size() + 1), Trace.Kind.RESULT, result);
        values.put(result, value);
        steps.add(new Trace.Step(operation, from, value));
    }

    Trace.Value valueOf(Tensor tensor) {
        Trace.Value known = values.get(tensor);
        if (known != null) {
            return known;
        }
        String weight = weights.get(tensor);
        if (weight == null && tensor.count() > MOST_CONSTANT) {
            throw new EngineException("A network that makes " + tensor + " by itself cannot be traced.");
        }
        // Reading the elements is nothing that the network does.
        CURRENT.remove();
        try {
            Trace.Value value = weight != null
                    ? Trace.Value.of(weight, Trace.Kind.WEIGHT, tensor)
                    : Trace.Value.of("constant" + constants++, Trace.Kind.CONSTANT, tensor);
            values.put(tensor, value);
            return value;
        } finally {
            CURRENT.set(this);
        }
    }

    List<Trace.Value> inputs() {
        return List.copyOf(inputs);
    }

    List<Trace.Step> steps() {
        return steps;
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}
