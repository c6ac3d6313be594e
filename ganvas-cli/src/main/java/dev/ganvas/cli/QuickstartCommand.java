package dev.ganvas.cli;

import dev.ganvas.cli.quickstart.FacesScene;
import dev.ganvas.cli.quickstart.RecognitionScene;
import dev.ganvas.cli.quickstart.RepairScene;
import dev.ganvas.cli.quickstart.Scene;
import dev.ganvas.cli.quickstart.Stage;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.train.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.MANAGE)
@OnDevice
@Command(
        name = "quickstart",
        description =
                "Draws with a generator that ships, trains one here for two minutes, mends and recognises pictures,"
                        + " and shows all of it on a page.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas quickstart --out first-run --budget 2m"})
final class QuickstartCommand implements Callable<Integer> {
    private static final String RECOGNITION_BUDGET = "8s";

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
        Stage stage = new Stage(out, Main.Version.current(), output);
        for (Scene scene : scenes()) {
            if (!scene.play(stage)) {
                output.warn("Interrupted and saved; the same command continues.");
                return Main.INTERRUPTED;
            }
        }
        output.result(stage.result());
        output.say("");
        output.say("Open     " + stage.page() + "   (all of it, and what to type next)");
        return 0;
    }

    private List<Scene> scenes() {
        FacesScene.Trainer trainer = (data, task, folder) -> TrainCommand.train(data, task, folder, output);
        FacesScene faces = new FacesScene((Budget.Time) Budget.time(budget), trainer);
        RecognitionScene recognition = new RecognitionScene((Budget.Time) Budget.time(RECOGNITION_BUDGET), trainer);
        return List.of(faces, new RepairScene(), recognition);
    }
}
