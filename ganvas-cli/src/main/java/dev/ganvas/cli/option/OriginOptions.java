package dev.ganvas.cli.option;

import dev.ganvas.error.UsageException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the training of a detector of generated pictures has beside what every training has. */
public final class OriginOptions {
    @Option(
            names = "--generator",
            paramLabel = "MODEL",
            description = "The generator whose pictures are told from those of DATA.")
    private Path generator;

    /** @throws UsageException when none is named */
    public Path generator() {
        if (generator == null) {
            throw new UsageException("--task origin needs --generator MODEL, whose pictures are told from real ones.");
        }
        return generator;
    }
}
