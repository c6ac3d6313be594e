package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.FilesOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.enhance.Enlargement;
import dev.ganvas.enhance.Toning;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.REPAIR)
@Command(
        name = "enhance",
        description = "Makes pictures larger, and brings light and colour to where they look best.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas enhance small --out large --scale 4"})
final class EnhanceCommand implements Callable<Integer> {
    @Mixin
    private FilesOptions files;

    @Option(
            names = "--scale",
            defaultValue = "1",
            description = "1 to 4: how many times as wide and high (default: ${DEFAULT-VALUE}).")
    private int scale;

    @Option(
            names = "--detail",
            paramLabel = "SHARE",
            description =
                    "With --scale, 0 to 1: how much fine detail is made up where the picture holds none; 0 keeps to what it"
                            + " holds (default: 0 with the models that ship).")
    private Double detail;

    @Option(
            names = "--color",
            defaultValue = "0",
            description = "0 to 1: how much fuller pale colours become (default: ${DEFAULT-VALUE}).")
    private double color;

    @Option(
            names = "--light",
            defaultValue = "0",
            description =
                    "auto, or 0 to 1: brings brightness to where photographs have it (default: ${DEFAULT-VALUE}).")
    private String light;

    @Option(
            names = "--contrast",
            defaultValue = "0",
            description = "0 to 1: contrast of each neighbourhood (default: ${DEFAULT-VALUE}).")
    private double contrast;

    @Option(
            names = "--white-balance",
            defaultValue = "0",
            description = "0 to 1: takes the colour of the light out (default: ${DEFAULT-VALUE}).")
    private double whiteBalance;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Require.within(scale, 1, 4, "--scale");
        if (detail != null) {
            Require.within(detail, 0, 1, "--detail");
            Require.that(scale > 1, "--detail belongs to enlarging; say --scale 2, 3 or 4 with it");
        }
        Toning toning = new Toning(whiteBalance, strength(light), contrast, color);
        if (scale == 1 && toning.isNone()) {
            throw new UsageException(
                    "Say what is to be better: --scale, --light, --color, --contrast or --white-balance.");
        }
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                RepairModels models = files.models();
                PhaseBar bar = new PhaseBar(output)) {
            return Main.code(files.run(job -> enhanced(job, toning, models, bar), output));
        }
    }

    private OptionalDouble share() {
        return detail == null ? OptionalDouble.empty() : OptionalDouble.of(detail);
    }

    private static double strength(String text) {
        if (text.equals("auto")) {
            return 1;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--light is auto or a number from 0 to 1, not '" + text + "'", e);
        }
    }

    private String enhanced(FileBatch.Job job, Toning toning, RepairModels models, PhaseBar bar) throws IOException {
        Raster raster = RasterFile.read(job.input());
        if (!toning.isNone()) {
            toning.apply(raster);
        }
        Raster larger = scale == 1 ? raster : new Enlargement(scale, share()).of(raster, models, bar.of("enlarging"));
        bar.close();
        List<String> notes = new ArrayList<>(raster.notes());
        notes.addAll(RasterFile.write(job.output(), larger));
        return larger.width() + "x" + larger.height()
                + notes.stream().map(note -> "; " + note).collect(Collectors.joining());
    }
}
