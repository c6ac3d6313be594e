package dev.ganvas.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes and constants of an ONNX graph under construction, by the field numbers of {@code onnx.proto}. */
final class OnnxGraph {
    /** {@code TensorProto.DataType}. */
    static final int FLOAT = 1;

    /** {@code TensorProto.DataType}. */
    static final int INT64 = 7;

    // AttributeProto.AttributeType.
    private static final int REAL = 1;
    private static final int WHOLE = 2;
    private static final int TEXT = 3;
    private static final int WHOLES = 7;

    private final List<WireMessage> nodes = new ArrayList<>();
    private final Map<String, WireMessage> initializers = new LinkedHashMap<>();
    private int made;

    /** An attribute of a node. */
    record Attribute(String name, Object value) {
        private WireMessage message() {
            WireMessage message = new WireMessage().text(1, name);
            if (value instanceof Double number) {
                return message.real(2, number.floatValue()).number(20, REAL);
            }
            if (value instanceof Long number) {
                return message.number(3, number).number(20, WHOLE);
            }
            if (value instanceof String text) {
                return message.text(4, text).number(20, TEXT);
            }
            for (Object number : (List<?>) value) {
                message.number(8, (Long) number);
            }
            return message.number(20, WHOLES);
        }
    }

    /** Adds a node. */
    void node(String type, String output, List<String> inputs, Attribute... attributes) {
        WireMessage node = new WireMessage();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, type + "_" + output).text(4, type);
        for (Attribute attribute : attributes) {
            node.part(5, attribute.message());
        }
        nodes.add(node);
    }

    /** A name that no value has. */
    String fresh() {
        return "between" + made++;
    }

    /** Adds a constant under a name; once more under the same name does nothing. */
    String constant(String name, int type, List<Long> shape, byte[] bytes) {
        WireMessage tensor = new WireMessage();
        shape.forEach(side -> tensor.number(1, side));
        initializers.putIfAbsent(name, tensor.number(2, type).text(8, name).bytes(9, bytes));
        return name;
    }

    /** Whole numbers in a row. */
    String wholes(List<Long> numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        numbers.forEach(bytes::putLong);
        return constant("whole" + made++, INT64, List.of((long) numbers.size()), bytes.array());
    }

    /** As many equal numbers in a row, or for -1 a number alone. */
    String reals(double value, long count) {
        int values = (int) Math.max(1, count);
        ByteBuffer bytes = ByteBuffer.allocate(values * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values; i++) {
            bytes.putFloat((float) value);
        }
        return constant("real" + made++, FLOAT, count < 0 ? List.of() : List.of(count), bytes.array());
    }

    /** The graph with its inputs and outputs. */
    WireMessage message(String name, List<WireMessage> inputs, List<WireMessage> outputs) {
        WireMessage graph = new WireMessage();
        nodes.forEach(node -> graph.part(1, node));
        graph.text(2, name);
        initializers.values().forEach(initializer -> graph.part(5, initializer));
        inputs.forEach(input -> graph.part(11, input));
        outputs.forEach(output -> graph.part(12, output));
        return graph;
    }
}
