package dev.ganvas.engine.machine;

import dev.ganvas.engine.tensor.NativeLibrary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * This computer, as far as results and speeds depend on it.
 *
 * @param processor model name
 * @param processors logical processors the JVM may use
 * @param features vector features of the processor that matter here, as the system names them; empty where unknown
 * @param memoryBytes physical memory; 0 when unknown
 * @param system operating system and version
 * @param java runtime version and vendor
 * @param libtorch the binding's version
 */
public record Machine(
        String processor,
        int processors,
        List<String> features,
        long memoryBytes,
        String system,
        String java,
        String libtorch) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final List<String> TELLING =
            List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_tile", "asimd", "bf16");

    public static Machine here() {
        List<String> flags = cpuInfo("flags")
                .or(() -> cpuInfo("Features"))
                .map(line -> List.of(line.split("\\s+")))
                .orElse(List.of());
        return new Machine(
                cpuInfo("model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                TELLING.stream().filter(flags::contains).toList(),
                physicalMemory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                NativeLibrary.version());
    }

    /** The resident memory of this process in bytes, where the system tells. */
    public static OptionalLong residentBytes() {
        return field(STATUS, "VmRSS")
                .map(value -> OptionalLong.of(Long.parseLong(value.replaceAll("\\D", "")) * 1024))
                .orElseGet(OptionalLong::empty);
    }

    private static Optional<String> cpuInfo(String name) {
        return field(CPU_INFO, name);
    }

    private static Optional<String> field(Path file, String name) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long physicalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
