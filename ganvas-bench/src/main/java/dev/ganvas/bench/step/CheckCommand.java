package dev.ganvas.bench.step;

import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.step.ThroughputResult.Settings;
import dev.ganvas.error.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench check}: lets every program prove that its optimisers update its networks. */
@Command(
        name = "check",
        description = "Lets each program show that its losses fall on fixed data; fails if one does not.",
        showDefaultValues = true)
public final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ContestOptions contest;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Contest gathered = contest.gather(BenchFolders.find());
        gathered.absent().forEach(absent -> out.println("absent: " + absent.who() + ": " + absent.reason()));
        StepProcess process = new StepProcess(new Settings(1, 1, 0, Require.positive(contest.threads(), "--threads")));
        int failed = 0;
        for (Contender contender : gathered.contenders()) {
            try {
                process.check(contender).forEach(line -> out.println(contender.key() + ": " + line));
            } catch (IOException e) {
                out.println(contender.key() + ": " + e.getMessage());
                failed++;
            }
            out.flush();
        }
        return failed == 0 ? 0 : 1;
    }
}
