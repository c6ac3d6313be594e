package dev.ganvas.cli;

import dev.ganvas.cli.option.SearchedOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.image.Pictures;
import dev.ganvas.search.ContactSheet;
import dev.ganvas.search.DuplicateGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@OnDevice
@Command(
        name = "duplicates",
        description = {
            "Finds pictures that are the same, or nearly: resized, compressed, brightened. Deletes nothing.",
            "Turned, mirrored or clearly cropped copies are not found."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas search duplicates photos --draw duplicates.png"})
final class SearchDuplicatesCommand implements Callable<Integer> {
    private static final int CELL = 128;
    private static final int MOST_IN_A_ROW = 8;
    private static final int MOST_ROWS = 100;

    @Mixin
    private SearchedOptions searched;

    @Option(
            names = "--bits",
            defaultValue = "" + DuplicateGroups.BITS,
            description =
                    "0 to " + DuplicateGroups.MAX_BITS + ": how many of the 64 bits of a perceptual hash may differ."
                            + " 0 finds copies of other sizes, more finds stronger changes and more pictures that merely look"
                            + " alike (default: ${DEFAULT-VALUE}).")
    private int bits;

    @Option(
            names = "--draw",
            paramLabel = "SHEET.png",
            description = "Write a sheet with a row for each group, the largest first.")
    private Optional<Path> sheet;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        return searched.over(output, index -> {
            List<DuplicateGroups.Group> groups = DuplicateGroups.of(index, bits).groups();
            for (DuplicateGroups.Group group : groups) {
                output.say(
                        group.exact()
                                ? "the same pixels:"
                                : String.format(
                                        Locale.ROOT,
                                        "nearly the same (at most %d of 64 bits differ, similarity from %.3f):",
                                        group.bits(),
                                        group.similarity()));
                group.ids().forEach(id -> output.say("  " + id));
            }
            output.say(groups.size() + (groups.size() == 1 ? " group" : " groups") + " among " + index.size()
                    + " pictures; nothing was deleted.");
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("pictures", index.size());
            result.put("bits", bits);
            result.put("leastSimilarity", DuplicateGroups.LEAST_SIMILARITY);
            result.put("groups", groups);
            if (sheet.isPresent() && !groups.isEmpty()) {
                ContactSheet drawn = drawn(groups);
                Pictures.writePng(sheet.get(), drawn.picture(), drawn.origin().by(Main.Version.current()));
                output.say("Open     " + sheet.get() + "   (a row for each group)");
                result.put("sheet", sheet.get().toString());
            }
            return result;
        });
    }

    private static ContactSheet drawn(List<DuplicateGroups.Group> groups) {
        return ContactSheet.of(
                groups.stream()
                        .limit(MOST_ROWS)
                        .map(group -> group.ids().stream()
                                .limit(MOST_IN_A_ROW)
                                .map(Path::of)
                                .toList())
                        .toList(),
                CELL);
    }
}
