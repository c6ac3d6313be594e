package dev.ganvas.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.export.KerasGraph.Result;
import dev.ganvas.export.OnnxGraph.Attribute;
import dev.ganvas.keras.KerasLayer;
import dev.ganvas.keras.KerasWeights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words of ONNX for layers of Keras that change the size or the form of what they are given. */
record KerasShapes(KerasGraph keras) {
    Result pooled(KerasLayer layer, Result x, String type) throws MalformedFileException {
        keras.require(x.rank() == KerasGraph.PICTURE, layer);
        List<Long> size = KerasGraph.pair(layer.config().path("pool_size"), 2);
        JsonNode strides = layer.config().path("strides");
        return new Result(
                keras.node(
                        type,
                        List.of(x.name()),
                        new Attribute("kernel_shape", size),
                        new Attribute("strides", strides.isNull() ? size : KerasGraph.pair(strides, size.get(0))),
                        keras.padding(layer)),
                KerasGraph.PICTURE);
    }

    Result global(KerasLayer layer, Result x, String type) throws MalformedFileException {
        keras.require(x.rank() == KerasGraph.PICTURE, layer);
        String one = keras.node(type, List.of(x.name()));
        return layer.config().path("keepdims").asBoolean(false)
                ? new Result(one, KerasGraph.PICTURE)
                : new Result(keras.node("Flatten", List.of(one)), 2);
    }

    Result padded(KerasLayer layer, Result x) {
        JsonNode padding = layer.config().path("padding");
        long[] sides = new long[4];
        for (int axis = 0; axis < 2; axis++) {
            JsonNode along = padding.isArray() ? padding.path(axis) : padding;
            sides[axis] = along.isArray() ? along.path(0).asLong() : along.asLong();
            sides[2 + axis] = along.isArray() ? along.path(1).asLong() : along.asLong();
        }
        if (Arrays.stream(sides).anyMatch(side -> side < 0 || side > 4096)) {
            throw keras.refused(layer, "pads by " + padding);
        }
        return new Result(
                keras.node(
                        "Pad",
                        List.of(
                                x.name(),
                                keras.graph().wholes(List.of(0L, 0L, sides[0], sides[1], 0L, 0L, sides[2], sides[3])))),
                KerasGraph.PICTURE);
    }

    Result upsampled(KerasLayer layer, Result x) {
        if (!layer.config().path("interpolation").asText("nearest").equals("nearest")) {
            throw keras.refused(layer, "interpolates");
        }
        List<Long> size = KerasGraph.pair(layer.config().path("size"), 2);
        float[] scales = {1, 1, size.get(0), size.get(1)};
        return new Result(
                keras.node(
                        "Resize",
                        List.of(x.name(), "", keras.constant(new KerasWeights("scales", new int[] {4}, scales))),
                        new Attribute("mode", "nearest"),
                        new Attribute("coordinate_transformation_mode", "asymmetric"),
                        new Attribute("nearest_mode", "floor")),
                KerasGraph.PICTURE);
    }

    /** Vectors as Keras has them, pixel after pixel. */
    Result flattened(Result x) {
        return x.rank() == 2 ? x : new Result(keras.node("Flatten", List.of(pixels(x))), 2);
    }

    private String pixels(Result x) {
        return keras.node("Transpose", List.of(x.name()), new Attribute("perm", List.of(0L, 2L, 3L, 1L)));
    }

    Result reshaped(KerasLayer layer, Result x) {
        JsonNode target = layer.config().path("target_shape");
        if (target.size() != 1 && target.size() != 3) {
            throw keras.refused(layer, "makes " + target);
        }
        List<Long> sides = Stream.concat(
                        Stream.of(0L), IntStream.range(0, target.size()).mapToObj(i -> target.path(i)
                                .asLong()))
                .toList();
        String shaped = keras.node(
                "Reshape",
                List.of(
                        x.rank() == KerasGraph.PICTURE ? pixels(x) : x.name(),
                        keras.graph().wholes(sides)));
        return target.size() == 1
                ? new Result(shaped, 2)
                : new Result(
                        keras.node("Transpose", List.of(shaped), new Attribute("perm", List.of(0L, 3L, 1L, 2L))),
                        KerasGraph.PICTURE);
    }
}
