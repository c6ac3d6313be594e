package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.CompareOptions;
import dev.ganvas.cli.option.FilesOptions;
import dev.ganvas.cli.terminal.BatchBar;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.compare.BeforeAfter;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.enhance.Enlargement;
import dev.ganvas.enhance.FileEnhancer;
import dev.ganvas.enhance.Toning;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.REPAIR)
@OnDevice
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
                    "With --scale, 0 to 1: how much fine detail is made up where the picture holds none; 0 keeps to"
                            + " what it holds (default: 0 with the models that ship).")
    private Double detail;

    @Option(
            names = "--color",
            defaultValue = "0",
            description =
                    "0 to 1: brings dull and tinted colours to how photographs have them (default: ${DEFAULT-VALUE}).")
    private double color;

    @Option(
            names = "--light",
            defaultValue = "0",
            description =
                    "0 to 1: brings light to dark pictures, and takes out the noise that comes up; auto leaves those with"
                            + " light enough alone (default: ${DEFAULT-VALUE}).")
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

    @Option(
            names = "--export-lut",
            paramLabel = "FILE",
            description =
                    "With --color, for a single picture: writes its change of colour as a .cube file for photo programs.")
    private Path exportLut;

    @Mixin
    private CompareOptions compare;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        requireScale();
        Toning toning = toning();
        Require.that(exportLut == null || color > 0, "--export-lut writes the change of colour; say --color with it");
        Require.that(exportLut == null || files.isOneFile(), "--export-lut is for a single picture; each has its own");
        if (scale == 1 && toning.isNone()) {
            throw new UsageException(
                    "Say what is to be better: --scale, --light, --color, --contrast or --white-balance.");
        }
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                FileEnhancer enhancer = FileEnhancer.open(enlargement(), toning, files.models(), files.memory())
                        .exportingColour(Optional.ofNullable(exportLut));
                BatchBar bar = new BatchBar(new PhaseBar(output))) {
            BeforeAfter comparison = compare.begin("Enhanced pictures", files.folder());
            FileBatch.Result result = files.run(
                    job -> {
                        List<String> said = enhancer.enhance(job.input(), job.output(), bar);
                        comparison.add(files.name(job), job.input(), job.output(), said);
                        return String.join("; ", said);
                    },
                    output,
                    bar);
            CompareOptions.end(comparison, output);
            return Main.code(result);
        }
    }

    private void requireScale() {
        Require.within(scale, 1, 4, "--scale");
        if (detail != null) {
            Require.within(detail, 0, 1, "--detail");
            Require.that(scale > 1, "--detail belongs to enlarging; say --scale 2, 3 or 4 with it");
        }
    }

    private Toning toning() {
        return new Toning(whiteBalance, strength(light), contrast, color);
    }

    int scale() {
        requireScale();
        return scale;
    }

    /**
     * What it makes of a part of a picture, in memory.
     *
     * @param part which is changed
     * @param times as wide and high as it shall be
     */
    LivePreview.Result preview(Raster part, int times, LivePreview live) throws IOException {
        RepairModels models = live.models(files.own());
        Toning toning = toning();
        List<String> said = new ArrayList<>();
        if (!toning.isNone()) {
            said.addAll(toning.apply(part, models, (done, total) -> LivePreview.requireWanted())
                    .did());
        }
        LivePreview.requireWanted();
        Raster made = times == 1
                ? part
                : new Enlargement(times, share()).of(part, models, (done, total) -> LivePreview.requireWanted());
        return new LivePreview.Result(made, said, Origin.of(Origin.Kind.ENHANCED));
    }

    private Optional<Enlargement> enlargement() {
        return scale == 1 ? Optional.empty() : Optional.of(new Enlargement(scale, share()));
    }

    private OptionalDouble share() {
        return detail == null ? OptionalDouble.empty() : OptionalDouble.of(detail);
    }

    private static OptionalDouble strength(String text) {
        if (text.equals("auto")) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new UsageException("--light is auto or a number from 0 to 1, not '" + text + "'", e);
        }
    }
}
