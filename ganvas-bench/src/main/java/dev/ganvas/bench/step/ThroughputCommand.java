package dev.ganvas.bench.step;

import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.MachineLoad;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.bench.step.ThroughputResult.Settings;
import dev.ganvas.error.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench throughput}: the DCGAN-64 step in every program, in turns. */
@Command(
        name = "throughput",
        description = "Times the same DCGAN-64 training step in Ganvas and its peers, taking turns.",
        showDefaultValues = true)
public final class ThroughputCommand implements Callable<Integer> {
    @Mixin
    private ContestOptions contest;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of each program.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "20", description = "Seconds timed in each turn.")
    private double seconds;

    @Option(names = "--warmup", defaultValue = "5", description = "Steps before timing in each turn.")
    private int warmup;

    @Option(names = "--name", defaultValue = "throughput", description = "Name of the result file, without .json.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = new Settings(
                Require.positive(rounds, "--rounds"),
                Require.within(seconds, 0.1, 3600, "--seconds"),
                Require.within(warmup, 0, 10_000, "--warmup"),
                Require.positive(contest.threads(), "--threads"));
        BenchFolders folders = BenchFolders.find();
        PrintWriter out = spec.commandLine().getOut();
        MachineLoad.warn(out);
        Contest gathered = contest.gather(folders);
        gathered.absent().forEach(absent -> out.println("absent: " + absent.who() + ": " + absent.reason()));
        Rounds turns = new Rounds(new StepProcess(settings)::time, line -> {
            out.println(line);
            out.flush();
        });
        ThroughputResult result = turns.measure(gathered, settings);
        if (result.entries().isEmpty()) {
            out.println("nothing was measured; no result is written");
            return 1;
        }
        new ThroughputSection().keep(ResultFile.of(ThroughputResult.KIND, name, folders, result), folders, out);
        return 0;
    }
}
