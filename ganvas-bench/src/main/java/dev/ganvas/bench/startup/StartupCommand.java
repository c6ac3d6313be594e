package dev.ganvas.bench.startup;

import dev.ganvas.bench.process.Run;
import dev.ganvas.bench.process.TemporaryFolder;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.MachineLoad;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.error.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench startup}: how long a user waits for one picture. */
@Command(
        name = "startup",
        description = "Times whole calls of the command line: one picture of a model, and the version.",
        showDefaultValues = true)
public final class StartupCommand implements Callable<Integer> {
    /** The first call may have to build the program. */
    private static final long LIMIT_MINUTES = 15;

    @Parameters(paramLabel = "MODEL", description = "A .ganvas file.")
    private Path model;

    @Option(names = "--runs", defaultValue = "5", description = "Timed calls of each command.")
    private int runs;

    @Option(names = "--name", defaultValue = "startup", description = "Name of the result file, without .json.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Require.positive(runs, "--runs");
        if (!Files.isRegularFile(model)) {
            throw new UsageException(model + ": no such file; name a .ganvas file");
        }
        BenchFolders folders = BenchFolders.find();
        PrintWriter out = spec.commandLine().getOut();
        MachineLoad.warn(out);
        String program = folders.root().resolve("ganvas").toString();
        generate(program);
        List<Double> generating = new ArrayList<>();
        List<Double> telling = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            generating.add(generate(program));
            telling.add(seconds(List.of(program, "--version")));
        }
        StartupResult result = new StartupResult(
                model.getFileName().toString(),
                List.of(
                        StartupResult.Timed.of("ganvas generate MODEL -n 1", generating),
                        StartupResult.Timed.of("ganvas --version", telling)));
        new StartupSection().keep(ResultFile.of(StartupResult.KIND, name, folders, result), folders, out);
        return 0;
    }

    private double generate(String program) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            String file = model.toAbsolutePath().toString();
            double seconds = seconds(List.of(
                    program, "generate", file, "-n", "1", "--out", folder.path().toString()));
            if (!Files.exists(folder.path().resolve("000000.png"))) {
                throw new IOException("ganvas generate ended well but left no picture");
            }
            return seconds;
        }
    }

    private static double seconds(List<String> command) throws IOException {
        long start = System.nanoTime();
        Run run = Run.of(command, LIMIT_MINUTES, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (run.exit() != 0) {
            throw new IOException(String.join(" ", command) + ": " + run.complaint());
        }
        return seconds;
    }
}
