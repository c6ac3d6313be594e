package dev.ganvas.export;

import dev.ganvas.engine.tensor.Trace;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.model.PortableNetwork.Input;
import dev.ganvas.model.PortableNetwork.Output;
import dev.ganvas.model.PortableNetwork.Side;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A file of Python that rebuilds a network in PyTorch, alone, and gives it the weights of a safetensors file. */
final class TorchSnippet {
    private static final String BEFORE =
            """
            import json
            import struct
            import sys

            import torch


            def read_safetensors(path):
                \"""The tensors of a safetensors file by name; safetensors.torch.load_file gives the same.\"""
                with open(path, "rb") as file:
                    (length,) = struct.unpack("<Q", file.read(8))
                    header = json.loads(file.read(length))
                    data = bytearray(file.read())
                types = {"F32": torch.float32, "I64": torch.int64}
                header.pop("__metadata__", None)
                return {
                    name: torch.frombuffer(
                        data[slice(*entry["data_offsets"])], dtype=types[entry["dtype"]]
                    ).reshape(entry["shape"])
                    for name, entry in header.items()
                }


            class Network(torch.nn.Module):
                def __init__(self, weights):
                    super().__init__()
                    for name, tensor in weights.items():
                        attribute = name.replace(".", "_")
                        if name.startswith("constant") or "running_" in name:
                            self.register_buffer(attribute, tensor)
                        else:
                            self.register_parameter(attribute, torch.nn.Parameter(tensor))

            """;

    private static final String AFTER =
            """


            def load(path=%s):
                return Network(read_safetensors(path)).eval()


            if __name__ == "__main__":
                network = load(*sys.argv[1:2])
                print(sum(tensor.numel() for tensor in network.parameters()), "parameters")
            """;

    private TorchSnippet() {}

    /** @param weights name of the file beside it */
    static String of(Trace trace, PortableNetwork network, Map<String, String> notes, String weights) {
        StringBuilder source = new StringBuilder("# Written by Ganvas.\n");
        for (String note : List.of("model", "licence", "training_data", "labelling")) {
            if (notes.containsKey(note)) {
                comment(source, note.replace('_', ' ') + ": " + notes.get(note));
            }
        }
        for (Input input : network.inputs()) {
            comment(source, line(input.name(), input.sides(), notes.get("input." + input.name())));
        }
        for (Output output : network.outputs()) {
            comment(source, line(output.name(), output.sides(), notes.get("output." + output.name())));
        }
        source.append(BEFORE);
        TorchSource.python(trace)
                .lines()
                .forEach(line -> source.append("    ").append(line).append('\n'));
        return source.append(AFTER.formatted('"' + weights.replace("\\", "\\\\").replace("\"", "\\\"") + '"'))
                .toString();
    }

    /** Other people's words stay behind the sign of a comment, whatever they hold. */
    private static void comment(StringBuilder source, String text) {
        source.append("# ")
                .append(text.replaceAll("[\\p{Cntrl}\\s\\u0085\\u2028\\u2029]+", " "))
                .append('\n');
    }

    private static String line(String name, List<Side> sides, String note) {
        String shape = sides.stream()
                .map(side -> side.isFree() ? side.name() : Long.toString(side.size()))
                .collect(Collectors.joining(", ", "[", "]"));
        return name + " " + shape + (note == null ? "" : ": " + note);
    }
}
