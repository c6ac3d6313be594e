package dev.ganvas.export;

import dev.ganvas.engine.tensor.Operation;
import dev.ganvas.engine.tensor.Trace;
import dev.ganvas.engine.tensor.Trace.Step;
import dev.ganvas.engine.tensor.Trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says a trace in PyTorch's words: the method {@code forward} of a module that has the weights as {@link #attribute}. */
final class TorchSource {
    private static final String FUNCTIONAL = "torch.nn.functional.";

    private TorchSource() {}

    /** The name of a weight in a module. */
    static String attribute(String weight) {
        return weight.replace('.', '_');
    }

    /**
     * The method, for Python and for {@code torch.jit.script}.
     *
     * @throws dev.ganvas.error.UsageException when an operation has no rule
     */
    static String python(Trace trace) {
        StringBuilder source = new StringBuilder("def forward(self");
        trace.inputs().forEach(input -> source.append(", ").append(input.name()));
        source.append("):\n");
        for (Step step : trace.steps()) {
            source.append("    ")
                    .append(step.output().name())
                    .append(" = ")
                    .append(expression(step))
                    .append('\n');
        }
        String outputs =
                trace.outputs().values().stream().map(TorchSource::name).collect(Collectors.joining(", "));
        return source.append("    return ").append(outputs).append('\n').toString();
    }

    /** The method for libtorch's own compiler, which knows operations alone and no library of Python. */
    static String script(Trace trace) {
        return python(trace).replace(FUNCTIONAL, "torch.");
    }

    private static String expression(Step step) {
        Operation operation = step.operation();
        List<String> in = step.inputs().stream().map(TorchSource::name).toList();
        return switch (operation.name()) {
            case "add",
                    "sub",
                    "mul",
                    "div",
                    "neg",
                    "square",
                    "sqrt",
                    "abs",
                    "relu",
                    "tanh",
                    "sigmoid",
                    "matmul",
                    "addcmul",
                    "prelu" -> call("torch." + operation.name(), in);
            case "softplus", "gelu", "linear" -> call(FUNCTIONAL + operation.name(), in);
            case "add_scalar" -> call("torch.add", in, operation.number("value"));
            case "mul_scalar" -> call("torch.mul", in, operation.number("value"));
            case "clamp" -> call("torch.clamp", in, operation.number("low"), operation.number("high"));
            case "leaky_relu" -> call(FUNCTIONAL + "leaky_relu", in, operation.number("slope"));
            case "cat" -> "torch.cat(" + in + ", " + operation.whole("dim") + ")";
            case "narrow" ->
                call("torch.narrow", in, operation.whole("dim"), operation.whole("start"), operation.whole("length"));
            case "permute" -> call("torch.permute", in, operation.wholes("dims"));
            case "transpose" ->
                call(
                        "torch.transpose",
                        in,
                        operation.wholes("dims").get(0),
                        operation.wholes("dims").get(1));
            case "shift" -> call("torch.constant_pad_nd", in, operation.wholes("padding"));
            case "reshape" -> call("torch.reshape", in, target(step));
            case "index_select" ->
                "torch.index_select(" + in.get(0) + ", " + operation.whole("dim") + ", " + in.get(1) + ")";
            case "pixel_shuffle", "pixel_unshuffle" -> call("torch." + operation.name(), in, operation.whole("factor"));
            case "mean", "amax" -> call("torch." + operation.name(), in, operation.wholes("dims"));
            default -> learned(step, in);
        };
    }

    private static String learned(Step step, List<String> in) {
        Operation operation = step.operation();
        return switch (operation.name()) {
            case "conv2d" ->
                call(
                        "torch.conv2d",
                        List.of(in.get(0), in.get(1), optional(in, 2)),
                        twice(operation.whole("stride")),
                        twice(operation.whole("padding")),
                        twice(1),
                        operation.whole("groups"));
            case "conv_transpose2d" ->
                call(
                        "torch.conv_transpose2d",
                        List.of(in.get(0), in.get(1), optional(in, 2)),
                        twice(operation.whole("stride")),
                        twice(operation.whole("padding")));
            case "avg_pool2d", "max_pool2d" -> call(FUNCTIONAL + operation.name(), in, twice(operation.whole("size")));
            case "max_pool2d_overlapping" ->
                call(
                        FUNCTIONAL + "max_pool2d",
                        in,
                        twice(operation.whole("size")),
                        twice(operation.whole("stride")),
                        twice(operation.whole("padding")));
            case "batch_norm" -> {
                if (operation.flag("training")) {
                    throw OnnxOperators.refused(operation);
                }
                yield call(
                        "torch.batch_norm",
                        List.of(in.get(0), optional(in, 3), optional(in, 4), in.get(1), in.get(2)),
                        "False",
                        0.0,
                        operation.number("epsilon"),
                        "False");
            }
            default -> throw OnnxOperators.refused(operation);
        };
    }

    private static String call(String function, List<String> in, Object... numbers) {
        List<String> arguments = new ArrayList<>(in);
        for (Object number : numbers) {
            arguments.add(number.toString());
        }
        return function + "(" + String.join(", ", arguments) + ")";
    }

    private static String name(Value value) {
        return switch (value.kind()) {
            case WEIGHT, CONSTANT -> "self." + attribute(value.name());
            case INPUT, RESULT -> value.name();
        };
    }

    private static String optional(List<String> in, int place) {
        return in.size() > place ? in.get(place) : "None";
    }

    /** The new shape, with sides that stay as they are asked of what goes in. */
    private static List<String> target(Step step) {
        Value input = step.inputs().get(0);
        List<String> target = new ArrayList<>();
        for (int i = 0; i < step.output().shape().size(); i++) {
            long side = step.output().shape().get(i);
            boolean same = i < input.shape().size() && input.shape().get(i) == side;
            target.add(same ? name(input) + ".size(" + i + ")" : Long.toString(side));
        }
        return target;
    }

    private static List<Long> twice(long number) {
        return List.of(number, number);
    }
}
