package dev.ganvas.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.UsageException;
import dev.ganvas.export.OnnxGraph.Attribute;
import dev.ganvas.keras.KerasLayer;
import java.nio.file.Path;
import java.util.List;

/** The words of ONNX for activations of Keras. */
final class KerasActivations {
    private final OnnxGraph graph;

    /** Before Keras 3, the hard sigmoid had another slope. */
    private final boolean old;

    private final Path file;

    KerasActivations(OnnxGraph graph, boolean old, Path file) {
        this.graph = graph;
        this.old = old;
        this.file = file;
    }

    private String node(String type, List<String> inputs, Attribute... attributes) {
        String output = graph.fresh();
        graph.node(type, output, inputs, attributes);
        return output;
    }

    private String one(String type, String x) {
        return node(type, List.of(x));
    }

    /** @throws UsageException when there is none of this name */
    String named(String name, String x, KerasLayer layer) {
        return switch (name) {
            case "linear" -> x;
            case "relu" -> one("Relu", x);
            case "relu6" -> clipped(x, 6);
            case "sigmoid" -> one("Sigmoid", x);
            case "tanh" -> one("Tanh", x);
            case "softplus" -> one("Softplus", x);
            case "softsign" -> one("Softsign", x);
            case "selu" -> one("Selu", x);
            case "elu" -> elu(1, x);
            case "exponential" -> one("Exp", x);
            case "leaky_relu" -> node("LeakyRelu", List.of(x), new Attribute("alpha", 0.2));
            case "swish", "silu" -> node("Mul", List.of(x, one("Sigmoid", x)));
            case "mish" -> node("Mul", List.of(x, one("Tanh", one("Softplus", x))));
            case "gelu" -> gelu(x);
            case "hard_sigmoid" -> hardSigmoid(x, old);
            case "hard_swish", "hard_silu" -> node("Mul", List.of(x, hardSigmoid(x, false)));
            case "softmax" -> node("Softmax", List.of(x), new Attribute("axis", 1L));
            case "log_softmax" -> node("LogSoftmax", List.of(x), new Attribute("axis", 1L));
            default ->
                throw new UsageException(file + ": the activation '" + name + "' of the layer " + layer.name()
                        + " has no word in ONNX here. Convert the network with tf2onnx, and take the .onnx file.");
        };
    }

    /** {@code x / 2 (1 + erf(x / sqrt 2))} (Hendrycks and Gimpel, 2016). */
    private String gelu(String x) {
        String error = one("Erf", node("Mul", List.of(x, graph.reals(Math.sqrt(0.5), -1))));
        String gate = node("Add", List.of(error, graph.reals(1, -1)));
        return node("Mul", List.of(node("Mul", List.of(x, graph.reals(0.5, -1))), gate));
    }

    private String hardSigmoid(String x, boolean steep) {
        return node(
                "HardSigmoid", List.of(x), new Attribute("alpha", steep ? 0.2 : 1 / 6.0), new Attribute("beta", 0.5));
    }

    private String clipped(String x, double most) {
        return node("Clip", List.of(x, graph.reals(0, -1), graph.reals(most, -1)));
    }

    String elu(double alpha, String x) {
        return node("Elu", List.of(x), new Attribute("alpha", alpha));
    }

    /** A layer of rectified numbers, which may have a highest one and a slope below 0. */
    String relu(JsonNode config, String x) {
        double slope = config.path("negative_slope").asDouble(0);
        boolean limited = config.path("max_value").isNumber();
        if (config.path("threshold").asDouble(0) != 0 || slope != 0 && limited) {
            throw new UsageException(file + ": the layer " + config.path("name").asText()
                    + " is rectified in a way that has no word in ONNX here; convert the network with tf2onnx.");
        }
        return limited
                ? clipped(x, config.path("max_value").asDouble())
                : slope == 0 ? one("Relu", x) : node("LeakyRelu", List.of(x), new Attribute("alpha", slope));
    }

    String leaky(JsonNode config, String x) {
        double slope =
                config.path("negative_slope").asDouble(config.path("alpha").asDouble(0.3));
        return node("LeakyRelu", List.of(x), new Attribute("alpha", slope));
    }
}
