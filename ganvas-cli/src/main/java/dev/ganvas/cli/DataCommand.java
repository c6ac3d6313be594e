package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.data.inspect.Inspection;
import dev.ganvas.image.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@InGroup(Group.LEARN)
@Command(
        name = "data",
        description = "Looks at pictures before they are trained on.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ACTION",
        subcommands = DataCommand.Inspect.class,
        footer = {"", "Example:  ganvas data inspect photos --sheet photos.png"})
final class DataCommand {
    @Command(
            name = "inspect",
            description = "Counts, sizes, classes, duplicates, unreadable files with the reason, and a contact sheet.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas data inspect photos --sheet photos.png"})
    static final class Inspect implements Callable<Integer> {
        private static final int COLUMNS = 12;
        private static final int ROWS = 8;
        private static final int CELL = 96;

        @Parameters(paramLabel = "DATA", description = "Pictures, named as for 'ganvas train'.")
        private String data;

        @Option(names = "--sheet", paramLabel = "FILE", description = "Also write a contact sheet to this PNG file.")
        private Path sheet;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            try (PictureSource source = Sources.open(data);
                    PhaseBar bar = new PhaseBar(output)) {
                Inspection inspection = Inspection.of(source, bar.of("inspecting"));
                bar.close();
                output.say(inspection.toText());
                Map<String, Object> result = new LinkedHashMap<>(inspection.toJson());
                if (sheet != null) {
                    Inspection.ContactSheet made = inspection.contactSheet(COLUMNS, ROWS, CELL);
                    Pictures.writePng(sheet, made.picture(), made.origin().by(Main.Version.current()));
                    output.say("Contact sheet: " + sheet);
                    result.put("sheet", sheet.toString());
                }
                output.result(result);
                return 0;
            }
        }
    }
}
