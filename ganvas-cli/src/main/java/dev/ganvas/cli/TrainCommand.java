package dev.ganvas.cli;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.Require;
import dev.ganvas.features.FeatureSettings;
import dev.ganvas.generate.LatentKind;
import dev.ganvas.generate.learn.AugmentationStrength;
import dev.ganvas.generate.learn.GanSettings;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingLoop;
import dev.ganvas.train.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description =
                "Trains a generator, or a feature extractor, on pictures. The same command again continues the run.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas train photos --out my-run --size 64 --budget 30m"})
final class TrainCommand implements Callable<Integer> {
    static final int INTERRUPTED = 130;

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
        features
    }

    @Option(
            names = "--task",
            defaultValue = "generate",
            description =
                    "generate: a generator of new pictures; classify: a feature extractor that tells the classes apart;"
                            + " features: a feature extractor that learns without labels (default: ${DEFAULT-VALUE}).")
    private Task task;

    @Option(names = "--recipe", defaultValue = "modern", description = "dcgan or modern (default: ${DEFAULT-VALUE}).")
    private String recipe;

    @Option(names = "--size", description = "Side in pixels: 32, 64 or 128 (default: by the pictures, 32 or 64).")
    private Integer size;

    @ArgGroup
    private BudgetOptions budget = new BudgetOptions();

    /** Time or images, not both. */
    static final class BudgetOptions {
        @Option(
                names = "--budget",
                paramLabel = "TIME",
                description = "How long to train, such as 90s, 30m, 1h30m (default: 30m).")
        private String time;

        @Option(
                names = "--images",
                paramLabel = "COUNT",
                description = "Instead: pictures to show, such as 20000 or 500k.")
        private String images;

        Budget chosen() {
            if (images != null) {
                return Budget.images(images);
            }
            return Budget.time(time == null ? "30m" : time);
        }
    }

    @Option(
            names = "--classes",
            defaultValue = "auto",
            description = "auto or off: whether to learn the classes (default: ${DEFAULT-VALUE}).")
    private String classes;

    @Option(
            names = "--mirror",
            description = "Show pictures mirrored half the time, as if there were twice as many: for small sets without"
                    + " letters or digits.")
    private boolean mirror;

    @Option(names = "--seed", defaultValue = "1", description = "Names the run (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--precision",
            defaultValue = "auto",
            description = "auto, fp32 or bf16 (default: ${DEFAULT-VALUE}).")
    private String precision;

    @Option(names = "--threads", description = "Threads to use (default: one a processor).")
    private Integer threads;

    @Option(names = "--latent", description = "normal or uniform latent numbers (default: by recipe).")
    private LatentKind latent;

    @Option(names = "--gamma", description = "Strength of the R1 and R2 gradient penalties (default: by recipe).")
    private Double gamma;

    @Option(names = "--batch", description = "Pictures a step (default: by recipe).")
    private Integer batch;

    @Option(names = "--learning-rate", description = "Adam's step size for both networks (default: by recipe).")
    private Double learningRate;

    @Option(
            names = "--even-rates",
            description =
                    "Have the discriminator learn at the generator's rate from the start, however far it is ahead, as"
                            + " recipe dcgan does.")
    private boolean evenRates;

    @Option(
            names = "--augment",
            defaultValue = "auto",
            description =
                    "How strongly real and generated pictures are changed before the discriminator sees them, so that"
                            + " it does not learn a few by heart: auto (few pictures: as strongly as it takes), off, or 0 to 0.8"
                            + " (default: ${DEFAULT-VALUE}).")
    private String augment;

    @Option(
            names = "--stop-early",
            description = "End the training, in good order, when KD and FD have ceased to fall for a third of it.")
    private boolean stopEarly;

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "Begin with the weights of this model of the same kind, as far as they fit.")
    private Path from;

    @Option(
            names = "--data-licence",
            paramLabel = "TERMS",
            description = "The terms of the pictures, for the model's card, such as CC-BY-4.0.")
    private String licence;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Require.that(classes.equals("auto") || classes.equals("off"), "--classes must be auto or off, not " + classes);
        return task == Task.generate ? generator() : extractor();
    }

    private Optional<Precision> chosenPrecision() {
        return precision.equals("auto") ? Optional.empty() : Optional.of(Precision.parse(precision));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private int extractor() throws IOException {
        Require.that(
                latent == null
                        && gamma == null
                        && batch == null
                        && learningRate == null
                        && !evenRates
                        && !mirror
                        && augment.equals("auto")
                        && !stopEarly
                        && recipe.equals("modern")
                        && classes.equals("auto"),
                "--recipe, --classes, --latent, --gamma, --batch, --learning-rate, --even-rates, --mirror, --augment and"
                        + " --stop-early belong to --task generate");
        return trained(
                new FeatureSettings(
                        task == Task.classify ? FeatureSettings.Task.CLASSIFY : FeatureSettings.Task.FEATURES, run()),
                "");
    }

    private RunSettings run() {
        return new RunSettings(
                optional(size),
                budget.chosen(),
                seed,
                chosenPrecision(),
                optional(threads),
                Optional.ofNullable(from),
                Optional.ofNullable(licence));
    }

    private int generator() throws IOException {
        GanSettings settings = new GanSettings(
                recipe,
                run(),
                classes.equals("auto"),
                stopEarly,
                new GanSettings.Overrides(
                        Optional.ofNullable(latent),
                        optional(gamma),
                        optional(batch),
                        optional(learningRate),
                        evenRates,
                        mirror,
                        AugmentationStrength.parse(augment)));
        return trained(settings, "Next:        ganvas generate BEST --out pictures -n 64 --grid");
    }

    private int trained(TrainingTask chosen, String next) throws IOException {
        Training.Result result = train(data, chosen, out, output, quiet);
        output.result(result.toJson());
        if (result.outcome() == TrainingLoop.Outcome.INTERRUPTED) {
            output.note("Interrupted and saved; the same command continues the run.");
            return INTERRUPTED;
        }
        output.say("Best model:  " + result.best());
        output.say("Report:      " + result.report());
        if (!next.isEmpty()) {
            output.say(next.replace("BEST", result.best().toString()));
        }
        return 0;
    }

    /** Trains with progress shown and Ctrl-C deferred; also what quickstart does. */
    static Training.Result train(String data, TrainingTask task, Path out, Output output, boolean quiet)
            throws IOException {
        try (Interruption deferred = Interruption.deferred(() -> output.note("Stopping; saving first ..."));
                PictureSource source = Sources.open(data);
                Progress decoding = new Progress("decoding", quiet);
                TrainingDisplay display = new TrainingDisplay(output, quiet)) {
            return Training.of(source, task).start(out, display, decoding);
        }
    }
}
