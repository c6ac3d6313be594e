package dev.ganvas.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A model as what a verb uses. */
public final class ModelOption {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A .ganvas file, or the name of a model that ships.")
    private Path file;

    public Path file() {
        return file;
    }
}
