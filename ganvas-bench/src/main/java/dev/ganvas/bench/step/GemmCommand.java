package dev.ganvas.bench.step;

import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.MachineLoad;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.machine.Throughput;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench gemm}: the arithmetic peak that training speed is set against. */
@Command(
        name = "gemm",
        description = "Measures the peak of matrix products and convolutions, for utilisation in the report.",
        showDefaultValues = true)
public final class GemmCommand implements Callable<Integer> {
    private static final List<Integer> SIDES = List.of(512, 1024, 2048);

    @Option(names = "--threads", defaultValue = "2", description = "Threads to compute with.")
    private int threads;

    @Option(names = "--seconds", defaultValue = "1", description = "Seconds for each figure.")
    private double seconds;

    @Option(names = "--name", defaultValue = "gemm", description = "Name of the result file, without .json.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Require.within(seconds, 0.01, 3600, "--seconds");
        try (Threads spent = Threads.use(Require.positive(threads, "--threads"))) {
            return measure();
        }
    }

    private int measure() throws IOException {
        BenchFolders folders = BenchFolders.find();
        PrintWriter out = spec.commandLine().getOut();
        MachineLoad.warn(out);
        List<GemmResult.Product> products = new ArrayList<>();
        List<GemmResult.Convolution> convolutions = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            for (int side : SIDES) {
                double rate = Throughput.matrixProduct(precision, side, seconds);
                products.add(new GemmResult.Product(precision.toString(), side, rate / 1e9));
            }
            double rate = Throughput.convolution(precision, seconds);
            convolutions.add(new GemmResult.Convolution(precision.toString(), rate / 1e9));
        }
        GemmResult result = new GemmResult(threads, products, convolutions, StepOperations.counted());
        new GemmSection().keep(ResultFile.of(GemmResult.KIND, name, folders, result), folders, out);
        return 0;
    }
}
