package dev.ganvas.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.export.OnnxGraph.Attribute;
import dev.ganvas.keras.KerasLayer;
import dev.ganvas.keras.KerasWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The graph that layers of Keras are written into, with what most of them need for it.
 *
 * @param file that they come from
 */
record KerasGraph(OnnxGraph graph, Path file) {
    static final int PICTURE = 4;

    /** Axis of the channels, of pictures and of vectors alike. */
    static final long CHANNELS = 1;

    /**
     * What a layer gives.
     *
     * @param rank 4 for pictures, {@code [N, C, H, W]}; 2 for vectors
     */
    record Result(String name, int rank) {}

    UsageException refused(KerasLayer layer, String why) {
        return new UsageException(file + ": the layer " + layer.name() + " (" + layer.kind() + ") " + why
                + ". Convert the network with tf2onnx, and take the .onnx file.");
    }

    String node(String type, List<String> inputs, Attribute... attributes) {
        String output = graph.fresh();
        graph.node(type, output, inputs, attributes);
        return output;
    }

    String constant(KerasWeights weights) {
        ByteBuffer bytes =
                ByteBuffer.allocate(weights.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weights.values());
        return graph.constant(
                "weights" + graph.fresh(),
                OnnxGraph.FLOAT,
                Arrays.stream(weights.shape()).asLongStream().boxed().toList(),
                bytes.array());
    }

    String filled(double value, int count) {
        float[] values = new float[count];
        Arrays.fill(values, (float) value);
        return constant(new KerasWeights("filled", new int[] {count}, values));
    }

    /** So that numbers for channels meet channels. */
    static KerasWeights channelwise(KerasWeights numbers, Result x) {
        int count = numbers.values().length;
        return x.rank() == PICTURE ? numbers.shaped(1, count, 1, 1) : numbers.shaped(1, count);
    }

    Attribute padding(KerasLayer layer) {
        return switch (layer.config().path("padding").asText("valid")) {
            case "same" -> new Attribute("auto_pad", "SAME_UPPER");
            case "valid" -> new Attribute("auto_pad", "VALID");
            default -> throw refused(layer, "has a padding of its own");
        };
    }

    static List<Long> pair(JsonNode numbers, long usual) {
        if (numbers.isArray()) {
            return List.of(numbers.path(0).asLong(usual), numbers.path(1).asLong(usual));
        }
        return List.of(numbers.asLong(usual), numbers.asLong(usual));
    }

    void require(boolean fits, KerasLayer layer) throws MalformedFileException {
        if (!fits) {
            throw new MalformedFileException(
                    file, "layer " + layer.name() + " (" + layer.kind() + ") does not fit what comes before it");
        }
    }
}
