package dev.ganvas.cli.option;

import dev.ganvas.error.UsageException;
import dev.ganvas.model.Terms;
import dev.ganvas.model.pull.KnownModel;
import dev.ganvas.model.pull.KnownModels;
import dev.ganvas.model.pull.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which models of others are known, and where those that were fetched lie. */
public final class PulledOptions {
    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "A list of models of your own, in the form of the built-in one, beside that.")
    private Optional<Path> catalogue = Optional.empty();

    /** The built-in list, and a person's own. */
    public KnownModels known() throws IOException {
        KnownModels usual = KnownModels.usual();
        return catalogue.isPresent() ? usual.with(catalogue.get()) : usual;
    }

    /** Where they lie. */
    public ModelStore store() {
        return ModelStore.usual();
    }

    /** These files, and where one is the name of a model that was fetched, that model's network. */
    public static List<Path> resolved(List<Path> files) throws IOException {
        List<Path> resolved = new ArrayList<>();
        for (Path file : files) {
            KnownModel known =
                    Files.exists(file) ? null : KnownModels.usual().models().get(file.toString());
            if (known != null) {
                Terms.note(known.name(), Optional.of(known.trainedOn()));
            }
            resolved.add(known == null ? file : ModelStore.usual().find(known).orElse(file));
        }
        return resolved;
    }

    /**
     * This file, or where it is the name of a known model that model's network.
     *
     * @throws UsageException naming the command that fetches it, when it is known and not here
     */
    public static Path network(Path named) throws IOException {
        Path here = resolved(List.of(named)).get(0);
        Optional<KnownModel> missing = Files.exists(here)
                ? Optional.empty()
                : Optional.ofNullable(KnownModels.usual().models().get(named.toString()));
        if (missing.isPresent()) {
            throw new UsageException(named + " is not here. Fetch it with 'ganvas models pull " + named + "' ("
                    + missing.get().licence().id() + ", " + missing.get().bytes() / 1000 + " kB).");
        }
        return here;
    }
}
