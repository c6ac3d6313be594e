package dev.ganvas.bench.startup;

import dev.ganvas.bench.process.Run;
import dev.ganvas.bench.process.TemporaryFolder;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.MachineLoad;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench startup}: how long a user waits for one picture, and for a distances of many. */
@Command(
        name = "startup",
        description =
                "Times whole calls of the command line: one picture of a model, and the version; with real pictures, also"
                        + " evaluation 5,000 and drawing as many.",
        showDefaultValues = true)
public final class StartupCommand implements Callable<Integer> {
    /** The first call may have to build the program. */
    private static final long LIMIT_MINUTES = 15;

    /** Pictures that are evaluated. */
    private static final int EVALUATED = 5000;

    @Parameters(paramLabel = "MODEL", description = "A .ganvas file.")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "The real pictures that the model was trained on, to time 'ganvas evaluate' too.")
    private Optional<String> data;

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
        generate(program, 1);
        List<Call> calls = calls(program);
        for (int i = 0; i < runs; i++) {
            for (Call call : calls) {
                call.seconds().add(call.timing().take());
            }
        }
        StartupResult result = new StartupResult(
                model.getFileName().toString(),
                calls.stream()
                        .map(call -> StartupResult.Timed.of(call.words(), call.seconds()))
                        .toList());
        new StartupSection().keep(ResultFile.of(StartupResult.KIND, name, folders, result), folders, out);
        return 0;
    }

    /** A call as one types it, and how long it took each time. */
    private record Call(String words, Timing timing, List<Double> seconds) {
        Call(String words, Timing timing) {
            this(words, timing, new ArrayList<>());
        }
    }

    /** Makes a call and says how long it took. */
    @FunctionalInterface
    private interface Timing {
        double take() throws IOException;
    }

    private List<Call> calls(String program) {
        List<Call> calls = new ArrayList<>();
        calls.add(new Call("ganvas generate MODEL -n 1", () -> generate(program, 1)));
        calls.add(new Call("ganvas --version", () -> seconds(List.of(program, "--version"))));
        data.ifPresent(pictures -> {
            String count = Integer.toString(EVALUATED);
            calls.add(new Call("ganvas generate MODEL -n " + count, () -> generate(program, EVALUATED)));
            calls.add(new Call(
                    "ganvas evaluate MODEL " + pictures.substring(pictures.lastIndexOf('/') + 1) + " --n " + count,
                    () -> seconds(
                            List.of(program, "evaluate", model.toAbsolutePath().toString(), pictures, "--n", count))));
        });
        return calls;
    }

    private double generate(String program, int count) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            String file = model.toAbsolutePath().toString();
            double seconds = seconds(List.of(
                    program,
                    "generate",
                    file,
                    "-n",
                    Integer.toString(count),
                    "--out",
                    folder.path().toString()));
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
