package dev.ganvas.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** A model as what a verb is about: its first parameter. */
public final class ModelParameter {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A .ganvas file, or the name of a model that ships.")
    private Path file;

    public Path file() {
        return file;
    }
}
