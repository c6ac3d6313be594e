package dev.ganvas.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.export.KerasGraph.Result;
import dev.ganvas.export.OnnxGraph.Attribute;
import dev.ganvas.keras.KerasLayer;
import dev.ganvas.keras.KerasWeights;
import java.util.ArrayList;
import java.util.List;

/** The words of ONNX for layers of Keras that scale and shift channels. */
record KerasScales(KerasGraph keras) {
    Result rescaled(KerasLayer layer, Result x) {
        String scaled =
                keras.node("Mul", List.of(x.name(), perChannel(layer.config().path("scale"), x)));
        return new Result(
                keras.node("Add", List.of(scaled, perChannel(layer.config().path("offset"), x))), x.rank());
    }

    /** A number for all, or one for each channel. */
    private String perChannel(JsonNode numbers, Result x) {
        if (!numbers.isArray()) {
            return keras.graph().reals(numbers.asDouble(), -1);
        }
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.path(i).asDouble();
        }
        return keras.constant(
                KerasGraph.channelwise(new KerasWeights("numbers", new int[] {values.length}, values), x));
    }

    Result normalised(KerasLayer layer, Result x) throws MalformedFileException {
        keras.require(layer.weights().size() >= 2, layer);
        KerasWeights mean = layer.weights().get(0);
        KerasWeights variance = layer.weights().get(1);
        float[] factors = new float[variance.values().length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) (1 / Math.max(Math.sqrt(variance.values()[i]), 1e-7));
        }
        String centred = keras.node("Sub", List.of(x.name(), keras.constant(KerasGraph.channelwise(mean, x))));
        return new Result(
                keras.node(
                        "Mul",
                        List.of(
                                centred,
                                keras.constant(KerasGraph.channelwise(
                                        new KerasWeights("factors", variance.shape(), factors), x)))),
                x.rank());
    }

    Result batchNormalised(KerasLayer layer, Result x) throws MalformedFileException {
        JsonNode axis = layer.config().path("axis");
        int last = axis.isArray() ? axis.path(0).asInt() : axis.asInt(-1);
        if (last != -1 && last != x.rank() - 1) {
            throw keras.refused(layer, "normalises along axis " + last);
        }
        List<KerasWeights> weights = new ArrayList<>(layer.weights());
        int count = weights.get(weights.size() - 1).values().length;
        String gamma = layer.config().path("scale").asBoolean(true)
                ? keras.constant(weights.remove(0))
                : keras.filled(1, count);
        String beta = layer.config().path("center").asBoolean(true)
                ? keras.constant(weights.remove(0))
                : keras.filled(0, count);
        keras.require(weights.size() == 2, layer);
        return new Result(
                keras.node(
                        "BatchNormalization",
                        List.of(x.name(), gamma, beta, keras.constant(weights.get(0)), keras.constant(weights.get(1))),
                        new Attribute("epsilon", layer.config().path("epsilon").asDouble(1e-3))),
                x.rank());
    }

    Result parametric(KerasLayer layer, Result x) {
        KerasWeights alpha = layer.weights().get(0);
        int channels = alpha.shape()[alpha.shape().length - 1];
        if (alpha.values().length != channels) {
            throw keras.refused(layer, "has another slope at every place");
        }
        return new Result(
                keras.node("PRelu", List.of(x.name(), keras.constant(KerasGraph.channelwise(alpha, x)))), x.rank());
    }
}
