package dev.ganvas.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.export.KerasGraph.Result;
import dev.ganvas.keras.KerasLayer;
import java.nio.file.Path;
import java.util.List;

/** The words of ONNX for layers of Keras. Pictures go through it channel after channel. */
final class KerasOperators {
    private final KerasGraph keras;
    private final KerasActivations activations;
    private final KerasProducts products;
    private final KerasScales scales;
    private final KerasShapes shapes;
    private final KerasJoins joins;

    KerasOperators(OnnxGraph graph, String version, Path file) {
        this.keras = new KerasGraph(graph, file);
        this.activations = new KerasActivations(graph, version.startsWith("2") || version.startsWith("1"), file);
        this.products = new KerasProducts(keras);
        this.scales = new KerasScales(keras);
        this.shapes = new KerasShapes(keras);
        this.joins = new KerasJoins(keras);
    }

    /**
     * @throws UsageException when the layer has no word
     * @throws MalformedFileException when its weights or numbers do not fit it
     */
    Result write(KerasLayer layer, List<Result> inputs) throws MalformedFileException {
        try {
            return written(layer, inputs);
        } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException e) {
            throw new MalformedFileException(keras.file(), "layer " + layer.name() + " lacks weights or numbers", e);
        }
    }

    private Result written(KerasLayer layer, List<Result> inputs) throws MalformedFileException {
        Result x = inputs.get(0);
        JsonNode config = layer.config();
        if (config.path("data_format").asText("channels_last").equals("channels_first")) {
            throw keras.refused(layer, "has its channels first");
        }
        return switch (layer.kind()) {
            case "Dropout",
                    "SpatialDropout2D",
                    "GaussianNoise",
                    "GaussianDropout",
                    "AlphaDropout",
                    "ActivityRegularization",
                    "RandomFlip",
                    "RandomRotation",
                    "RandomZoom",
                    "RandomTranslation",
                    "RandomContrast",
                    "RandomBrightness",
                    "InputLayer" -> x;
            case "Rescaling" -> scales.rescaled(layer, x);
            case "Normalization" -> scales.normalised(layer, x);
            case "Conv2D", "Convolution2D" -> activated(layer, products.convolution(layer, x));
            case "DepthwiseConv2D" -> activated(layer, products.depthwise(layer, x));
            case "SeparableConv2D" -> activated(layer, products.separable(layer, x));
            case "BatchNormalization" -> scales.batchNormalised(layer, x);
            case "Dense" -> activated(layer, products.dense(layer, x));
            case "Activation" -> activated(layer, x);
            case "ReLU" -> new Result(activations.relu(config, x.name()), x.rank());
            case "LeakyReLU" -> new Result(activations.leaky(config, x.name()), x.rank());
            case "ELU" -> new Result(activations.elu(config.path("alpha").asDouble(1), x.name()), x.rank());
            case "PReLU" -> scales.parametric(layer, x);
            case "Softmax" -> new Result(activations.named("softmax", x.name(), layer), x.rank());
            case "MaxPooling2D", "MaxPool2D" -> shapes.pooled(layer, x, "MaxPool");
            case "AveragePooling2D", "AvgPool2D" -> shapes.pooled(layer, x, "AveragePool");
            case "GlobalAveragePooling2D" -> shapes.global(layer, x, "GlobalAveragePool");
            case "GlobalMaxPooling2D" -> shapes.global(layer, x, "GlobalMaxPool");
            case "ZeroPadding2D" -> shapes.padded(layer, x);
            case "UpSampling2D" -> shapes.upsampled(layer, x);
            case "Flatten" -> shapes.flattened(x);
            case "Reshape" -> shapes.reshaped(layer, x);
            case "Add" -> joins.joined("Sum", inputs);
            case "Average" -> joins.joined("Mean", inputs);
            case "Maximum" -> joins.joined("Max", inputs);
            case "Minimum" -> joins.joined("Min", inputs);
            case "Subtract" -> joins.joined("Sub", inputs);
            case "Multiply" -> joins.multiplied(inputs);
            case "Concatenate" -> joins.concatenated(layer, inputs);
            default -> throw keras.refused(layer, "has no word in ONNX here");
        };
    }

    private Result activated(KerasLayer layer, Result x) {
        JsonNode activation = layer.config().path("activation");
        if (activation.isMissingNode() || activation.isNull()) {
            return x;
        }
        if (!activation.isTextual()) {
            throw keras.refused(layer, "has an activation of its own");
        }
        return new Result(activations.named(activation.asText(), x.name(), layer), x.rank());
    }
}
