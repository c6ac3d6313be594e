package dev.ganvas.cli;

import dev.ganvas.cli.option.ModelParameter;
import dev.ganvas.cli.option.RunOptions;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.terminal.Shell;
import dev.ganvas.cli.terminal.TrainingDisplay;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.error.UsageException;
import dev.ganvas.recognize.learn.Compression;
import dev.ganvas.train.RunSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.LEARN)
@OnDevice
@Command(
        name = "compress",
        description =
                "Makes a classifier smaller and faster: leaves out the channels that matter least, lets what is left"
                        + " learn on, and says what accuracy that costs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas compress my-run/best.ganvas --to 0.5 --data photos --out small --budget 10m"})
final class CompressCommand implements Callable<Integer> {
    @Mixin
    private ModelParameter model;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "PART",
            description = "Part of the operations (multiply-adds) to come down to, 0.05 to 0.95.")
    private double part;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description =
                    "Pictures with the model's classes, named as for 'ganvas train'; best those that it learned from.")
    private String data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the smaller model.")
    private Path out;

    @Mixin
    private RunOptions run;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        RunSettings settings = run.settings();
        if (settings.from().isPresent() || settings.pictures().size().isPresent()) {
            throw new UsageException("--from and --size are those of MODEL; leave them out.");
        }
        Compression compression = Compression.of(model.file(), part, settings);
        try (Interruption interruption = Interruption.of(
                        output,
                        "Interrupted before there was anything to save; the same command starts again.",
                        "Stopping; what goes on is finished and saved first ...");
                PictureSource source = Sources.open(data);
                PhaseBar bar = new PhaseBar(output)) {
            Optional<Compression.Result> result =
                    compression.run(source, out, new TrainingDisplay(output, bar, interruption), bar.of("decoding"));
            bar.close();
            if (result.isEmpty()) {
                output.warn("Interrupted and saved; the same command continues.");
                return Main.INTERRUPTED;
            }
            output.say(result.get().toText());
            output.say("Model:  " + result.get().file());
            output.say("Next:   "
                    + Shell.ganvas(
                            "recognize", "MY-PICTURES", "--model", result.get().file()));
            output.result(result.get().toJson());
            return ExitCode.OK;
        }
    }
}
