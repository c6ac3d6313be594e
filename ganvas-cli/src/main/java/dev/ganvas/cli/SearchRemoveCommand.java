package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Output;
import dev.ganvas.search.IndexWriter;
import dev.ganvas.search.PictureIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = {
            "Takes pictures out of an index; the files stay.",
            "A later 'search index' of their folder adds them again as long as the files are there."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas search remove photos/private.jpg --index photos-index"})
final class SearchRemoveCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids as 'search' prints them, or files.")
    private List<String> ids;

    @Option(names = "--index", required = true, paramLabel = "FOLDER", description = "The index.")
    private Path folder;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        PictureIndex index = PictureIndex.open(folder);
        List<String> removed = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        try (IndexWriter writer = IndexWriter.open(folder)) {
            for (String id : ids) {
                String file = index.contains(id) ? id : absolute(id);
                if (index.contains(file)) {
                    writer.remove(file);
                    removed.add(file);
                } else {
                    unknown.add(id);
                }
            }
            writer.tidy();
        }
        unknown.forEach(id -> output.warn(id + ": not in the index"));
        output.say(removed.size() + (removed.size() == 1 ? " picture" : " pictures") + " removed from " + folder);
        output.result(Map.of("removed", removed, "unknown", unknown));
        return unknown.isEmpty() ? 0 : Main.FAILED;
    }

    private static String absolute(String id) {
        return Path.of(id).toAbsolutePath().normalize().toString();
    }
}
