package dev.ganvas.cli;

import dev.ganvas.cli.option.ModelParameter;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.export.Check;
import dev.ganvas.export.Export;
import dev.ganvas.export.KerasConversion;
import dev.ganvas.export.PortableModel;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.keras.KerasFile;
import dev.ganvas.onnx.OnnxContract;
import dev.ganvas.onnx.OnnxNetwork;
import dev.ganvas.onnx.OnnxNetwork.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.MANAGE)
@Command(
        name = "export",
        description = "Writes a model for other programs, and compares it with the original before the file is kept.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas export restore-denoise --to onnx --out denoise.onnx"})
final class ExportCommand implements Callable<Integer> {
    private static final double KILOBYTE = 1e3;

    @Mixin
    private ModelParameter model;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description =
                    "onnx; onnx-int8, which computes with 8 bits; safetensors, weights with Python code for PyTorch beside them; or"
                            + " torchscript, a program of libtorch.")
    private Export.Format format;

    @Option(
            names = "--calibrate",
            paramLabel = "FOLDER",
            description = "For onnx-int8: pictures of the kind that the network will see; 20 to 200 will do.")
    private Optional<String> calibrate = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    private Path out;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (KerasFile.isNamed(model.file())) {
            return converted();
        }
        int processors = Runtime.getRuntime().availableProcessors();
        try (Threads threads = Threads.use(processors);
                PortableModel opened = PortableModel.open(model.file())) {
            if (format == Export.Format.ONNX_INT8) {
                return quantized(opened, processors);
            }
            if (calibrate.isPresent()) {
                throw new UsageException("--calibrate belongs to --to onnx-int8; leave it out.");
            }
            Export.Result result =
                    switch (format) {
                        case ONNX -> Export.onnx(opened, out, file -> new Session(OnnxNetwork.open(file, processors)));
                        case SAFETENSORS -> Export.safetensors(opened, out);
                        case TORCHSCRIPT -> Export.torchScript(opened, out);
                        case ONNX_INT8 -> throw new IllegalStateException("written above");
                    };
            report(result, opened.notes());
        }
        return ExitCode.OK;
    }

    /** A network of Keras, which is rewritten and not run here; ONNX Runtime opens it before it is kept. */
    private int converted() throws IOException {
        if (format != Export.Format.ONNX || calibrate.isPresent()) {
            throw new UsageException("Networks of Keras are exported with --to onnx, without more.");
        }
        KerasConversion network = KerasConversion.of(model.file());
        Path temporary = Files.createTempFile("ganvas-", ".onnx");
        try {
            Files.write(temporary, network.onnx());
            OnnxNetwork.open(temporary, 1).close();
        } finally {
            Files.delete(temporary);
        }
        AtomicFile.write(out, network.onnx());
        output.say(out + String.format(Locale.ROOT, ": %.0f kB", network.onnx().length / KILOBYTE));
        output.say("  to recognise with it, write " + OnnxContract.beside(out) + ", such as "
                + AnswersOnly.contract(network));
        output.result(Map.of("format", format.toString(), "files", List.of(out.toString())));
        return ExitCode.OK;
    }

    private int quantized(PortableModel opened, int processors) throws IOException {
        Export.Quantized written = Export.onnxInt8(
                opened,
                out,
                file -> new Session(OnnxNetwork.open(file, processors)),
                CalibrationExamples.of(opened.network().inputs(), calibrate));
        for (Path file : written.files()) {
            output.say(file + String.format(Locale.ROOT, ": %.0f kB", Files.size(file) / KILOBYTE));
        }
        Export.Cost cost = written.cost();
        output.say(String.format(
                Locale.ROOT,
                "  numbers are %.1f dB above what they are off by; %.1f ms, in floats %.1f ms",
                cost.decibels(),
                1e3 * cost.seconds(),
                1e3 * cost.exact()));
        output.result(Map.of(
                "format",
                format.toString(),
                "files",
                written.files().stream().map(Path::toString).toList(),
                "cost",
                cost));
        return ExitCode.OK;
    }

    private void report(Export.Result result, Map<String, String> notes) throws IOException {
        for (Path file : result.files()) {
            output.say(file + String.format(Locale.ROOT, ": %.0f kB", Files.size(file) / KILOBYTE));
        }
        for (Check check : result.checks()) {
            output.say(String.format(
                    Locale.ROOT,
                    "  %s: differs by %.1e at most; %.1f ms, in Ganvas %.1f ms",
                    check.shapes(),
                    check.difference(),
                    1e3 * check.seconds(),
                    1e3 * check.ours()));
        }
        output.say("  licence: " + notes.get("licence"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", format.toString());
        json.put("files", result.files().stream().map(Path::toString).toList());
        json.put("checks", result.checks());
        json.put("notes", notes);
        output.result(json);
    }

    /** ONNX Runtime beside libtorch. */
    private record Session(OnnxNetwork network) implements Check.Runner {
        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) {
            Map<String, Numbers> numbers = new LinkedHashMap<>();
            inputs.forEach((name, tensor) -> numbers.put(
                    name, new Numbers(Arrays.stream(tensor.shape()).boxed().toList(), tensor.toFloats())));
            Map<String, Tensor> answers = new LinkedHashMap<>();
            network.run(numbers)
                    .forEach((name, answer) -> answers.put(
                            name,
                            Tensor.of(
                                    answer.values(),
                                    answer.shape().stream()
                                            .mapToLong(side -> side)
                                            .toArray())));
            return answers;
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
