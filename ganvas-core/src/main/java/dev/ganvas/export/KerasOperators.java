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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words of ONNX for layers of Keras. Pictures go through it channel after channel. */
final class KerasOperators {
    private static final int PICTURE = 4;

    /** Axis of the channels, of pictures and of vectors alike. */
    private static final long CHANNELS = 1;

    private final OnnxGraph graph;
    private final KerasActivations activations;
    private final Path file;

    /**
     * What a layer gives.
     *
     * @param rank 4 for pictures, {@code [N, C, H, W]}; 2 for vectors
     */
    record Result(String name, int rank) {}

    KerasOperators(OnnxGraph graph, String version, Path file) {
        this.graph = graph;
        this.activations = new KerasActivations(graph, version.startsWith("2") || version.startsWith("1"), file);
        this.file = file;
    }

    /**
     * @throws UsageException when the layer has no word
     * @throws MalformedFileException when its weights or numbers do not fit it
     */
    Result write(KerasLayer layer, List<Result> inputs) throws MalformedFileException {
        try {
            return written(layer, inputs);
        } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException e) {
            throw new MalformedFileException(file, "layer " + layer.name() + " lacks weights or numbers", e);
        }
    }

    private Result written(KerasLayer layer, List<Result> inputs) throws MalformedFileException {
        Result x = inputs.get(0);
        JsonNode config = layer.config();
        if (config.path("data_format").asText("channels_last").equals("channels_first")) {
            throw refused(layer, "has its channels first");
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
            case "Rescaling" -> rescaled(layer, x);
            case "Normalization" -> normalised(layer, x);
            case "Conv2D", "Convolution2D" ->
                activated(
                        layer,
                        convolved(
                                layer,
                                x,
                                kernel(layer, 0),
                                config.path("groups").asInt(1),
                                bias(layer, 1)));
            case "DepthwiseConv2D" ->
                activated(layer, convolved(layer, x, depthwise(layer), channels(layer), bias(layer, 1)));
            case "SeparableConv2D" -> separable(layer, x);
            case "BatchNormalization" -> batchNormalised(layer, x);
            case "Dense" -> dense(layer, x);
            case "Activation" -> activated(layer, x);
            case "ReLU" -> new Result(activations.relu(config, x.name()), x.rank());
            case "LeakyReLU" -> new Result(activations.leaky(config, x.name()), x.rank());
            case "ELU" -> new Result(activations.elu(config.path("alpha").asDouble(1), x.name()), x.rank());
            case "PReLU" -> parametric(layer, x);
            case "Softmax" -> new Result(activations.named("softmax", x.name(), layer), x.rank());
            case "MaxPooling2D", "MaxPool2D" -> pooled(layer, x, "MaxPool");
            case "AveragePooling2D", "AvgPool2D" -> pooled(layer, x, "AveragePool");
            case "GlobalAveragePooling2D" -> global(layer, x, "GlobalAveragePool");
            case "GlobalMaxPooling2D" -> global(layer, x, "GlobalMaxPool");
            case "ZeroPadding2D" -> padded(layer, x);
            case "UpSampling2D" -> upsampled(layer, x);
            case "Flatten" -> flattened(x);
            case "Reshape" -> reshaped(layer, x);
            case "Add" -> joined("Sum", inputs);
            case "Average" -> joined("Mean", inputs);
            case "Maximum" -> joined("Max", inputs);
            case "Minimum" -> joined("Min", inputs);
            case "Subtract" -> joined("Sub", inputs);
            case "Multiply" -> multiplied(inputs);
            case "Concatenate" -> concatenated(layer, inputs);
            default -> throw refused(layer, "has no word in ONNX here");
        };
    }

    private UsageException refused(KerasLayer layer, String why) {
        return new UsageException(file + ": the layer " + layer.name() + " (" + layer.kind() + ") " + why
                + ". Convert the network with tf2onnx, and take the .onnx file.");
    }

    private String node(String type, List<String> inputs, Attribute... attributes) {
        String output = graph.fresh();
        graph.node(type, output, inputs, attributes);
        return output;
    }

    private Result activated(KerasLayer layer, Result x) {
        JsonNode activation = layer.config().path("activation");
        if (activation.isMissingNode() || activation.isNull()) {
            return x;
        }
        if (!activation.isTextual()) {
            throw refused(layer, "has an activation of its own");
        }
        return new Result(activations.named(activation.asText(), x.name(), layer), x.rank());
    }

    private String constant(KerasWeights weights) {
        ByteBuffer bytes =
                ByteBuffer.allocate(weights.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weights.values());
        return graph.constant(
                "weights" + graph.fresh(),
                OnnxGraph.FLOAT,
                Arrays.stream(weights.shape()).asLongStream().boxed().toList(),
                bytes.array());
    }

    private String filled(double value, int count) {
        float[] values = new float[count];
        Arrays.fill(values, (float) value);
        return constant(new KerasWeights("filled", new int[] {count}, values));
    }

    /** {@code [out, in, height, width]}. */
    private static KerasWeights kernel(KerasLayer layer, int at) {
        return layer.weights().get(at).transposed(3, 2, 0, 1);
    }

    private static List<KerasWeights> bias(KerasLayer layer, int at) {
        return layer.config().path("use_bias").asBoolean(true)
                ? List.of(layer.weights().get(at))
                : List.of();
    }

    private static int channels(KerasLayer layer) {
        return layer.weights().get(0).shape()[2];
    }

    /** {@code [in * multiplier, 1, height, width]} of {@code [height, width, in, multiplier]}. */
    private static KerasWeights depthwise(KerasLayer layer) {
        int[] shape = layer.weights().get(0).shape();
        return layer.weights()
                .get(0)
                .transposed(2, 3, 0, 1)
                .shaped(Math.multiplyExact(shape[2], shape[3]), 1, shape[0], shape[1]);
    }

    private Result convolved(KerasLayer layer, Result x, KerasWeights kernel, long groups, List<KerasWeights> bias)
            throws MalformedFileException {
        require(x.rank() == PICTURE && kernel.shape().length == PICTURE, layer);
        JsonNode config = layer.config();
        List<String> inputs = new ArrayList<>(List.of(x.name(), constant(kernel)));
        bias.forEach(one -> inputs.add(constant(one)));
        List<Long> dilation = pair(config.path("dilation_rate"), 1);
        return new Result(
                node(
                        "Conv",
                        inputs,
                        new Attribute("strides", pair(config.path("strides"), 1)),
                        new Attribute("dilations", dilation),
                        new Attribute("kernel_shape", List.of((long) kernel.shape()[2], (long) kernel.shape()[3])),
                        new Attribute("group", groups),
                        padding(layer)),
                PICTURE);
    }

    private Attribute padding(KerasLayer layer) {
        return switch (layer.config().path("padding").asText("valid")) {
            case "same" -> new Attribute("auto_pad", "SAME_UPPER");
            case "valid" -> new Attribute("auto_pad", "VALID");
            default -> throw refused(layer, "has a padding of its own");
        };
    }

    private Result separable(KerasLayer layer, Result x) throws MalformedFileException {
        Result depth = convolved(layer, x, depthwise(layer), channels(layer), List.of());
        KerasWeights points = kernel(layer, 1);
        List<String> inputs = new ArrayList<>(List.of(depth.name(), constant(points)));
        bias(layer, 2).forEach(one -> inputs.add(constant(one)));
        return activated(layer, new Result(node("Conv", inputs), PICTURE));
    }

    private Result batchNormalised(KerasLayer layer, Result x) throws MalformedFileException {
        JsonNode axis = layer.config().path("axis");
        int last = axis.isArray() ? axis.path(0).asInt() : axis.asInt(-1);
        if (last != -1 && last != x.rank() - 1) {
            throw refused(layer, "normalises along axis " + last);
        }
        List<KerasWeights> weights = new ArrayList<>(layer.weights());
        int count = weights.get(weights.size() - 1).values().length;
        String gamma = layer.config().path("scale").asBoolean(true) ? constant(weights.remove(0)) : filled(1, count);
        String beta = layer.config().path("center").asBoolean(true) ? constant(weights.remove(0)) : filled(0, count);
        require(weights.size() == 2, layer);
        return new Result(
                node(
                        "BatchNormalization",
                        List.of(x.name(), gamma, beta, constant(weights.get(0)), constant(weights.get(1))),
                        new Attribute("epsilon", layer.config().path("epsilon").asDouble(1e-3))),
                x.rank());
    }

    private Result dense(KerasLayer layer, Result x) throws MalformedFileException {
        require(x.rank() == 2, layer);
        String product =
                node("MatMul", List.of(x.name(), constant(layer.weights().get(0))));
        List<KerasWeights> bias = bias(layer, 1);
        return activated(
                layer, new Result(bias.isEmpty() ? product : node("Add", List.of(product, constant(bias.get(0)))), 2));
    }

    private Result rescaled(KerasLayer layer, Result x) {
        String scaled = node("Mul", List.of(x.name(), perChannel(layer.config().path("scale"), x)));
        return new Result(node("Add", List.of(scaled, perChannel(layer.config().path("offset"), x))), x.rank());
    }

    /** A number for all, or one for each channel. */
    private String perChannel(JsonNode numbers, Result x) {
        if (!numbers.isArray()) {
            return graph.reals(numbers.asDouble(), -1);
        }
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.path(i).asDouble();
        }
        return constant(channelwise(new KerasWeights("numbers", new int[] {values.length}, values), x));
    }

    /** So that numbers for channels meet channels. */
    private static KerasWeights channelwise(KerasWeights numbers, Result x) {
        int count = numbers.values().length;
        return x.rank() == PICTURE ? numbers.shaped(1, count, 1, 1) : numbers.shaped(1, count);
    }

    private Result normalised(KerasLayer layer, Result x) throws MalformedFileException {
        require(layer.weights().size() >= 2, layer);
        KerasWeights mean = layer.weights().get(0);
        KerasWeights variance = layer.weights().get(1);
        float[] factors = new float[variance.values().length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) (1 / Math.max(Math.sqrt(variance.values()[i]), 1e-7));
        }
        String centred = node("Sub", List.of(x.name(), constant(channelwise(mean, x))));
        return new Result(
                node(
                        "Mul",
                        List.of(
                                centred,
                                constant(channelwise(new KerasWeights("factors", variance.shape(), factors), x)))),
                x.rank());
    }

    private Result parametric(KerasLayer layer, Result x) {
        KerasWeights alpha = layer.weights().get(0);
        int channels = alpha.shape()[alpha.shape().length - 1];
        if (alpha.values().length != channels) {
            throw refused(layer, "has another slope at every place");
        }
        return new Result(node("PRelu", List.of(x.name(), constant(channelwise(alpha, x)))), x.rank());
    }

    private Result pooled(KerasLayer layer, Result x, String type) throws MalformedFileException {
        require(x.rank() == PICTURE, layer);
        List<Long> size = pair(layer.config().path("pool_size"), 2);
        JsonNode strides = layer.config().path("strides");
        return new Result(
                node(
                        type,
                        List.of(x.name()),
                        new Attribute("kernel_shape", size),
                        new Attribute("strides", strides.isNull() ? size : pair(strides, size.get(0))),
                        padding(layer)),
                PICTURE);
    }

    private Result global(KerasLayer layer, Result x, String type) throws MalformedFileException {
        require(x.rank() == PICTURE, layer);
        String one = node(type, List.of(x.name()));
        return layer.config().path("keepdims").asBoolean(false)
                ? new Result(one, PICTURE)
                : new Result(node("Flatten", List.of(one)), 2);
    }

    private Result padded(KerasLayer layer, Result x) {
        JsonNode padding = layer.config().path("padding");
        long[] sides = new long[4];
        for (int axis = 0; axis < 2; axis++) {
            JsonNode along = padding.isArray() ? padding.path(axis) : padding;
            sides[axis] = along.isArray() ? along.path(0).asLong() : along.asLong();
            sides[2 + axis] = along.isArray() ? along.path(1).asLong() : along.asLong();
        }
        if (Arrays.stream(sides).anyMatch(side -> side < 0 || side > 4096)) {
            throw refused(layer, "pads by " + padding);
        }
        return new Result(
                node(
                        "Pad",
                        List.of(
                                x.name(),
                                graph.wholes(List.of(0L, 0L, sides[0], sides[1], 0L, 0L, sides[2], sides[3])))),
                PICTURE);
    }

    private Result upsampled(KerasLayer layer, Result x) {
        if (!layer.config().path("interpolation").asText("nearest").equals("nearest")) {
            throw refused(layer, "interpolates");
        }
        List<Long> size = pair(layer.config().path("size"), 2);
        float[] scales = {1, 1, size.get(0), size.get(1)};
        return new Result(
                node(
                        "Resize",
                        List.of(x.name(), "", constant(new KerasWeights("scales", new int[] {4}, scales))),
                        new Attribute("mode", "nearest"),
                        new Attribute("coordinate_transformation_mode", "asymmetric"),
                        new Attribute("nearest_mode", "floor")),
                PICTURE);
    }

    /** Vectors as Keras has them, pixel after pixel. */
    private Result flattened(Result x) {
        return x.rank() == 2 ? x : new Result(node("Flatten", List.of(pixels(x))), 2);
    }

    private String pixels(Result x) {
        return node("Transpose", List.of(x.name()), new Attribute("perm", List.of(0L, 2L, 3L, 1L)));
    }

    private Result reshaped(KerasLayer layer, Result x) {
        JsonNode target = layer.config().path("target_shape");
        if (target.size() != 1 && target.size() != 3) {
            throw refused(layer, "makes " + target);
        }
        List<Long> sides = Stream.concat(
                        Stream.of(0L), IntStream.range(0, target.size()).mapToObj(i -> target.path(i)
                                .asLong()))
                .toList();
        String shaped = node("Reshape", List.of(x.rank() == PICTURE ? pixels(x) : x.name(), graph.wholes(sides)));
        return target.size() == 1
                ? new Result(shaped, 2)
                : new Result(
                        node("Transpose", List.of(shaped), new Attribute("perm", List.of(0L, 3L, 1L, 2L))), PICTURE);
    }

    private Result joined(String type, List<Result> inputs) {
        return new Result(
                node(type, inputs.stream().map(Result::name).toList()),
                inputs.get(0).rank());
    }

    private Result multiplied(List<Result> inputs) {
        String product = inputs.get(0).name();
        for (Result next : inputs.subList(1, inputs.size())) {
            product = node("Mul", List.of(product, next.name()));
        }
        return new Result(product, inputs.get(0).rank());
    }

    private Result concatenated(KerasLayer layer, List<Result> inputs) {
        int axis = layer.config().path("axis").asInt(-1);
        int rank = inputs.get(0).rank();
        if (axis != -1 && axis != rank - 1) {
            throw refused(layer, "joins along axis " + axis);
        }
        return new Result(
                node("Concat", inputs.stream().map(Result::name).toList(), new Attribute("axis", CHANNELS)), rank);
    }

    private static List<Long> pair(JsonNode numbers, long usual) {
        if (numbers.isArray()) {
            return List.of(numbers.path(0).asLong(usual), numbers.path(1).asLong(usual));
        }
        return List.of(numbers.asLong(usual), numbers.asLong(usual));
    }

    private void require(boolean fits, KerasLayer layer) throws MalformedFileException {
        if (!fits) {
            throw new MalformedFileException(
                    file, "layer " + layer.name() + " (" + layer.kind() + ") does not fit what comes before it");
        }
    }
}
