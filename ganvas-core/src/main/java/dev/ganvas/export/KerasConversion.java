package dev.ganvas.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.keras.KerasFile;
import dev.ganvas.keras.KerasLayer;
import dev.ganvas.keras.KerasLayer.Value;
import dev.ganvas.keras.KerasNetwork;
import dev.ganvas.model.PortableNetwork.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network for pictures that Keras saved, as an ONNX model: the layers of usual convolutional networks, connected in any way, with other
 * networks as layers. Its pictures come in pixel after pixel ({@code NHWC}), as Keras has them.
 *
 * @param onnx the model
 * @param width pixels of its pictures, 0 for any
 * @param height pixels of its pictures, 0 for any
 * @param probabilities whether it ends in softmax or a sigmoid
 */
public record KerasConversion(byte[] onnx, int width, int height, boolean probabilities) {
    private static final String INPUT = "picture";
    private static final String OUTPUT = "answer";
    private static final int PICTURE = 4;

    /**
     * Converts a file.
     *
     * @throws MalformedFileException when it is damaged
     * @throws UsageException when there is no such file, or it has layers without a word in ONNX, with their names
     */
    public static KerasConversion of(Path file) throws IOException {
        KerasFile read = KerasFile.read(file);
        OnnxGraph graph = new OnnxGraph();
        Walk walk = new Walk(graph, new KerasOperators(graph, read.version(), file), file);
        KerasNetwork network = read.network();
        int[] size = size(network, file);
        String first = graph.fresh();
        graph.node("Transpose", first, List.of(INPUT), new OnnxGraph.Attribute("perm", List.of(0L, 3L, 1L, 2L)));
        KerasGraph.Result last = walk.through(network, new KerasGraph.Result(first, PICTURE), 0);
        graph.node("Identity", OUTPUT, List.of(last.name()));
        Side height = size[0] > 0 ? Side.fixed(size[0]) : Side.free("height", 1);
        Side width = size[1] > 0 ? Side.fixed(size[1]) : Side.free("width", 1);
        WireMessage model = new WireMessage()
                .number(1, OnnxFile.IR_VERSION)
                .text(2, "Ganvas")
                .text(6, "Converted by Ganvas from a network of Keras " + read.version() + ".")
                .part(
                        7,
                        graph.message(
                                "network",
                                List.of(OnnxFile.value(
                                        INPUT, OnnxGraph.FLOAT, List.of(Side.BATCH, height, width, Side.fixed(3)))),
                                List.of(new WireMessage()
                                        .text(1, OUTPUT)
                                        .part(
                                                2,
                                                new WireMessage()
                                                        .part(1, new WireMessage().number(1, OnnxGraph.FLOAT))))))
                .part(8, new WireMessage().text(1, "").number(2, OnnxOperators.OPSET));
        return new KerasConversion(model.toBytes(), size[1], size[0], walk.endsInProbabilities);
    }

    /** Height and width of the pictures that come in, 0 for any. */
    private static int[] size(KerasNetwork network, Path file) throws MalformedFileException {
        for (KerasLayer layer : network.layers()) {
            if (layer.kind().equals("InputLayer")
                    && layer.name().equals(network.input().layer())) {
                JsonNode shape = layer.config().has("batch_shape")
                        ? layer.config().path("batch_shape")
                        : layer.config().path("batch_input_shape");
                if (shape.size() != PICTURE || shape.path(3).asInt() != 3) {
                    throw new MalformedFileException(
                            file,
                            "takes " + shape + ", and no pictures in colour, whose shape is [null, height, width, 3]");
                }
                return new int[] {shape.path(1).asInt(0), shape.path(2).asInt(0)};
            }
        }
        throw new MalformedFileException(file, "does not say what comes in");
    }

    /** Goes through the layers of a network, and of those that are layers of it. */
    private static final class Walk {
        private static final int DEEPEST = 8;

        private final OnnxGraph graph;
        private final KerasOperators operators;
        private final Path file;
        private boolean endsInProbabilities;

        Walk(OnnxGraph graph, KerasOperators operators, Path file) {
            this.graph = graph;
            this.operators = operators;
            this.file = file;
        }

        KerasGraph.Result through(KerasNetwork network, KerasGraph.Result input, int depth)
                throws MalformedFileException {
            if (depth > DEEPEST) {
                throw new MalformedFileException(file, "has networks in networks in networks");
            }
            Map<Value, KerasGraph.Result> made = new HashMap<>();
            made.put(network.input(), input);
            List<Use> waiting = new ArrayList<>();
            for (KerasLayer layer : network.layers()) {
                for (int call = 0; call < layer.calls().size(); call++) {
                    Value value = new Value(layer.name(), call);
                    if (!layer.kind().equals("InputLayer") && !made.containsKey(value)) {
                        waiting.add(new Use(layer, value, layer.calls().get(call)));
                    }
                }
            }
            // Layers mostly stand behind those that they need, so this goes through the list once.
            for (boolean moved = true; moved && !made.containsKey(network.output()); ) {
                moved = false;
                List<Use> still = new ArrayList<>();
                for (Use use : waiting) {
                    if (made.keySet().containsAll(use.inputs())) {
                        made.put(
                                use.value(),
                                result(use, use.inputs().stream().map(made::get).toList(), depth));
                        moved = true;
                    } else {
                        still.add(use);
                    }
                }
                waiting = still;
            }
            KerasGraph.Result output = made.get(network.output());
            if (output == null) {
                throw new MalformedFileException(
                        file,
                        "gives what none of its layers makes: "
                                + network.output().layer()
                                + waiting.stream()
                                        .map(use -> ", " + use.layer().name() + " takes what comes from nowhere")
                                        .findFirst()
                                        .orElse(""));
            }
            return output;
        }

        private KerasGraph.Result result(Use use, List<KerasGraph.Result> inputs, int depth)
                throws MalformedFileException {
            KerasLayer layer = use.layer();
            if (inputs.isEmpty()) {
                throw new MalformedFileException(file, "layer " + layer.name() + " takes nothing");
            }
            if (!layer.inner().isEmpty()) {
                return through(layer.inner().get(0), inputs.get(0), depth + 1);
            }
            KerasGraph.Result result = operators.write(layer, inputs);
            String ends = layer.kind().equals("Softmax")
                    ? "softmax"
                    : layer.config().path("activation").asText("");
            if (!layer.kind().contains("Dropout")) {
                endsInProbabilities = ends.equals("softmax") || ends.equals("sigmoid");
            }
            return result;
        }

        private record Use(KerasLayer layer, Value value, List<Value> inputs) {}
    }
}
