package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.FilesOptions;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.repair.RepairNetwork;
import dev.ganvas.restore.Filling;
import dev.ganvas.restore.Restoration;
import dev.ganvas.restore.RestoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                description = "Fill what is white in this picture of the same size; or alpha for what is transparent."
                        + " Every other --seed gives another proposal.")
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
        Optional<Filling> filling = marks.marked().map(marked -> new Filling(marked, seed.seed(), !seed.isUsual()));
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                RepairModels models = files.models();
                PhaseBar bar = new PhaseBar(output)) {
            Restoration restoration = new Restoration(settings, models);
            restoration.requireModels();
            FileBatch.Result result = files.run(job -> restored(job, filling, restoration, bar), output);
            return Main.code(result);
        }
    }

    private static String restored(FileBatch.Job job, Optional<Filling> filling, Restoration restoration, PhaseBar bar)
            throws IOException {
        Raster raster = RasterFile.read(job.input());
        List<String> said = new ArrayList<>();
        long filled = 0;
        if (filling.isPresent()) {
            Optional<RepairNetwork> network = restoration.models().find(RepairKind.FILL, 1);
            filled = filling.get().apply(raster, network);
            if (filled > 0) {
                said.add(
                        "filled " + filled + " pixels" + (network.isEmpty() ? " smoothly, for want of a network" : ""));
            }
        }
        List<Restoration.Step> steps = restoration.needed(raster);
        if (steps.isEmpty() && filled == 0 && sameFormat(job)) {
            AtomicFile.write(job.output(), out -> Files.copy(job.input(), out));
            return "needs nothing; copied";
        }
        restoration.apply(raster, steps, bar);
        bar.close();
        steps.forEach(step -> said.add("mended " + step.words()));
        if (said.isEmpty()) {
            said.add("needs nothing");
        }
        said.addAll(raster.notes());
        said.addAll(RasterFile.write(job.output(), raster));
        return String.join("; ", said);
    }

    private static boolean sameFormat(FileBatch.Job job) {
        return FileBatch.Rename.WRITTEN.of(job.input()).equals(job.input())
                && extension(job.input().toString())
                        .equals(extension(job.output().toString()));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
