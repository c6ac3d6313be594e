package dev.ganvas.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.TorchScriptModule;
import dev.ganvas.engine.tensor.Trace;
import dev.ganvas.error.Require;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.model.PortableNetwork.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes networks for other programs.
 *
 * <pre>{@code
 * try (PortableModel model = PortableModel.open(Path.of("denoise.ganvas"))) {
 *     Export.torchScript(model, Path.of("denoise.pt"));
 * }
 * }</pre>
 */
public final class Export {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Export() {}

    /** Formats of files. */
    public enum Format {
        /** ONNX. */
        ONNX,
        /** ONNX with numbers of 8 bits. */
        ONNX_INT8,
        /** Weights, with Python code for PyTorch beside them. */
        SAFETENSORS,
        /** A program of libtorch. */
        TORCHSCRIPT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What was written.
     *
     * @param files the one asked for first
     * @param checks what was written beside what it comes from, at several sizes
     */
    public record Result(List<Path> files, List<Check> checks) {}

    /**
     * Writes an ONNX file, and beside one of a classifier or feature extractor the contract of its pictures, {@code FILE.json}.
     *
     * @param runtime opens the file for the comparison
     * @throws dev.ganvas.error.UsageException when the network does what ONNX has no operator for
     * @throws dev.ganvas.error.EngineException when the file gives other numbers than the network; nothing is kept then
     */
    public static Result onnx(PortableModel model, Path file, Check.Opener runtime) throws IOException {
        PortableNetwork network = model.network();
        Map<String, String> notes = model.notes();
        byte[] bytes = OnnxFile.of(traced(network), network, notes);
        List<Check> checks = tried(".onnx", temporary -> {
            Files.write(temporary, bytes);
            try (Check.Runner opened = runtime.open(temporary)) {
                return Check.of(network, opened);
            }
        });
        List<Path> files = new ArrayList<>(List.of(file));
        AtomicFile.write(file, bytes);
        if (model.contract().isPresent()) {
            Path beside = file.resolveSibling(file.getFileName() + ".json");
            AtomicFile.write(beside, json(model.contract().get()));
            files.add(beside);
        }
        return new Result(files, checks);
    }

    /**
     * What numbers of 8 bits cost, on examples that the ranges were not taken from.
     *
     * @param decibels of the numbers that come out over what they are off by
     * @param seconds of a run, the best
     * @param exact seconds of the network in floats in the same program
     */
    public record Cost(double decibels, double seconds, double exact) {}

    /** What was written, and what it costs. */
    public record Quantized(List<Path> files, Cost cost) {}

    /**
     * Writes an ONNX file whose convolutions and linear maps compute with 8 bits.
     *
     * @param runtime opens files, to see what values lie between and what the result costs
     * @param examples of what goes in, by the names of inputs, each in a scope of its own; the last quarter, at least one, only measures
     * @throws dev.ganvas.error.UsageException when there are too few examples, or the network does what ONNX has no operator for
     */
    public static Quantized onnxInt8(
            PortableModel model, Path file, Check.Opener runtime, List<Supplier<Map<String, Tensor>>> examples)
            throws IOException {
        Require.that(examples.size() >= 2, "two examples are needed at least: one to see ranges, one to measure by");
        PortableNetwork network = model.network();
        Trace trace = traced(network);
        List<String> probed = Quantization.of(trace);
        Require.that(!probed.isEmpty(), "this network has neither convolutions nor linear maps to compute with 8 bits");
        int seen = examples.size() - Math.max(1, examples.size() / 4);
        Quantization quantization = new Quantization();
        run(runtime, OnnxFile.of(trace, network, model.notes(), Optional.empty(), probed), opened -> {
            for (Supplier<Map<String, Tensor>> example : examples.subList(0, seen)) {
                try (Scope scope = Scope.open()) {
                    Map<String, Tensor> answers = opened.run(example.get());
                    probed.forEach(name -> quantization.saw(name, answers.get(OnnxFile.PROBE + name)));
                }
            }
        });
        byte[] exact = OnnxFile.of(trace, network, model.notes());
        byte[] bytes = OnnxFile.of(trace, network, model.notes(), Optional.of(quantization), List.of());
        QuantizationCost cost = new QuantizationCost();
        List<Supplier<Map<String, Tensor>>> measuring = examples.subList(seen, examples.size());
        run(
                runtime,
                exact,
                right -> run(runtime, bytes, opened -> measuring.forEach(example -> cost.add(right, opened, example))));
        List<Path> files = new ArrayList<>(List.of(file));
        AtomicFile.write(file, bytes);
        if (model.contract().isPresent()) {
            Path beside = file.resolveSibling(file.getFileName() + ".json");
            AtomicFile.write(beside, json(model.contract().get()));
            files.add(beside);
        }
        return new Quantized(files, cost.cost());
    }

    /** What is done with an opened file. */
    private interface Use {
        void of(Check.Runner opened) throws IOException;
    }

    private static void run(Check.Opener runtime, byte[] bytes, Use use) throws IOException {
        Path temporary = Files.createTempFile("ganvas-", ".onnx");
        try {
            Files.write(temporary, bytes);
            try (Check.Runner opened = runtime.open(temporary)) {
                use.of(opened);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static byte[] json(ObjectNode node) throws IOException {
        return JSON.writeValueAsBytes(node);
    }

    /**
     * Writes the weights as safetensors, and Python code that rebuilds the network in PyTorch, the same name ending in {@code .py}.
     *
     * @throws dev.ganvas.error.UsageException when the network does what there is no rule for
     * @throws dev.ganvas.error.EngineException when the code gives other numbers than the network; nothing is kept then
     */
    public static Result safetensors(PortableModel model, Path file) throws IOException {
        PortableNetwork network = model.network();
        Trace trace = traced(network);
        List<Check> checks;
        try (Check.Runner same = script(trace, network)) {
            checks = Check.of(network, same);
        }
        Map<String, String> metadata = new LinkedHashMap<>(model.notes());
        // What libraries of Python ask for.
        metadata.put("format", "pt");
        try (Scope scope = Scope.open()) {
            SafeTensors weights = new SafeTensors(metadata, weights(trace, false));
            AtomicFile.write(file, weights::write);
        }
        String name = String.valueOf(file.getFileName());
        Path code = file.resolveSibling(name.replaceAll("\\.safetensors$", "") + ".py");
        AtomicFile.write(code, TorchSnippet.of(trace, network, model.notes(), name));
        return new Result(List.of(file, code), checks);
    }

    /**
     * Writes a TorchScript file.
     *
     * @throws dev.ganvas.error.UsageException when the network does what there is no rule for
     * @throws dev.ganvas.error.EngineException when the file gives other numbers than the network; nothing is kept then
     */
    public static Result torchScript(PortableModel model, Path file) throws IOException {
        PortableNetwork network = model.network();
        Trace trace = traced(network);
        List<Check> checks = tried(".pt", temporary -> {
            try (TorchScriptModule made = module(trace)) {
                made.save(temporary);
            }
            List<Check> found;
            try (Check.Runner loaded = new Script(TorchScriptModule.load(temporary), network)) {
                found = Check.of(network, loaded);
            }
            AtomicFile.write(file, out -> Files.copy(temporary, out));
            return found;
        });
        return new Result(List.of(file), checks);
    }

    private static Trace traced(PortableNetwork network) {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> example = Examples.traced(network);
            return Trace.of(network.network().namedTensors(), example, () -> network.forward()
                    .of(example));
        }
    }

    /** What is done with a temporary file. */
    private interface Trial {
        List<Check> of(Path temporary) throws IOException;
    }

    private static List<Check> tried(String ending, Trial trial) throws IOException {
        Path temporary = Files.createTempFile("ganvas-", ending);
        try {
            return trial.of(temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** In the open scope. */
    private static Map<String, Tensor> weights(Trace trace, boolean asAttributes) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Trace.Value value : trace.weights()) {
            long[] shape = value.shape().stream().mapToLong(side -> side).toArray();
            String name = asAttributes ? TorchSource.attribute(value.name()) : value.name();
            Tensor before = weights.put(name, Tensor.ofRawBytes(value.bytes(), value.dtype(), shape));
            Require.that(before == null, "two weights of this network would both be called " + name);
        }
        return weights;
    }

    private static TorchScriptModule module(Trace trace) {
        try (Scope scope = Scope.open()) {
            return TorchScriptModule.define(weights(trace, true), TorchSource.script(trace));
        }
    }

    private static Check.Runner script(Trace trace, PortableNetwork network) {
        return new Script(module(trace), network);
    }

    /** A network in TorchScript, by the names of inputs and outputs. */
    private record Script(TorchScriptModule module, PortableNetwork network) implements Check.Runner {
        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) {
            List<Tensor> answers = module.forward(List.copyOf(inputs.values()));
            Map<String, Tensor> named = new LinkedHashMap<>();
            for (int i = 0; i < answers.size(); i++) {
                Output output = network.outputs().get(i);
                named.put(output.name(), answers.get(i));
            }
            return named;
        }

        @Override
        public void close() {
            module.close();
        }
    }
}
