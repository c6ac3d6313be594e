package dev.ganvas.export;

import dev.ganvas.engine.tensor.Trace;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.model.PortableNetwork.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A traced network as an ONNX model, by the field numbers of {@code onnx.proto}: IR version 8, operators of set {@value
 * OnnxOperators#OPSET}, weights by their names, free sides by theirs, notes as metadata.
 */
final class OnnxFile {
    static final int IR_VERSION = 8;

    static final String PROBE = "probe_";

    private OnnxFile() {}

    /** @throws dev.ganvas.error.UsageException when an operation has no word in ONNX */
    static byte[] of(Trace trace, PortableNetwork network, Map<String, String> notes) {
        return of(trace, network, notes, Optional.empty(), List.of());
    }

    /**
     * @param quantization what becomes numbers of 8 bits, if anything
     * @param probed values that come out as well, each by its name with {@value #PROBE} before
     */
    static byte[] of(
            Trace trace,
            PortableNetwork network,
            Map<String, String> notes,
            Optional<Quantization> quantization,
            List<String> probed) {
        OnnxGraph graph = new OnnxGraph();
        OnnxOperators operators = new OnnxOperators(graph, quantization);
        trace.steps().forEach(operators::write);
        // Outputs have names of their own, which no step has.
        trace.outputs().forEach((name, value) -> graph.node("Identity", name, List.of(value.name())));
        List<WireMessage> inputs = network.inputs().stream()
                .map(input -> value(input.name(), input.whole() ? OnnxGraph.INT64 : OnnxGraph.FLOAT, input.sides()))
                .toList();
        List<WireMessage> outputs = network.outputs().stream()
                .map(output -> value(output.name(), OnnxGraph.FLOAT, output.sides()))
                .collect(Collectors.toCollection(ArrayList::new));
        for (String name : probed) {
            graph.node("Identity", PROBE + name, List.of(name));
            outputs.add(new WireMessage()
                    .text(1, PROBE + name)
                    .part(2, new WireMessage().part(1, new WireMessage().number(1, OnnxGraph.FLOAT))));
        }
        WireMessage model = new WireMessage()
                .number(1, IR_VERSION)
                .text(2, "Ganvas")
                .text(6, "Exported by Ganvas from " + notes.getOrDefault("model", "a model") + ".")
                .part(7, graph.message("network", inputs, outputs))
                .part(8, new WireMessage().text(1, "").number(2, OnnxOperators.OPSET));
        notes.forEach(
                (key, text) -> model.part(14, new WireMessage().text(1, key).text(2, text)));
        return model.toBytes();
    }

    /** A named input or output. */
    static WireMessage value(String name, int type, List<Side> sides) {
        WireMessage shape = new WireMessage();
        for (Side side : sides) {
            shape.part(
                    1,
                    side.isFree() ? new WireMessage().text(2, side.name()) : new WireMessage().number(1, side.size()));
        }
        WireMessage tensor = new WireMessage().number(1, type).part(2, shape);
        return new WireMessage().text(1, name).part(2, new WireMessage().part(1, tensor));
    }
}
