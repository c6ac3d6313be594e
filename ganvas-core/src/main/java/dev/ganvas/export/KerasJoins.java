package dev.ganvas.export;

import dev.ganvas.export.KerasGraph.Result;
import dev.ganvas.export.OnnxGraph.Attribute;
import dev.ganvas.keras.KerasLayer;
import java.util.List;

/** The words of ONNX for layers of Keras that make one of several. */
record KerasJoins(KerasGraph keras) {
    Result joined(String type, List<Result> inputs) {
        return new Result(
                keras.node(type, inputs.stream().map(Result::name).toList()),
                inputs.get(0).rank());
    }

    Result multiplied(List<Result> inputs) {
        String product = inputs.get(0).name();
        for (Result next : inputs.subList(1, inputs.size())) {
            product = keras.node("Mul", List.of(product, next.name()));
        }
        return new Result(product, inputs.get(0).rank());
    }

    Result concatenated(KerasLayer layer, List<Result> inputs) {
        int axis = layer.config().path("axis").asInt(-1);
        int rank = inputs.get(0).rank();
        if (axis != -1 && axis != rank - 1) {
            throw keras.refused(layer, "joins along axis " + axis);
        }
        return new Result(
                keras.node(
                        "Concat",
                        inputs.stream().map(Result::name).toList(),
                        new Attribute("axis", KerasGraph.CHANNELS)),
                rank);
    }
}
