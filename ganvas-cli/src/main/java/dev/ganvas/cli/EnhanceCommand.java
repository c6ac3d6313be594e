package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.FilesOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.enhance.Enlargement;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.REPAIR)
@Command(
        name = "enhance",
        description = "Makes pictures larger with the detail that they lack.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas enhance small --out large --scale 4"})
final class EnhanceCommand implements Callable<Integer> {
    @Mixin
    private FilesOptions files;

    @Option(
            names = "--scale",
            defaultValue = "2",
            description = "2, 3 or 4: how many times as wide and high (default: ${DEFAULT-VALUE}).")
    private int scale;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Enlargement enlargement = new Enlargement(scale);
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                RepairModels models = files.models();
                PhaseBar bar = new PhaseBar(output)) {
            return Main.code(files.run(job -> enlarged(job, enlargement, models, bar), output));
        }
    }

    private static String enlarged(FileBatch.Job job, Enlargement enlargement, RepairModels models, PhaseBar bar)
            throws IOException {
        Raster raster = RasterFile.read(job.input());
        Raster larger = enlargement.of(raster, models, bar.of("enlarging"));
        bar.close();
        List<String> notes = new ArrayList<>(raster.notes());
        notes.addAll(RasterFile.write(job.output(), larger));
        return larger.width() + "x" + larger.height()
                + notes.stream().map(note -> "; " + note).collect(Collectors.joining());
    }
}
