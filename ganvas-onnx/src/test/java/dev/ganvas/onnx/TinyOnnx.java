package dev.ganvas.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes small ONNX files by the field numbers of {@code onnx.proto}. */
public final class TinyOnnx {
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int LONG = 7;

    private TinyOnnx() {}

    /** A protobuf message under construction. */
    static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message part(int field, Message value) {
            return bytes(field, value.bytes());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    static Message floats(String name, float[] values, long... dims) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return tensor(name, FLOAT, raw.array(), dims);
    }

    static Message longs(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return tensor(name, LONG, raw.array(), values.length);
    }

    static Message tensor(String name, int type, byte[] raw, long... dims) {
        Message tensor = new Message();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        return tensor.number(2, type).text(8, name).bytes(9, raw);
    }

    static Message node(String type, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, type);
    }

    /** An attribute of whole numbers of a node; of one alone, when {@code single}. */
    static Message with(Message node, String name, boolean single, long... values) {
        Message attribute = new Message().text(1, name).number(20, single ? 2 : 7);
        for (long value : values) {
            attribute.number(single ? 3 : 8, value);
        }
        return node.part(5, attribute);
    }

    /** A float tensor as an input or output; sizes below 1 are free. */
    static Message value(String name, long... dims) {
        return valueOf(FLOAT, name, dims);
    }

    private static Message valueOf(int elements, String name, long... dims) {
        Message shape = new Message();
        for (long dim : dims) {
            shape.part(1, dim < 1 ? new Message().text(2, "N") : new Message().number(1, dim));
        }
        Message type = new Message().part(1, new Message().number(1, elements).part(2, shape));
        return new Message().text(1, name).part(2, type);
    }

    static byte[] model(List<Message> nodes, List<Message> initializers, Message input, Message... outputs) {
        Message graph = new Message();
        nodes.forEach(node -> graph.part(1, node));
        graph.text(2, "tiny");
        initializers.forEach(initializer -> graph.part(5, initializer));
        graph.part(11, input);
        for (Message output : outputs) {
            graph.part(12, output);
        }
        return new Message()
                .number(1, 8)
                .part(7, graph)
                .part(8, new Message().text(1, "").number(2, 13))
                .bytes();
    }

    /** Tells three classes apart by random weights: {@code [N, 3, side, side] -> [N, 3]}. */
    static byte[] classifier(int side) {
        int values = 3 * side * side;
        SplittableRandom random = new SplittableRandom(1);
        float[] weights = new float[values * 3];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextDouble() - 0.5);
        }
        List<Message> nodes = new ArrayList<>();
        nodes.add(node("Flatten", "flat", "x"));
        nodes.add(node("MatMul", "y", "flat", "w"));
        return model(nodes, List.of(floats("w", weights, values, 3)), value("x", 0, 3, side, side), value("y", 0, 3));
    }

    /**
     * Reads plates as networks of fast-plate-ocr do: {@code [N, high, wide, 3]} of bytes to {@code plate}, {@code [N, slots,
     * alphabet]}, and {@code region}. A red plate says one text and is from the first region, a blue one says the other and is from the
     * second, each with a probability of e^8 against 1 for any other character.
     *
     * @param wide of the plates that it takes
     * @param alphabet a character a class, the last one the padding
     * @param regions how many, at least 2
     * @param red as long as there are slots
     * @param blue as long as there are slots
     */
    public static byte[] plateReader(int wide, int high, String alphabet, int regions, String red, String blue) {
        int slots = red.length();
        List<Message> nodes = new ArrayList<>();
        nodes.add(with(node("Cast", "levels", "input"), "to", true, FLOAT));
        nodes.add(with(with(node("ReduceMean", "mean", "levels"), "axes", false, 1, 2), "keepdims", true, 0));
        nodes.add(node("MatMul", "flat", "mean", "characters"));
        nodes.add(node("Reshape", "slots", "flat", "shape"));
        nodes.add(node("Softmax", "plate", "slots"));
        nodes.add(node("MatMul", "places", "mean", "regions"));
        nodes.add(node("Softmax", "region", "places"));
        float[] characters = new float[3 * slots * alphabet.length()];
        float[] places = new float[3 * regions];
        for (int colour : new int[] {0, 2}) {
            String text = colour == 0 ? red : blue;
            for (int slot = 0; slot < slots; slot++) {
                characters[(colour * slots + slot) * alphabet.length() + alphabet.indexOf(text.charAt(slot))] =
                        8f / 255;
            }
            places[colour * regions + colour / 2] = 8f / 255;
        }
        return model(
                nodes,
                List.of(
                        floats("characters", characters, 3, (long) slots * alphabet.length()),
                        floats("regions", places, 3, regions),
                        longs("shape", -1, slots, alphabet.length())),
                valueOf(UINT8, "input", 0, high, wide, 3),
                value("plate", 0, slots, alphabet.length()),
                value("region", 0, regions));
    }

    /**
     * Finds plates as networks of open-image-models do: {@code [1, 3, 384, 384]} to rows of seven numbers, the same for every picture but
     * for the last of each, the score, which is the picture's mean times what is given.
     */
    public static byte[] plateDetector(float... rows) {
        long count = rows.length / 7;
        float[] fixed = rows.clone();
        float[] scores = new float[rows.length];
        for (int at = 6; at < rows.length; at += 7) {
            scores[at] = rows[at];
            fixed[at] = 0;
        }
        return model(
                List.of(
                        with(
                                with(node("ReduceMean", "mean", "images"), "axes", false, 0, 1, 2, 3),
                                "keepdims",
                                true,
                                0),
                        node("Mul", "scores", "mean", "factors"),
                        node("Add", "output", "scores", "fixed")),
                List.of(floats("factors", scores, count, 7), floats("fixed", fixed, count, 7)),
                value("images", 1, 3, 384, 384),
                value("output", 0, 7));
    }

    /** The configuration that fast-plate-ocr writes beside such a network, for plates of 128 x 64 pixels. */
    public static String plateConfig(String alphabet, int slots, String... regions) {
        return "max_plate_slots: " + slots + "\nalphabet: '" + alphabet
                + "'\npad_char: '_'\nimg_height: 64\nimg_width: 128\n"
                + "keep_aspect_ratio: false\ninterpolation: linear\nimage_color_mode: rgb\n"
                + (regions.length == 0 ? "" : "plate_regions:\n  - " + String.join("\n  - ", regions) + "\n");
    }
}
