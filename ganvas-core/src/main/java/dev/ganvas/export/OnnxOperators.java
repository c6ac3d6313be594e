package dev.ganvas.export;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Operation;
import dev.ganvas.engine.tensor.Trace;
import dev.ganvas.engine.tensor.Trace.Step;
import dev.ganvas.engine.tensor.Trace.Value;
import dev.ganvas.error.UsageException;
import dev.ganvas.export.OnnxGraph.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Says the steps of a trace in operators of ONNX, set {@value #OPSET} (github.com/onnx/onnx, docs/Operators.md). */
final class OnnxOperators {
    /** The set of operators. */
    static final int OPSET = 17;

    private final OnnxGraph graph;
    private final Optional<Quantization> quantization;

    /** @param quantization what becomes numbers of 8 bits, if anything */
    OnnxOperators(OnnxGraph graph, Optional<Quantization> quantization) {
        this.graph = graph;
        this.quantization = quantization;
    }

    /** @throws UsageException when there is no operator for it */
    void write(Step step) {
        Operation operation = step.operation();
        String out = step.output().name();
        List<String> in = inputs(step);
        switch (operation.name()) {
            case "add", "sub", "mul", "div", "neg", "sqrt", "abs", "relu", "tanh", "sigmoid", "softplus" ->
                graph.node(capital(operation.name()), out, in);
            case "matmul" -> graph.node("MatMul", out, in);
            case "square" -> graph.node("Mul", out, List.of(in.get(0), in.get(0)));
            case "add_scalar" -> graph.node("Add", out, List.of(in.get(0), graph.reals(operation.number("value"), -1)));
            case "mul_scalar" -> graph.node("Mul", out, List.of(in.get(0), graph.reals(operation.number("value"), -1)));
            case "addcmul" -> {
                String product = graph.fresh();
                graph.node("Mul", product, List.of(in.get(1), in.get(2)));
                graph.node("Add", out, List.of(in.get(0), product));
            }
            case "clamp" ->
                graph.node(
                        "Clip",
                        out,
                        List.of(
                                in.get(0),
                                graph.reals(operation.number("low"), -1),
                                graph.reals(operation.number("high"), -1)));
            case "leaky_relu" -> graph.node("LeakyRelu", out, in, new Attribute("alpha", operation.number("slope")));
            case "prelu" -> graph.node("PRelu", out, in);
            case "gelu" -> gelu(out, in.get(0));
            default -> writeShaped(step, out, in);
        }
    }

    private List<String> inputs(Step step) {
        if (quantization.isPresent() && Quantization.takesPart(step)) {
            return quantization.get().inputs(step, graph);
        }
        return step.operation().name().equals("prelu")
                ? List.of(name(step.inputs().get(0)), slopes(step))
                : step.inputs().stream().map(this::name).toList();
    }

    /** {@code x (1 + erf(x / sqrt 2)) / 2}; ONNX has it as one operator from opset 20 on. */
    private void gelu(String out, String x) {
        String scaled = graph.fresh();
        String error = graph.fresh();
        String share = graph.fresh();
        String doubled = graph.fresh();
        graph.node("Mul", scaled, List.of(x, graph.reals(Math.sqrt(0.5), -1)));
        graph.node("Erf", error, List.of(scaled));
        graph.node("Add", share, List.of(error, graph.reals(1, -1)));
        graph.node("Mul", doubled, List.of(x, share));
        graph.node("Mul", out, List.of(doubled, graph.reals(0.5, -1)));
    }

    private void writeShaped(Step step, String out, List<String> in) {
        Operation operation = step.operation();
        switch (operation.name()) {
            case "cat" -> graph.node("Concat", out, in, new Attribute("axis", operation.whole("dim")));
            case "narrow" -> narrow(operation, out, in.get(0));
            case "permute" -> graph.node("Transpose", out, in, new Attribute("perm", operation.wholes("dims")));
            case "transpose" -> graph.node("Transpose", out, in, new Attribute("perm", swapped(step)));
            case "reshape" -> graph.node("Reshape", out, List.of(in.get(0), graph.wholes(target(step))));
            case "index_select" -> graph.node("Gather", out, in, new Attribute("axis", operation.whole("dim")));
            case "pixel_shuffle" ->
                graph.node(
                        "DepthToSpace",
                        out,
                        in,
                        new Attribute("blocksize", operation.whole("factor")),
                        new Attribute("mode", "CRD"));
            case "shift" ->
                // Left, right, top and bottom; ONNX names all beginnings first.
                graph.node("Pad", out, List.of(in.get(0), graph.wholes(padding(operation.wholes("padding")))));
            case "pixel_unshuffle" -> unshuffle(step, out, in.get(0));
            case "mean", "amax" ->
                graph.node(
                        operation.name().equals("mean") ? "ReduceMean" : "ReduceMax",
                        out,
                        in,
                        new Attribute("axes", operation.wholes("dims")),
                        new Attribute("keepdims", 0L));
            default -> writeLearned(step, out, in);
        }
    }

    private void writeLearned(Step step, String out, List<String> in) {
        Operation operation = step.operation();
        switch (operation.name()) {
            case "conv2d" ->
                graph.node(
                        "Conv",
                        out,
                        in,
                        new Attribute("kernel_shape", kernel(step)),
                        new Attribute("strides", twice(operation.whole("stride"))),
                        new Attribute("pads", fourTimes(operation.whole("padding"))),
                        new Attribute("group", operation.whole("groups")));
            case "conv_transpose2d" ->
                graph.node(
                        "ConvTranspose",
                        out,
                        in,
                        new Attribute("kernel_shape", kernel(step)),
                        new Attribute("strides", twice(operation.whole("stride"))),
                        new Attribute("pads", fourTimes(operation.whole("padding"))));
            case "linear" -> graph.node("Gemm", out, in, new Attribute("transB", 1L));
            case "avg_pool2d", "max_pool2d" ->
                graph.node(
                        operation.name().equals("avg_pool2d") ? "AveragePool" : "MaxPool",
                        out,
                        in,
                        new Attribute("kernel_shape", twice(operation.whole("size"))),
                        new Attribute("strides", twice(operation.whole("size"))));
            case "max_pool2d_overlapping" ->
                graph.node(
                        "MaxPool",
                        out,
                        in,
                        new Attribute("kernel_shape", twice(operation.whole("size"))),
                        new Attribute("strides", twice(operation.whole("stride"))),
                        new Attribute("pads", fourTimes(operation.whole("padding"))));
            case "batch_norm" -> {
                if (operation.flag("training")) {
                    throw refused(operation);
                }
                long channels = step.inputs().get(1).shape().get(0);
                String scale = in.size() > 3 ? in.get(3) : graph.reals(1, channels);
                String shift = in.size() > 4 ? in.get(4) : graph.reals(0, channels);
                graph.node(
                        "BatchNormalization",
                        out,
                        List.of(in.get(0), scale, shift, in.get(1), in.get(2)),
                        new Attribute("epsilon", operation.number("epsilon")));
            }
            default -> throw refused(operation);
        }
    }

    static UsageException refused(Operation operation) {
        return new UsageException("This network cannot be exported: it does " + operation
                + ", for which there is no rule. Use it with Ganvas, or export it in another format.");
    }

    private String name(Value value) {
        if (value.kind() == Trace.Kind.WEIGHT || value.kind() == Trace.Kind.CONSTANT) {
            graph.constant(value.name(), type(value.dtype()), value.shape(), value.bytes());
        }
        return value.name();
    }

    static int type(DType dtype) {
        return switch (dtype) {
            case F32 -> OnnxGraph.FLOAT;
            case I64 -> OnnxGraph.INT64;
            default ->
                throw new UsageException(
                        "Networks are exported in fp32; this one holds numbers of type " + dtype + ".");
        };
    }

    /** Slopes a channel, with sides of 1 for height and width, as ONNX extends shapes from their end. */
    private String slopes(Step step) {
        Value value = step.inputs().get(1);
        if (value.bytes().length == 0) {
            throw refused(step.operation());
        }
        return graph.constant(
                value.name(), type(value.dtype()), List.of(value.shape().get(0), 1L, 1L), value.bytes());
    }

    private void narrow(Operation operation, String out, String in) {
        long start = operation.whole("start");
        long end = start + operation.whole("length");
        graph.node(
                "Slice",
                out,
                List.of(
                        in,
                        graph.wholes(List.of(start)),
                        // From the end, the end itself has no number.
                        graph.wholes(List.of(start < 0 && end >= 0 ? Long.MAX_VALUE : end)),
                        graph.wholes(List.of(operation.whole("dim")))));
    }

    /** ONNX puts the places of a square before the channels, PyTorch behind them. */
    private void unshuffle(Step step, String out, String in) {
        long factor = step.operation().whole("factor");
        long channels = step.inputs().get(0).shape().get(1);
        List<Long> order = new ArrayList<>();
        for (long channel = 0; channel < channels; channel++) {
            for (long place = 0; place < factor * factor; place++) {
                order.add(place * channels + channel);
            }
        }
        String deep = graph.fresh();
        graph.node("SpaceToDepth", deep, List.of(in), new Attribute("blocksize", factor));
        graph.node("Gather", out, List.of(deep, graph.wholes(order)), new Attribute("axis", 1L));
    }

    private static List<Long> swapped(Step step) {
        List<Long> order = new ArrayList<>(
                LongStream.range(0, step.output().shape().size()).boxed().toList());
        List<Long> dims = step.operation().wholes("dims");
        order.set(dims.get(0).intValue(), dims.get(1));
        order.set(dims.get(1).intValue(), dims.get(0));
        return order;
    }

    /** The new shape; 0, which means the same as before, wherever the side at that place stays as it is. */
    private static List<Long> target(Step step) {
        List<Long> from = step.inputs().get(0).shape();
        List<Long> to = new ArrayList<>(step.output().shape());
        for (int i = 0; i < to.size() && i < from.size(); i++) {
            if (to.get(i).equals(from.get(i))) {
                to.set(i, 0L);
            }
        }
        return to;
    }

    private static List<Long> padding(List<Long> sides) {
        return List.of(0L, 0L, sides.get(2), sides.get(0), 0L, 0L, sides.get(3), sides.get(1));
    }

    private static List<Long> kernel(Step step) {
        return step.inputs().get(1).shape().subList(2, 4);
    }

    private static List<Long> twice(long number) {
        return List.of(number, number);
    }

    private static List<Long> fourTimes(long number) {
        return List.of(number, number, number, number);
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
