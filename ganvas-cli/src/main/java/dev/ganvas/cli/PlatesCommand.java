package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.FoundPlatesOutput;
import dev.ganvas.cli.option.InputFiles;
import dev.ganvas.cli.option.PlateOptions;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Planes;
import dev.ganvas.plates.Plate;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@InGroup(Group.UNDERSTAND)
@OnDevice
@Command(
        name = "plates",
        description = "Finds and reads licence plates in photographs. Nothing is kept but what you ask for.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas plates photos --country cn --draw marked"})
final class PlatesCommand implements Callable<Integer> {
    @Mixin
    private InputFiles inputs;

    @Mixin
    private PlateOptions plates;

    @Mixin
    private FoundPlatesOutput results;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        FileBatch batch = results.batch(inputs);
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                PlateOptions.Opened opened = plates.open();
                Interruption interruption = Interruption.of(output, "Interrupted.", "Stopping after this picture ...");
                PhaseBar bar = new PhaseBar(output)) {
            FileBatch.Result result = batch.run(
                    job -> {
                        Picture picture = PictureDecoder.decode(job.input()).toRgb();
                        Planes photo = Planes.of(picture);
                        List<Plate> found = opened.scan(photo);
                        results.found(job, picture, found, output);
                        results.explain(job, photo, found, opened);
                        return "";
                    },
                    false,
                    results.listener(output, bar.of("looking")),
                    Interruption::requested);
            bar.close();
            results.end(output, batch, result);
            return Main.code(result);
        }
    }
}
