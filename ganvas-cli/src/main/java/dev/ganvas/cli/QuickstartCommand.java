package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.terminal.Shell;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.evaluate.Evaluation;
import dev.ganvas.evaluate.EvaluationExtractors;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.GeneratorEvaluation;
import dev.ganvas.generate.learn.GanSettings;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.MANAGE)
@Command(
        name = "quickstart",
        description = "Trains on the built-in pictures for two minutes and shows what came of it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas quickstart --out first-run --budget 2m"})
final class QuickstartCommand implements Callable<Integer> {
    /** One class: in two minutes a generator learns faces well, and four kinds of things at once only roughly. */
    private static final String DATA = "toybox:face";

    private static final int SIZE = 32;
    private static final int CELLS = 64;
    private static final int COLUMNS = 8;
    private static final long GRID_SEED = 1;
    private static final int EVALUATED = 2000;

    @Option(
            names = "--out",
            defaultValue = "ganvas-quickstart",
            paramLabel = "DIR",
            description = "Folder to write to (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--budget", defaultValue = "2m", description = "How long to train (default: ${DEFAULT-VALUE}).")
    private String budget;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        GanSettings settings =
                GanSettings.of(RunSettings.of(Budget.time(budget)).withSize(SIZE));
        output.note("Training a generator of the built-in cartoon faces for " + budget + " ...");
        Training.Result run = TrainCommand.train(DATA, settings, out, output);
        if (run.outcome() == TrainingLoop.Outcome.INTERRUPTED) {
            output.warn("Interrupted and saved; the same command continues.");
            return Main.INTERRUPTED;
        }
        Path grid = out.resolve("grid.png");
        try (Generator generator = Generator.open(run.best());
                PictureSource toys = Sources.open(DATA);
                EvaluationExtractors extractors = EvaluationExtractors.randomAlone();
                PhaseBar bar = new PhaseBar(output)) {
            Pictures.writePng(
                    grid,
                    Pictures.grid(generator.sample(CELLS, Seed.of(1)), COLUMNS, 2),
                    Origin.generated()
                            .by(Main.Version.current())
                            .with("model", run.best().getFileName().toString())
                            .with("seed", "1"));
            Evaluation evaluation = new GeneratorEvaluation(generator, EVALUATED, Seed.of(0), bar)
                    .against(new GeneratorEvaluation.Reals(toys, Optional.empty()), extractors)
                    .evaluation();
            bar.close();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", run.best().toString());
            result.put("grid", grid.toString());
            result.put("report", run.report().toString());
            result.putAll(EvaluateCommand.fields(evaluation));
            output.result(result);
            output.say(evaluation.foremost().figures().stripTrailing());
            output.say("Memorisation: " + evaluation.memorisation().words() + "; variety: " + evaluation.variety());
            output.say("What these figures mean: " + Shell.command("ganvas", "evaluate", run.best(), DATA));
        }
        output.say("");
        output.say("Open     " + grid + "   (new faces)");
        output.say("Open     " + run.report() + "   (how the training went)");
        output.say("");
        output.say("Next, with a folder of your own pictures:");
        output.say("    ganvas data inspect MY-PICTURES");
        output.say("    ganvas train MY-PICTURES --out my-run --budget 30m");
        output.say("    ganvas generate my-run/best.ganvas --out new-pictures -n 64 --grid");
        return 0;
    }
}
