package dev.ganvas.bench.result;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a result was measured on.
 *
 * @param cpu model name of the processor
 * @param cores processors this JVM may use
 * @param features vector extensions that decide speed, such as {@code avx512_bf16}; empty where the system does not tell
 * @param memoryGib physical memory, GiB
 * @param os name and version of the operating system
 * @param jdk vendor and version of the Java runtime
 */
public record Machine(String cpu, int cores, List<String> features, double memoryGib, String os, String jdk) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final List<String> DECISIVE = List.of(
            "avx2", "fma", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_tile", "amx_bf16");

    public Machine {
        features = List.copyOf(features);
    }

    public static Machine current() throws IOException {
        List<String> info = Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
        long bytes = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return new Machine(
                field(info, "model name", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                features(info),
                Math.round(bytes / (double) (1 << 30) * 10) / 10.0,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    }

    /** The {@link #DECISIVE} ones among the flags of {@code info}, lines of {@code /proc/cpuinfo}. */
    static List<String> features(List<String> info) {
        List<String> flags = List.of(field(info, "flags", "").split(" "));
        return DECISIVE.stream().filter(flags::contains).toList();
    }

    private static String field(List<String> info, String name, String otherwise) {
        return info.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }

    /** One line for people. */
    public String describe() {
        String extensions = features.isEmpty() ? "" : " (" + String.join(", ", features) + ")";
        return cpu + ", " + cores + " cores" + extensions + ", " + memoryGib + " GiB, " + os + ", JDK " + jdk;
    }
}
