package dev.ganvas.bench.step;

import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.process.Run;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.ResultFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench memory}: whether a long training keeps to its memory. */
@Command(
        name = "memory",
        description = "Watches the resident memory of a long training; fails if it grows.",
        showDefaultValues = true)
public final class MemoryCommand implements Callable<Integer> {
    /** Fixed and touched beforehand, so that a heap that fills up is not taken for a leak. */
    private static final List<String> FIXED_HEAP =
            List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");

    private static final long SECONDS_A_STEP = 10;

    @Option(names = "--steps", defaultValue = "2000", description = "Training steps.")
    private int steps;

    @Option(names = "--every", defaultValue = "50", description = "Steps between two looks at memory.")
    private int every;

    @Option(names = "--settled", defaultValue = "200", description = "Step from which on memory must stand still.")
    private int settled;

    @Option(names = "--threads", defaultValue = "2", description = "Threads to compute with.")
    private int threads;

    @Option(names = "--name", defaultValue = "memory", description = "Name of the result file, without .json.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        MemoryResult.Settings settings = new MemoryResult.Settings(steps, every, settled, threads);
        BenchFolders folders = BenchFolders.find();
        PrintWriter out = spec.commandLine().getOut();
        out.println("training for " + steps + " steps");
        out.flush();
        Run run = Run.of(command(), steps * SECONDS_A_STEP, TimeUnit.SECONDS);
        if (run.exit() != 0) {
            throw new IOException("the training failed: " + run.complaint());
        }
        MemoryResult result = MemoryResult.of(settings, MemoryProbe.samples(run.output()));
        new MemorySection().keep(ResultFile.of(MemoryResult.KIND, name, folders, result), folders, out);
        if (result.leaks()) {
            out.println("memory grew by more than " + MemoryResult.LIMIT_MB + " MiB");
            return 1;
        }
        return 0;
    }

    private List<String> command() {
        List<String> command =
                new ArrayList<>(Contender.java(System.getProperty("java.class.path"), MemoryProbe.class.getName()));
        command.addAll(1, FIXED_HEAP);
        command.addAll(List.of(Integer.toString(steps), Integer.toString(every), Integer.toString(threads)));
        return command;
    }
}
