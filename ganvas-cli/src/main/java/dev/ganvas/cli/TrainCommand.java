package dev.ganvas.cli;

import dev.ganvas.cli.option.ClassifierOptions;
import dev.ganvas.cli.option.GanOptions;
import dev.ganvas.cli.option.OriginOptions;
import dev.ganvas.cli.option.RecordedOptions;
import dev.ganvas.cli.option.RepairOptions;
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
import dev.ganvas.engine.ranks.RankPlace;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.FeatureSettings;
import dev.ganvas.model.Provenance;
import dev.ganvas.plates.learn.PlateSettings;
import dev.ganvas.recognize.learn.SyntheticComparison;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingLoop;
import dev.ganvas.train.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@InGroup(Group.LEARN)
@OnDevice
@Command(
        name = "train",
        description =
                "Trains a generator, a classifier, a network that restores, or a feature extractor, on pictures. The same command again continues the run.",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        footer = {"", "Example:  ganvas train photos --out my-run --size 64 --budget 30m"})
final class TrainCommand implements Callable<Integer> {
    private static final String FROM_PROVENANCE = "--from-provenance";

    /** Options that say nothing of how to train. */
    private static final Set<String> ASIDE =
            Set.of(FROM_PROVENANCE, "--out", "--json", "--quiet", "--verbose", "--exchange");

    /** Begins the heading of what some tasks alone know; their names, with commas between, and a colon follow. */
    private static final String OPTIONS_OF = "%nOptions of --task ";

    @Parameters(
            paramLabel = "DATA",
            description =
                    "A folder of pictures (sub-folders or labels.csv are classes), a StyleGAN dataset zip, CIFAR-10/100"
                            + " (binary), MNIST (IDX), an ImageNet folder or tar, or 'toybox'.")
    private String data;

    @Option(names = "--out", required = true, paramLabel = "RUN", description = "The run's folder.")
    private Path out;

    /** What to train. */
    enum Task {
        generate,
        classify,
        origin,
        features,
        identity,
        denoise,
        deblock,
        deblur,
        superres,
        fill,
        color,
        lowlight,
        scratches,
        readplates,
        findplates
    }

    @Option(
            names = "--task",
            defaultValue = "generate",
            description = "generate: a generator of new pictures; classify: a classifier of the classes of DATA;"
                    + " origin: a detector of the pictures of one generator among those of DATA;"
                    + " features: a feature extractor that learns without labels; identity: vectors of faces, from a folder for each"
                    + " person; denoise, deblock (what JPEG"
                    + " leaves), deblur, superres (enlarging), fill (holes), color (dull or tinted pictures), lowlight"
                    + " (too dark ones): a network that restores pictures of any size; scratches: a network that"
                    + " finds scratches, dust, folds and spots; readplates, findplates: a network that reads or finds"
                    + " drawn licence plates in front of the pictures"
                    + " (default: ${DEFAULT-VALUE}).")
    private Task task;

    @Option(
            names = FROM_PROVENANCE,
            paramLabel = "FILE",
            description =
                    "Repeat the run that this model file, run folder or run.json came of, on the same pictures, with its"
                            + " settings, seed and plan.")
    private Path provenance;

    @Option(
            names = "--exchange",
            paramLabel = "FORMAT",
            description =
                    "Among several processes: what gradients travel as, fp32 or bf16 (default: as 'ganvas launch' says,"
                            + " or fp32).")
    private String exchange;

    @Mixin
    private RunOptions run;

    @Mixin
    private Output output;

    @ArgGroup(validate = false, heading = OPTIONS_OF + "generate:%n")
    private GanOptions gan = new GanOptions();

    @ArgGroup(validate = false, heading = OPTIONS_OF + "classify:%n")
    private ClassifierOptions classes = new ClassifierOptions();

    @ArgGroup(validate = false, heading = OPTIONS_OF + "origin:%n")
    private OriginOptions origins = new OriginOptions();

    @ArgGroup(
            validate = false,
            heading = OPTIONS_OF + "denoise, deblock, deblur, superres, fill, color, lowlight, scratches:%n")
    private RepairOptions repair = new RepairOptions();

    @ArgGroup(validate = false, heading = OPTIONS_OF + "superres:%n")
    private RepairOptions.Enlarging enlarging = new RepairOptions.Enlarging();

    @ArgGroup(validate = false, heading = OPTIONS_OF + "superres, fill:%n")
    private RepairOptions.Contest contest = new RepairOptions.Contest();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        if (provenance != null) {
            return repeated();
        }
        refuseOptionsOfOtherTasks();
        refuseSeveralTrainings();
        if (task == Task.origin) {
            return new OriginDetection(output).train(data, origins.generator(), run.settings(), out);
        }
        Optional<String> generated = task == Task.classify ? classes.synthetic() : Optional.empty();
        return generated.isPresent()
                ? new SyntheticTraining(data, generated.get(), out, output)
                        .run(SyntheticComparison.of(classes.settings(run.settings()), classes.seeds()))
                : trained(task, chosen(), Optional.empty());
    }

    private TrainingTask<?> chosen() {
        return switch (task) {
            case generate -> gan.settings(run.settings());
            case classify -> classes.settings(run.settings());
            case features -> new FeatureSettings(run.settings(), FeatureSettings.Goal.LIKENESS);
            case identity -> new FeatureSettings(run.settings(), FeatureSettings.Goal.IDENTITY);
            case origin ->
                throw new UsageException("What tells pictures of a generator is learned from the generator itself;"
                        + " name it with --generator.");
            case denoise, deblock, deblur, superres, fill, color, lowlight, scratches ->
                repair.settings(
                        RepairKind.valueOf(task.name().toUpperCase(Locale.ROOT)), run.settings(), enlarging, contest);
            case readplates -> new PlateSettings(PlateSettings.Work.READ, run.settings());
            case findplates -> new PlateSettings(PlateSettings.Work.FIND, run.settings());
        };
    }

    private int repeated() throws IOException {
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            if (!ASIDE.contains(option.longestName())) {
                throw new UsageException(option.longestName() + " comes from " + provenance + "; leave it out.");
            }
        }
        Provenance origin = Provenance.read(provenance);
        TrainCommand recorded = new TrainCommand();
        RecordedOptions.parse(new CommandLine(recorded), origin, List.of(data, "--out", out.toString()));
        return trained(recorded.task, recorded.chosen(), Optional.of(origin));
    }

    private void refuseOptionsOfOtherTasks() {
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            Optional<String> owner = Optional.ofNullable(option.group())
                    .map(ArgGroupSpec::heading)
                    .filter(heading -> heading.startsWith(OPTIONS_OF))
                    .map(heading -> heading.substring(OPTIONS_OF.length(), heading.indexOf(':')));
            if (owner.isPresent() && !List.of(owner.get().split(", ")).contains(task.name())) {
                throw new UsageException(option.longestName() + " belongs to --task " + owner.get() + ", not to --task "
                        + task + "; leave it out.");
            }
        }
    }

    private void refuseSeveralTrainings() {
        if (task == Task.origin || classes.synthetic().isPresent()) {
            Require.that(
                    RankedTraining.here(Optional.empty()).isEmpty(),
                    (task == Task.origin ? "--task origin" : "--synthetic")
                            + " trains several networks, one after another, in one process; run it without a launcher.");
        }
    }

    private int trained(Task kind, TrainingTask<?> chosen, Optional<Provenance> repeated) throws IOException {
        Optional<RankPlace> place = RankedTraining.here(Optional.ofNullable(exchange));
        Training.Result result = place.isPresent()
                ? new RankedTraining(place.get(), output).train(data, chosen, out, repeated)
                : train(data, chosen, out, output, repeated);
        if (place.isPresent() && place.get().rank() > 0) {
            return result.outcome() == TrainingLoop.Outcome.INTERRUPTED ? Main.INTERRUPTED : ExitCode.OK;
        }
        output.result(result.toJson());
        if (result.outcome() == TrainingLoop.Outcome.INTERRUPTED) {
            output.warn("Interrupted and saved; the same command continues the run.");
            return Main.INTERRUPTED;
        }
        output.say("Best model:  " + result.best());
        output.say("Report:      " + result.report());
        if (kind == Task.classify) {
            output.say("Next:        " + Shell.ganvas("recognize", "MY-PICTURES", "--model", result.best()));
        }
        if (kind == Task.generate) {
            output.say(
                    "Next:        " + Shell.ganvas("generate", result.best(), "--out", "pictures", "-n", 64, "--grid"));
        }
        return ExitCode.OK;
    }

    /** Trains with progress shown and Ctrl-C deferred; also what quickstart does. */
    static Training.Result train(String data, TrainingTask<?> task, Path out, Output output) throws IOException {
        return train(data, task, out, output, Optional.empty());
    }

    private static Training.Result train(
            String data, TrainingTask<?> task, Path out, Output output, Optional<Provenance> repeated)
            throws IOException {
        try (Interruption interruption = Interruption.of(
                        output,
                        "Interrupted before there was anything to save; the same command starts the training again.",
                        "Stopping; what goes on is finished and saved first ...");
                PictureSource source = Sources.open(data);
                PhaseBar bar = new PhaseBar(output)) {
            Training training = Training.of(source, task);
            repeated.ifPresent(training::repeating);
            return training.start(out, new TrainingDisplay(output, bar, interruption), bar.of("decoding"));
        }
    }
}
