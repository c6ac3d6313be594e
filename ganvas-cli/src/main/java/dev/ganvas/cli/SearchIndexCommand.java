package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.search.ApproximateLists;
import dev.ganvas.search.FolderIndexing;
import dev.ganvas.search.IndexWriter;
import dev.ganvas.search.PictureDescriptor;
import dev.ganvas.search.PictureIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@OnDevice
@Command(
        name = "index",
        description = {
            "Makes an index of a folder, or brings it up to date: unchanged files are not looked at again.",
            "Ends safely at any time; the same command goes on."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas search index photos --into photos-index"})
final class SearchIndexCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder of pictures, with all that is below it.")
    private Path pictures;

    @Option(names = "--into", required = true, paramLabel = "FOLDER", description = "Folder of the index.")
    private Path folder;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A .ganvas file, or the name of a model that ships, of --task features or classify; of a new"
                    + " index otherwise " + PictureDescriptor.DEFAULT_MODEL + ".")
    private Optional<Path> model;

    @Option(
            names = "--approximate",
            description = "Also make lists for 'search --approximate', as is done from a million pictures on.")
    private boolean approximate;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Optional<PictureIndex> known = Files.exists(folder.resolve(PictureIndex.FILE))
                ? Optional.of(PictureIndex.open(folder))
                : Optional.empty();
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                PictureDescriptor descriptor = PictureDescriptor.open(model, known);
                Interruption interruption = Interruption.of(
                        output, "Interrupted; the same command goes on from here.", "Stopping soon ...");
                PhaseBar bar = new PhaseBar(output)) {
            FolderIndexing.Result result;
            try (IndexWriter writer = IndexWriter.open(folder, descriptor)) {
                result = FolderIndexing.run(pictures, writer, descriptor, bar.of("indexing"), Interruption::requested);
                writer.tidy();
            }
            int size = PictureIndex.open(folder).size();
            if (size > 0 && (approximate || size >= ApproximateLists.WORTHWHILE)) {
                ApproximateLists.make(folder, bar.of("making lists"));
            }
            bar.close();
            report(result, size);
            return result.failed().isEmpty() ? 0 : Main.FAILED;
        }
    }

    private void report(FolderIndexing.Result result, int size) {
        warn(result, output);
        output.say(result.added() + " pictures added, " + result.changed() + " changed, " + result.removed()
                + " removed, " + result.unchanged() + " unchanged"
                + (result.failed().isEmpty() ? "" : ", " + result.failed().size() + " not usable")
                + (result.passedOver() > 0 ? ", " + result.passedOver() + " no pictures" : "") + "; the index " + folder
                + " knows " + size + ".");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("index", folder.toString());
        fields.put("pictures", size);
        fields.put("added", result.added());
        fields.put("changed", result.changed());
        fields.put("removed", result.removed());
        fields.put("unchanged", result.unchanged());
        fields.put("noPictures", result.passedOver());
        fields.put("failed", failed(result));
        output.result(fields);
    }

    /** Names the files that could not be read. */
    static void warn(FolderIndexing.Result result, Output output) {
        result.failed().forEach((file, reason) -> output.warn(file + ": " + reason));
    }

    static Map<String, String> failed(FolderIndexing.Result result) {
        Map<String, String> failed = new LinkedHashMap<>();
        result.failed().forEach((file, reason) -> failed.put(file.toString(), reason));
        return failed;
    }
}
