package dev.ganvas.cli.option;

import dev.ganvas.batch.FileBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Files and folders of pictures that a verb looks at: its parameters. */
public final class InputFiles {
    @Parameters(
            arity = "1..*",
            paramLabel = "IN",
            description = "Picture files and folders; folders with all that is in them.")
    private List<Path> inputs;

    public List<Path> paths() {
        return inputs;
    }

    /** The pictures; each with where it is drawn as PNG, if it is. */
    public FileBatch drawnTo(Optional<Path> folder) throws IOException {
        return folder.isPresent()
                ? FileBatch.of(inputs, folder.get(), FileBatch.Rename.extension("png"))
                : FileBatch.reading(inputs);
    }
}
