package dev.ganvas.cli;

import dev.ganvas.data.PixelCache;
import dev.ganvas.engine.machine.Machine;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.machine.PrecisionChoice;
import dev.ganvas.engine.machine.Throughput;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = "Prints what Ganvas found on this computer and how fast it is.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas doctor"})
final class DoctorCommand implements Callable<Integer> {
    private static final double SECONDS = 0.7;
    private static final int SIDE = 1024;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.here();
        try (Threads threads = Threads.use(machine.processors())) {
            return tell(machine);
        }
    }

    private int tell(Machine machine) throws IOException {
        PrecisionChoice choice = PrecisionChoice.measure();
        Map<String, String> found = new LinkedHashMap<>();
        found.put("ganvas", Main.Version.current());
        found.put("java", machine.java());
        found.put("system", machine.system());
        found.put("processor", machine.processor() + ", " + machine.processors() + " logical processors");
        found.put(
                "vector features",
                machine.features().isEmpty() ? "not told by the system" : String.join(" ", machine.features()));
        found.put(
                "libtorch",
                machine.libtorch() + " for " + NativeLibrary.platform() + ", using " + NativeLibrary.cpuCapability());
        found.put("natives cache", NativeLibrary.cacheFolder());
        found.put("threads", Integer.toString(Threads.count()));
        found.put("precision", choice.precision() + ": " + choice.reason());
        found.put("matrix product fp32", gigaflops(Throughput.matrixProduct(Precision.FP32, SIDE, SECONDS)));
        found.put("matrix product bf16", gigaflops(Throughput.matrixProduct(Precision.BF16, SIDE, SECONDS)));
        found.put("convolution fp32", gigaflops(choice.fp32()));
        found.put("convolution bf16", gigaflops(choice.bf16()));
        found.put(
                "memory",
                gigabytes(machine.memoryBytes()) + ", Java heap up to "
                        + gigabytes(Runtime.getRuntime().maxMemory())
                        + "; tensors live outside the heap, without a limit of their own");
        found.put(
                "free disk here",
                gigabytes(Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace()));
        found.put("picture cache", PixelCache.defaultRoot().toString());
        found.put(
                "CUDA",
                NativeLibrary.builtWithCuda()
                        ? "natives present, but this version of Ganvas computes on the processor only"
                        : "not used: this version of Ganvas computes on the processor only, and these natives have no CUDA"
                                + " (that needs org.bytedeco:pytorch with the classifier linux-x86_64-gpu and NVIDIA's driver)");
        found.forEach((name, value) -> output.say(String.format(Locale.ROOT, "%-20s %s", name, value)));
        output.result(found);
        return 0;
    }

    private static String gigaflops(double operationsPerSecond) {
        return String.format(Locale.ROOT, "%.0f GFLOP/s", operationsPerSecond / 1e9);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30));
    }
}
