package dev.ganvas.onnx;

import dev.ganvas.error.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks through an ONNX file before native code sees it: whether it is whole, whether its tensors hold what they claim, and whether
 * it asks for more memory than any picture network does. Field numbers are those of {@code onnx.proto}.
 */
final class OnnxStructure {
    private static final int MOST_DEPTH = 24;
    private static final int MOST_NODES = 200_000;

    /** Values of the largest tensor that a graph may make out of a constant shape: 1 GiB of floats. */
    private static final long MOST_VALUES = 1L << 28;

    /** Operators that make tensors as large as a constant says. */
    private static final Set<String> MAKERS = Set.of(
            "ConstantOfShape", "Expand", "Tile", "RandomNormal", "RandomUniform", "Range", "OneHot", "Resize", "Pad");

    private static final int GRAPH = 7;
    private static final int FUNCTION = 25;
    private static final int TRAINING = 20;

    /** Bytes a value by data type; the types of {@code TensorProto.DataType}, 0 where a value has no fixed size. */
    private static final int[] BYTES = {0, 4, 1, 1, 2, 2, 4, 8, 0, 1, 2, 8, 4, 8, 8, 16, 2, 1, 1, 1, 1};

    private final String file;
    private final Map<String, long[]> constants = new HashMap<>();
    private final List<String[]> makers = new ArrayList<>();
    private int nodes;

    private OnnxStructure(String file) {
        this.file = file;
    }

    /** @throws MalformedFileException when it is damaged, beyond a limit, or keeps its weights elsewhere */
    static void check(String file, byte[] bytes) throws MalformedFileException {
        OnnxStructure structure = new OnnxStructure(file);
        WireReader model = new WireReader(file, ByteBuffer.wrap(bytes));
        boolean graph = false;
        for (int field = model.next(); field != 0; field = model.next()) {
            structure.require(field != TRAINING, "holds a training, not a network");
            if (field == GRAPH) {
                structure.graph(model.message(), 0);
                graph = true;
            } else if (field == FUNCTION) {
                structure.function(model.message(), 0);
            }
        }
        structure.require(graph, "is no ONNX file: it has no graph");
        structure.checkMakers();
    }

    private void graph(WireReader graph, int depth) throws MalformedFileException {
        require(depth < MOST_DEPTH, "nests its graphs too deeply");
        for (int field = graph.next(); field != 0; field = graph.next()) {
            switch (field) {
                case 1 -> node(graph.message(), depth);
                case 5 -> tensor(graph.message());
                default -> {
                    // Names, inputs and outputs, which ONNX Runtime checks.
                }
            }
        }
    }

    private void function(WireReader function, int depth) throws MalformedFileException {
        for (int field = function.next(); field != 0; field = function.next()) {
            if (field == 7) {
                node(function.message(), depth);
            }
        }
    }

    private void node(WireReader node, int depth) throws MalformedFileException {
        require(++nodes <= MOST_NODES, "has more than " + MOST_NODES + " nodes");
        List<String> names = new ArrayList<>();
        String output = "";
        String type = "";
        long[] constant = {};
        for (int field = node.next(); field != 0; field = node.next()) {
            switch (field) {
                case 1 -> names.add(node.text());
                case 2 -> output = node.text();
                case 4 -> type = node.text();
                case 5 -> constant = attribute(node.message(), constant, depth);
                default -> {
                    // Its name and its documentation.
                }
            }
        }
        if (type.equals("Constant")) {
            constants.put(output, constant);
        }
        if (MAKERS.contains(type)) {
            require(
                    values(constant) <= MOST_VALUES,
                    "asks for a tensor of " + values(constant) + " values (" + type + ")");
            makers.add(names.toArray(String[]::new));
        }
    }

    private long[] attribute(WireReader attribute, long[] before, int depth) throws MalformedFileException {
        long[] constant = before;
        List<Long> integers = new ArrayList<>();
        String name = "";
        for (int field = attribute.next(); field != 0; field = attribute.next()) {
            switch (field) {
                case 1 -> name = attribute.text();
                case 5, 10 -> constant = tensor(attribute.message());
                case 6, 11 -> graph(attribute.message(), depth + 1);
                case 8 -> attribute.numbers(integers::add);
                default -> {
                    // Single numbers and texts.
                }
            }
        }
        return name.equals("shape") || name.equals("value_ints")
                ? integers.stream().mapToLong(value -> value).toArray()
                : constant;
    }

    /** Checks a tensor, and gives its values where it might be a shape. */
    private long[] tensor(WireReader tensor) throws MalformedFileException {
        List<Long> dims = new ArrayList<>();
        List<Long> integers = new ArrayList<>();
        long type = 0;
        long raw = -1;
        long typed = 0;
        String name = "";
        ByteBuffer bytes = ByteBuffer.allocate(0);
        for (int field = tensor.next(); field != 0; field = tensor.next()) {
            switch (field) {
                case 1 -> tensor.numbers(dims::add);
                case 2 -> type = tensor.number();
                case 7 -> {
                    typed += tensor.isNumber() ? 1 : tensor.part().remaining();
                    if (integers.size() <= Integer.BYTES * 2) {
                        tensor.numbers(value -> {
                            if (integers.size() <= Integer.BYTES * 2) {
                                integers.add(value);
                            }
                        });
                    }
                }
                case 4, 5, 6, 10, 11 -> typed += tensor.isNumber() ? 1 : sizeOf(tensor);
                case 8 -> name = tensor.text();
                case 9 -> {
                    bytes = tensor.part();
                    raw = bytes.remaining();
                }
                case 13, 14 ->
                    require(
                            tensor.isNumber() && tensor.number() == 0,
                            "keeps its weights in another file; save it as one file");
                default -> {
                    // Its documentation.
                }
            }
        }
        long values = 1;
        for (long dim : dims) {
            require(dim >= 0 && dim <= Integer.MAX_VALUE, "has a tensor of a side of " + dim);
            values *= dim;
            require(values <= Integer.MAX_VALUE, "has a tensor " + name + " of more than 2 billion values");
        }
        require(type > 0 && type < 64, "has a tensor " + name + " of an unknown type");
        int size = type < BYTES.length ? BYTES[(int) type] : 0;
        if (raw >= 0 && size > 0) {
            require(raw == values * size, "has a tensor " + name + " of " + values + " values in " + raw + " bytes");
        } else if (raw < 0 && type < BYTES.length && type != 8) {
            require(typed >= values / 2, "has a tensor " + name + " of " + values + " values, but fewer are there");
        }
        long[] shape = shape(type, values, bytes, integers);
        constants.put(name, shape);
        return shape;
    }

    private static long sizeOf(WireReader field) throws MalformedFileException {
        // Fixed-size numbers that are not packed have no part.
        try {
            return field.part().remaining();
        } catch (MalformedFileException unpacked) {
            return 1;
        }
    }

    private static long[] shape(long type, long values, ByteBuffer raw, List<Long> integers) {
        if (type != 7 || values > Long.BYTES) {
            return new long[0];
        }
        if (raw.remaining() == values * Long.BYTES) {
            ByteBuffer little = raw.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            long[] shape = new long[(int) values];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = little.getLong();
            }
            return shape;
        }
        return integers.stream().mapToLong(value -> value).toArray();
    }

    private void checkMakers() throws MalformedFileException {
        for (String[] inputs : makers) {
            for (String input : inputs) {
                long values = values(constants.getOrDefault(input, new long[0]));
                require(values <= MOST_VALUES, "asks for a tensor of " + values + " values");
            }
        }
    }

    private static long values(long[] shape) {
        long values = 1;
        for (long side : shape) {
            long positive = Math.max(1, side);
            if (positive > Integer.MAX_VALUE || values > Integer.MAX_VALUE) {
                return Long.MAX_VALUE;
            }
            values *= positive;
        }
        return values;
    }

    private void require(boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(file, otherwise);
        }
    }
}
