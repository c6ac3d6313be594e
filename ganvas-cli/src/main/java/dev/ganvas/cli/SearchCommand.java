package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Pictures;
import dev.ganvas.search.ApproximateLists;
import dev.ganvas.search.ContactSheet;
import dev.ganvas.search.Match;
import dev.ganvas.search.PictureDescriptor;
import dev.ganvas.search.PictureIndex;
import dev.ganvas.search.SeenPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@InGroup(Group.UNDERSTAND)
@OnDevice
@Command(
        name = "search",
        description = "Finds pictures that look like one, near-duplicates, and groups of alike pictures.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SearchIndexCommand.class,
            SearchRemoveCommand.class,
            SearchDuplicatesCommand.class,
            SearchClustersCommand.class
        },
        footer = {
            "",
            "Example:  ganvas search index photos --into photos-index",
            "          ganvas search holiday.jpg --index photos-index --draw alike.png"
        })
final class SearchCommand implements Callable<Integer> {
    private static final int CELL = 160;
    private static final int COLUMNS = 6;

    @Parameters(arity = "0..1", paramLabel = "IMAGE", description = "The picture to find others like.")
    private Optional<Path> image;

    @Option(names = "--index", paramLabel = "FOLDER", description = "The index that 'search index' made.")
    private Optional<Path> folder;

    @Option(
            names = {"-k", "--matches"},
            defaultValue = "10",
            description = "How many pictures to find (default: ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "The .ganvas file that the index was made with; not needed for a model that ships.")
    private Optional<Path> model;

    @Option(
            names = "--approximate",
            description =
                    "Look through the most promising pictures alone; needs lists from 'search index --approximate'.")
    private boolean approximate;

    @Option(
            names = "--probes",
            defaultValue = "" + ApproximateLists.PROBES,
            description = "With --approximate, lists to look through; more find more (default: ${DEFAULT-VALUE}).")
    private int probes;

    @Option(
            names = "--draw",
            paramLabel = "SHEET.png",
            description = "Write a sheet of the picture and its matches, the most similar first.")
    private Optional<Path> sheet;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (image.isEmpty() || folder.isEmpty()) {
            throw new UsageException("Name a picture and an index, as in 'ganvas search IMAGE --index FOLDER', or an"
                    + " action: index, remove, duplicates, clusters.");
        }
        PictureIndex index = PictureIndex.open(folder.get());
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                PictureDescriptor descriptor = PictureDescriptor.open(model, Optional.of(index))) {
            float[] vector =
                    descriptor.embed(List.of(SeenPicture.of(image.get()).shown()));
            List<Match> matches = approximate ? index.searchApproximately(vector, k, probes) : index.search(vector, k);
            report(matches);
            return 0;
        }
    }

    private void report(List<Match> matches) throws IOException {
        matches.forEach(match -> output.say(String.format(Locale.ROOT, "%.3f  %s", match.similarity(), match.id())));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("image", image.get().toString());
        result.put("matches", matches);
        if (matches.isEmpty()) {
            output.say("The index is empty.");
        }
        if (sheet.isPresent()) {
            List<Path> files = new ArrayList<>(List.of(image.get()));
            matches.stream().limit(ContactSheet.MAX_FILES / 2).forEach(match -> files.add(Path.of(match.id())));
            ContactSheet drawn = ContactSheet.of(files, Math.min(COLUMNS, files.size()), CELL);
            Pictures.writePng(sheet.get(), drawn.picture(), drawn.origin().by(Main.Version.current()));
            output.say("Open     " + sheet.get() + "   (the picture, then those like it)");
            result.put("sheet", sheet.get().toString());
        }
        output.result(result);
    }
}
