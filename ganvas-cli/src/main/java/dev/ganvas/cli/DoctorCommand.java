package dev.ganvas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.data.PixelCache;
import dev.ganvas.engine.machine.GraphicsCard;
import dev.ganvas.engine.machine.Machine;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.machine.PrecisionChoice;
import dev.ganvas.engine.machine.Throughput;
import dev.ganvas.engine.tensor.Cuda;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@InGroup(Group.MANAGE)
@OnDevice
@Command(
        name = "doctor",
        description = "Prints what Ganvas found on this computer and how fast it is.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas doctor"})
final class DoctorCommand implements Callable<Integer> {
    private static final double SECONDS = 0.7;
    private static final int SIDE = 1024;
    private static final double GIB = 1L << 30;

    private final ObjectNode found = JsonNodeFactory.instance.objectNode();

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.here();
        programs(machine);
        cards();
        try (Threads threads = Threads.use(machine.processors())) {
            processor(machine);
            speeds();
        }
        memory(machine);
        cache("natives_cache", Path.of(NativeLibrary.cacheFolder()));
        cache("picture_cache", PixelCache.defaultRoot());
        long free = Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace();
        found.put("free_disk_bytes", free);
        line("free disk here", gigabytes(free));
        output.result(found);
        return 0;
    }

    private void programs(Machine machine) {
        text("ganvas", "ganvas", Main.Version.current());
        text("java", "java", machine.java());
        text("system", "system", machine.system());
        found.put("libtorch", machine.libtorch());
        found.put("platform", NativeLibrary.platform());
        found.put("vector_instructions", NativeLibrary.cpuCapability());
        line(
                "natives",
                "libtorch " + machine.libtorch() + " for " + NativeLibrary.platform() + ", using "
                        + NativeLibrary.cpuCapability());
    }

    private void cards() {
        Optional<String> missing = Cuda.missing();
        found.put("cuda", Cuda.hasNatives());
        missing.ifPresent(what -> found.put("cuda_missing", what));
        line(
                "CUDA",
                missing.map(what -> "not here: " + what)
                        .orElseGet(
                                () -> "here, " + Cuda.devices() + (Cuda.devices() == 1 ? " card" : " cards") + "; TF32 "
                                        + (Cuda.isTf32() ? "on" : "off") + ", the same bits every time "
                                        + (Cuda.isDeterministic() ? "on" : "off")));
        ArrayNode cards = found.putArray("cards");
        for (GraphicsCard card : GraphicsCard.here()) {
            cards.addPOJO(card);
            line(
                    "card " + (cards.size() - 1),
                    card.name() + ", driver " + card.driver() + ", compute capability " + card.capability() + ", "
                            + gigabytes(card.memoryBytes()) + ", " + gigabytes(card.freeBytes()) + " free");
        }
        text("device", "networks compute on", DefaultDevice.get().toString());
    }

    private void processor(Machine machine) {
        found.put("processor", machine.processor());
        found.put("processors", machine.processors());
        machine.features().forEach(found.putArray("features")::add);
        found.put("threads", Threads.count());
        line("processor", machine.processor() + ", " + machine.processors() + " logical processors");
        line(
                "vector features",
                machine.features().isEmpty() ? "not told by the system" : String.join(" ", machine.features()));
        line("threads", Integer.toString(Threads.count()));
    }

    private void speeds() {
        PrecisionChoice choice = PrecisionChoice.measure();
        found.put("precision", choice.precision().toString());
        found.put("precision_reason", choice.reason());
        line("precision", choice.precision() + ": " + choice.reason());
        speed("matrix product fp32", Throughput.matrixProduct(Precision.FP32, SIDE, SECONDS));
        speed("matrix product bf16", Throughput.matrixProduct(Precision.BF16, SIDE, SECONDS));
        speed("convolution fp32", choice.fp32());
        speed("convolution bf16", choice.bf16());
    }

    private void memory(Machine machine) {
        found.put("memory_bytes", machine.memoryBytes());
        found.put("heap_limit_bytes", Runtime.getRuntime().maxMemory());
        line(
                "memory",
                gigabytes(machine.memoryBytes()) + ", Java heap up to "
                        + gigabytes(Runtime.getRuntime().maxMemory())
                        + "; tensors live outside the heap, without a limit of their own");
    }

    private void cache(String name, Path folder) throws IOException {
        long bytes = size(folder);
        found.putObject(name).put("folder", folder.toString()).put("bytes", bytes);
        line(name.replace('_', ' '), folder + ", " + gigabytes(bytes));
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private void text(String name, String label, String value) {
        found.put(name, value);
        line(label, value);
    }

    private void speed(String label, double operationsPerSecond) {
        found.put(label.replace(' ', '_') + "_gflops", Math.round(operationsPerSecond / 1e8) / 10.0);
        line(label, String.format(Locale.ROOT, "%.0f GFLOP/s", operationsPerSecond / 1e9));
    }

    private void line(String label, String value) {
        output.say(String.format(Locale.ROOT, "%-20s %s", label, value));
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }
}
