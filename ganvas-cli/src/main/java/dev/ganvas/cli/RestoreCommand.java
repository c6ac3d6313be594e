package dev.ganvas.cli;

import dev.ganvas.cli.option.FilesOptions;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.BatchBar;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.restore.FileRestorer;
import dev.ganvas.restore.Filling;
import dev.ganvas.restore.RestoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.REPAIR)
@Command(
        name = "restore",
        description =
                "Takes noise, JPEG blocks and blur out of pictures and fills holes; what needs nothing stays as it is.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas restore scans --out restored --denoise auto"})
final class RestoreCommand implements Callable<Integer> {
    private static final String OPACITY = "alpha";

    @Mixin
    private FilesOptions files;

    @Option(
            names = "--denoise",
            defaultValue = "auto",
            paramLabel = "LEVEL",
            description = "auto, off, or how strong the noise is: its standard deviation in levels of 255, up to 75"
                    + " (default: ${DEFAULT-VALUE}).")
    private String denoise;

    @Option(
            names = "--jpeg",
            defaultValue = "auto",
            description = "auto: mend blocks where the file is a JPEG of low quality; off (default: ${DEFAULT-VALUE}).")
    private OnDemand jpeg;

    @Option(names = "--deblur", description = "Sharpen what is mildly blurred, with a network of your own (--model).")
    private boolean deblur;

    @Option(
            names = "--strength",
            defaultValue = "1",
            description = "0 to 1: how much of what the networks change is taken (default: ${DEFAULT-VALUE}).")
    private double strength;

    @ArgGroup
    private final Marks marks = new Marks();

    /** What is to be filled. */
    static final class Marks {
        @Option(
                names = "--fill",
                paramLabel = "MASK",
                description = "Fill what is white in this picture of the same size; or alpha for what is transparent.")
        private Optional<Path> mask = Optional.empty();

        @Option(
                names = "--fill-color",
                paramLabel = "#RRGGBB",
                description = "Fill what has this colour, such as \"#ff00ff\".")
        private Optional<String> colour = Optional.empty();

        Optional<Filling.Marked> marked() {
            return colour.map(Filling::colour)
                    .or(() ->
                            mask.map(file -> file.toString().equals(OPACITY) ? Filling.invisible() : Filling.by(file)));
        }
    }

    @Mixin
    private SeedOption seed;

    @Mixin
    private Output output;

    /** When a step is done. */
    enum OnDemand {
        auto,
        off
    }

    @Override
    public Integer call() throws IOException {
        RestoreSettings settings = new RestoreSettings(
                RestoreSettings.Amount.parse(denoise, RestoreSettings.MOST_NOISE, "--denoise"),
                jpeg == OnDemand.auto,
                deblur,
                strength);
        Optional<Filling> filling = marks.marked().map(marked -> new Filling(marked, seed.seed()));
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                FileRestorer restorer = FileRestorer.open(settings, filling, files.models(), files.memory());
                BatchBar bar = new BatchBar(new PhaseBar(output))) {
            return Main.code(
                    files.run(job -> String.join("; ", restorer.restore(job.input(), job.output(), bar)), output, bar));
        }
    }
}
