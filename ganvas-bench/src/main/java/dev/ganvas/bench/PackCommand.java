package dev.ganvas.bench;

import dev.ganvas.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench pack}: a model as it is published. */
@Command(name = "pack", description = "Writes a model with its weights in bf16, for publishing.")
final class PackCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Parameters(paramLabel = "MODEL", description = "A .ganvas file.")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "FILE.ganvas", description = "File to write.")
    private Path out;

    @Option(
            names = "--samples",
            paramLabel = "FILE.png",
            description = "Pictures to show instead of the model's own, which may be of its training data.")
    private Optional<Path> samples = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ModelFile packed = ModelFile.read(model).halved();
        if (samples.isPresent()) {
            byte[] shown = Files.readAllBytes(samples.get());
            packed = new ModelFile(packed.description(), packed.weights(), packed.card(), packed.provenance(), shown);
        }
        packed.write(out);
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "written: %s, %.1f MiB, sha256 of the weights %s",
                        out,
                        Files.size(out) / MEBIBYTE,
                        packed.weightsSha256()));
        return 0;
    }
}
