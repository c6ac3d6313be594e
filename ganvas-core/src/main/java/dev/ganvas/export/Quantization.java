package dev.ganvas.export;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Trace;
import dev.ganvas.engine.tensor.Trace.Step;
import dev.ganvas.engine.tensor.Trace.Value;
import dev.ganvas.export.OnnxGraph.Attribute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Numbers of 8 bits in place of floats around convolutions and linear maps, as pairs of QuantizeLinear and DequantizeLinear (QDQ): what goes in
 * is 0 to 255 by the range that it was seen to have, weights are -127 to 127 by the largest of each output channel (Jacob et al., "Quantization and
 * training of neural networks for efficient integer-arithmetic-only inference", 2018, section 3). Transposed convolutions stay as they are.
 */
final class Quantization {
    // TensorProto.DataType.
    private static final int UINT8 = 2;
    private static final int INT8 = 3;
    private static final int INT32 = 6;

    private static final int LEVELS = 255;
    private static final int MOST = 127;

    private final Map<String, Range> ranges = new TreeMap<>();
    private final Set<String> written = new HashSet<>();

    /** What a value was seen to be between; holds 0. */
    private record Range(double low, double high) {
        double scale() {
            return Math.max(1e-12, (high - low) / LEVELS);
        }

        long zero() {
            return Math.round(-low / scale());
        }
    }

    /** Values that become numbers of 8 bits, in the order of their use. */
    static List<String> of(Trace trace) {
        return trace.steps().stream()
                .filter(Quantization::takesPart)
                .map(step -> step.inputs().get(0).name())
                .distinct()
                .toList();
    }

    static boolean takesPart(Step step) {
        String name = step.operation().name();
        return (name.equals("conv2d") || name.equals("linear"))
                && step.inputs().get(1).bytes().length > 0
                && step.inputs().stream().skip(2).allMatch(bias -> bias.bytes().length > 0);
    }

    /** Widens the range of a value by what it was seen to be. */
    void saw(String value, Tensor numbers) {
        double low = 0;
        double high = 0;
        for (float number : numbers.toFloats()) {
            low = Math.min(low, number);
            high = Math.max(high, number);
        }
        Range seen = new Range(low, high);
        ranges.merge(value, seen, (a, b) -> new Range(Math.min(a.low(), b.low()), Math.max(a.high(), b.high())));
    }

    /** Names of what goes into a step, once it went through 8 bits. */
    List<String> inputs(Step step, OnnxGraph graph) {
        Value given = step.inputs().get(0);
        Range range = ranges.get(given.name());
        List<String> names = new ArrayList<>(List.of(given(given, range, graph)));
        Value weight = step.inputs().get(1);
        double[] scales = scales(weight);
        names.add(weight(weight, scales, graph));
        if (step.inputs().size() > 2) {
            double[] both = new double[scales.length];
            for (int i = 0; i < both.length; i++) {
                both[i] = scales[i] * range.scale();
            }
            names.add(bias(step.inputs().get(2), both, graph));
        }
        return names;
    }

    private String given(Value value, Range range, OnnxGraph graph) {
        String name = value.name() + "_dequantized";
        if (written.add(name)) {
            String scale = graph.reals(range.scale(), -1);
            String zero = graph.constant(value.name() + "_zero", UINT8, List.of(), new byte[] {(byte) range.zero()});
            graph.node("QuantizeLinear", value.name() + "_quantized", List.of(value.name(), scale, zero));
            graph.node("DequantizeLinear", name, List.of(value.name() + "_quantized", scale, zero));
        }
        return name;
    }

    private static float[] numbers(Value value) {
        float[] numbers = new float[value.bytes().length / Float.BYTES];
        ByteBuffer.wrap(value.bytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    private static double[] scales(Value weight) {
        float[] numbers = numbers(weight);
        int channels = Math.toIntExact(weight.shape().get(0));
        double[] scales = new double[channels];
        for (int i = 0; i < numbers.length; i++) {
            int channel = i / (numbers.length / channels);
            scales[channel] = Math.max(scales[channel], Math.abs(numbers[i]) / MOST);
        }
        for (int i = 0; i < channels; i++) {
            scales[i] = scales[i] == 0 ? 1 : scales[i];
        }
        return scales;
    }

    private String weight(Value weight, double[] scales, OnnxGraph graph) {
        String name = weight.name() + "_dequantized";
        if (written.add(name)) {
            float[] numbers = numbers(weight);
            byte[] bytes = new byte[numbers.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.round(numbers[i] / scales[i / (numbers.length / scales.length)]);
            }
            String eighths = graph.constant(weight.name() + "_quantized", INT8, weight.shape(), bytes);
            String zeros = graph.constant(
                    weight.name() + "_zero", INT8, List.of((long) scales.length), new byte[scales.length]);
            graph.node(
                    "DequantizeLinear",
                    name,
                    List.of(eighths, row(weight.name() + "_scale", scales, graph), zeros),
                    new Attribute("axis", 0L));
        }
        return name;
    }

    /** In whole numbers of 32 bits, at the scale of what is summed up. */
    private String bias(Value bias, double[] scales, OnnxGraph graph) {
        String name = bias.name() + "_dequantized";
        if (written.add(name)) {
            float[] numbers = numbers(bias);
            ByteBuffer bytes =
                    ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < numbers.length; i++) {
                double whole = Math.rint(numbers[i] / scales[i]);
                bytes.putInt((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, whole)));
            }
            String wholes = graph.constant(bias.name() + "_quantized", INT32, bias.shape(), bytes.array());
            graph.node(
                    "DequantizeLinear",
                    name,
                    List.of(wholes, row(bias.name() + "_scale", scales, graph)),
                    new Attribute("axis", 0L));
        }
        return name;
    }

    private static String row(String name, double[] values, OnnxGraph graph) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return graph.constant(name, OnnxGraph.FLOAT, List.of((long) values.length), bytes.array());
    }
}
