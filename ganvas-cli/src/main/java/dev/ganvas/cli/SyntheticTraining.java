package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.terminal.Shell;
import dev.ganvas.cli.terminal.TrainingDisplay;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.generate.GeneratedSource;
import dev.ganvas.model.Catalogue;
import dev.ganvas.random.Seed;
import dev.ganvas.recognize.learn.SyntheticComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** What {@code train} does with {@code --synthetic}: a classifier with and without generated pictures. */
record SyntheticTraining(String data, String generated, Path out, Output output) {
    /** Names the pictures that a generator draws for this, so that the same command draws the same. */
    private static final Seed DRAWN = Seed.of(0).child("synthetic");

    int run(SyntheticComparison comparison) throws IOException {
        try (Interruption interruption = Interruption.of(
                        output,
                        "Interrupted before there was anything to save; the same command starts again.",
                        "Stopping; what goes on is finished and saved first ...");
                PictureSource real = Sources.open(data);
                PhaseBar bar = new PhaseBar(output)) {
            Optional<SyntheticComparison.Result> result = comparison.run(
                    real,
                    each -> pictures(generated, each),
                    out,
                    new TrainingDisplay(output, bar, interruption),
                    bar.of("decoding"));
            bar.close();
            if (result.isEmpty()) {
                output.warn("Interrupted and saved; the same command continues the trainings.");
                return Main.INTERRUPTED;
            }
            output.say(result.get().toText());
            output.say("Model:  " + result.get().model());
            output.say("Next:   "
                    + Shell.ganvas(
                            "recognize", "MY-PICTURES", "--model", result.get().model()));
            output.result(result.get().toJson());
            return ExitCode.OK;
        }
    }

    /**
     * Generated pictures: of a generator, or in a folder.
     *
     * @param each how many of each class a generator draws
     */
    static PictureSource pictures(String location, int each) throws IOException {
        boolean model = location.toLowerCase(Locale.ROOT).endsWith(".ganvas")
                || !Files.exists(Path.of(location)) && Catalogue.has(location);
        return model ? GeneratedSource.open(Path.of(location), each, DRAWN) : Sources.open(location);
    }
}
