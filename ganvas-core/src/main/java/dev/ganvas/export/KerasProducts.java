package dev.ganvas.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.export.KerasGraph.Result;
import dev.ganvas.export.OnnxGraph.Attribute;
import dev.ganvas.keras.KerasLayer;
import dev.ganvas.keras.KerasWeights;
import java.util.ArrayList;
import java.util.List;

/** The words of ONNX for layers of Keras that multiply by weights, up to their activations. */
record KerasProducts(KerasGraph keras) {
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
    private static KerasWeights depths(KerasLayer layer) {
        int[] shape = layer.weights().get(0).shape();
        return layer.weights()
                .get(0)
                .transposed(2, 3, 0, 1)
                .shaped(Math.multiplyExact(shape[2], shape[3]), 1, shape[0], shape[1]);
    }

    private Result convolved(KerasLayer layer, Result x, KerasWeights kernel, long groups, List<KerasWeights> bias)
            throws MalformedFileException {
        keras.require(x.rank() == KerasGraph.PICTURE && kernel.shape().length == KerasGraph.PICTURE, layer);
        JsonNode config = layer.config();
        List<String> inputs = new ArrayList<>(List.of(x.name(), keras.constant(kernel)));
        bias.forEach(one -> inputs.add(keras.constant(one)));
        List<Long> dilation = KerasGraph.pair(config.path("dilation_rate"), 1);
        return new Result(
                keras.node(
                        "Conv",
                        inputs,
                        new Attribute("strides", KerasGraph.pair(config.path("strides"), 1)),
                        new Attribute("dilations", dilation),
                        new Attribute("kernel_shape", List.of((long) kernel.shape()[2], (long) kernel.shape()[3])),
                        new Attribute("group", groups),
                        keras.padding(layer)),
                KerasGraph.PICTURE);
    }

    Result convolution(KerasLayer layer, Result x) throws MalformedFileException {
        int groups = layer.config().path("groups").asInt(1);
        return convolved(layer, x, kernel(layer, 0), groups, bias(layer, 1));
    }

    Result depthwise(KerasLayer layer, Result x) throws MalformedFileException {
        return convolved(layer, x, depths(layer), channels(layer), bias(layer, 1));
    }

    Result separable(KerasLayer layer, Result x) throws MalformedFileException {
        Result depth = convolved(layer, x, depths(layer), channels(layer), List.of());
        KerasWeights points = kernel(layer, 1);
        List<String> inputs = new ArrayList<>(List.of(depth.name(), keras.constant(points)));
        bias(layer, 2).forEach(one -> inputs.add(keras.constant(one)));
        return new Result(keras.node("Conv", inputs), KerasGraph.PICTURE);
    }

    Result dense(KerasLayer layer, Result x) throws MalformedFileException {
        keras.require(x.rank() == 2, layer);
        String product = keras.node(
                "MatMul", List.of(x.name(), keras.constant(layer.weights().get(0))));
        List<KerasWeights> bias = bias(layer, 1);
        return new Result(
                bias.isEmpty() ? product : keras.node("Add", List.of(product, keras.constant(bias.get(0)))), 2);
    }
}
