package dev.ganvas.cli.option;

import dev.ganvas.cli.terminal.Output;
import dev.ganvas.compare.BeforeAfter;
import dev.ganvas.compare.ComparePage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and how pictures are shown before and after. */
public final class CompareOptions {
    @Option(
            names = "--compare",
            description =
                    "Also write compare.html beside the results: each picture before and after, and what was done.")
    private boolean page;

    @Option(
            names = "--compare-strips",
            description =
                    "Also write a PNG of each picture before and after into the folder compare beside the results.")
    private boolean strips;

    /** A comparison in a folder of results; one that keeps nothing when none is asked for. */
    public BeforeAfter begin(String title, Path folder) {
        return new BeforeAfter(folder, page ? Optional.of(new ComparePage(title)) : Optional.empty(), strips);
    }

    /** Writes what was compared, and says where. */
    public static void end(BeforeAfter comparison, Output output) throws IOException {
        comparison.write().ifPresent(file -> output.say("Compare: " + file));
    }
}
