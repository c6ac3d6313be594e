package dev.ganvas.cli.option;

import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.search.PictureDescriptor;
import dev.ganvas.search.PictureIndex;
import dev.ganvas.search.TemporaryIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The pictures that an action of {@code search} is about: a folder, or an index that is there. */
public final class SearchedOptions {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "A folder of pictures; or name --index.")
    private Optional<Path> pictures;

    @Option(names = "--index", paramLabel = "FOLDER", description = "An index, in place of a folder of pictures.")
    private Optional<Path> folder;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "With DIR, the model to look with: a .ganvas file, or the name of a model that ships.")
    private Optional<Path> model;

    /** What is done with the pictures. */
    @FunctionalInterface
    public interface Work {
        /** Does it, and returns the result for machines. */
        Map<String, Object> on(PictureIndex index) throws IOException;
    }

    /**
     * Does the work and prints its result.
     *
     * @return the exit code: 1 when a file could not be read
     */
    public int over(Output output, Work work) throws IOException {
        if (pictures.isPresent() == folder.isPresent()) {
            throw new UsageException("Name either a folder of pictures or an index, with --index.");
        }
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors())) {
            if (folder.isPresent()) {
                output.result(work.on(PictureIndex.open(folder.get())));
                return 0;
            }
            try (PhaseBar bar = new PhaseBar(output);
                    PictureDescriptor descriptor = PictureDescriptor.open(model, Optional.empty());
                    TemporaryIndex made = TemporaryIndex.of(pictures.get(), descriptor, bar.of("looking"))) {
                bar.close();
                Map<String, String> failed = new LinkedHashMap<>();
                made.result().failed().forEach((file, reason) -> {
                    output.warn(file + ": " + reason);
                    failed.put(file.toString(), reason);
                });
                Map<String, Object> result = new LinkedHashMap<>(work.on(made.index()));
                result.put("failed", failed);
                output.result(result);
                return failed.isEmpty() ? 0 : 1;
            }
        }
    }
}
