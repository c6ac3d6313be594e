package dev.ganvas.engine.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Whether libtorch fits into the addresses that this process may take ({@code ulimit -v}). It is asked before loading, because
 * OpenBLAS ends the whole process when it does not.
 *
 * @param limit bytes that the process may take
 * @param taken bytes that it has taken, most of them reserved for Java's heap
 */
record AddressSpace(long limit, long taken) {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path STATUS = Path.of("/proc/self/status");

    /** What loading took with one thread of OpenBLAS, 700 MB, and its first product, 140 MB, rounded up. */
    private static final long NEEDED = 900_000_000L;

    /** What loading took for each further thread of OpenBLAS. */
    private static final long NEEDED_A_THREAD = 290_000_000L;

    private static final long MEGA = 1_000_000;

    /** That of this process; empty where the system sets no limit, or does not tell. */
    static Optional<AddressSpace> here() {
        OptionalLong limit = number(LIMITS, "Max address space", 1);
        OptionalLong taken = number(STATUS, "VmSize:", 1024);
        return limit.isPresent() && taken.isPresent()
                ? Optional.of(new AddressSpace(limit.getAsLong(), taken.getAsLong()))
                : Optional.empty();
    }

    /** The first number of the line that begins with {@code name}. */
    private static OptionalLong number(Path file, String name, long unit) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip().split("\\s+")[0])
                    .filter(value -> value.matches("\\d{1,15}"))
                    .mapToLong(value -> Long.parseLong(value) * unit)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** What to say when libtorch will not fit. */
    Optional<String> shortage(int blasThreads) {
        long needed = NEEDED + NEEDED_A_THREAD * (blasThreads - 1);
        return limit - taken >= needed
                ? Optional.empty()
                : Optional.of("memory: the address space of this process is limited to " + limit / MEGA
                        + " MB (ulimit -v); Java has reserved " + taken / MEGA + " MB of it, and libtorch needs about "
                        + needed / MEGA
                        + " MB more. Raise the limit, or give Java a smaller heap (JAVA_TOOL_OPTIONS=-Xmx1g in"
                        + " the environment)"
                        + (limit - taken >= NEEDED ? ", or set OPENBLAS_NUM_THREADS=1 there." : "."));
    }

    /** The threads that OpenBLAS makes room for as it loads: by its variables, else one a processor. */
    static int blasThreads(Map<String, String> environment, int processors) {
        return Stream.of("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> value.matches("[1-9]\\d{0,4}"))
                .mapToInt(Integer::parseInt)
                .map(asked -> Math.min(asked, processors))
                .findFirst()
                .orElse(processors);
    }
}
