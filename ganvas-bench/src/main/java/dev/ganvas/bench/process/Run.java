package dev.ganvas.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that has ended.
 *
 * @param exit its exit code
 * @param output lines of its standard output
 * @param errors lines of its standard error
 */
public record Run(int exit, List<String> output, List<String> errors) {
    /** What a JVM says first where {@code JAVA_TOOL_OPTIONS} is set; no complaint. */
    private static final String REMARK = "Picked up ";

    public Run {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }

    public static Run of(List<String> command, long limit, TimeUnit unit) throws IOException {
        return of(command, Map.of(), limit, unit);
    }

    /** As the {@code ganvas} script sets it, for every system: threads that sleep when idle, freed memory that is kept. */
    public static Map<String, String> usualEnvironment(int threads) {
        String count = Integer.toString(threads);
        String keptBytes = Integer.toString(1 << 30);
        return Map.of(
                "OMP_NUM_THREADS", count,
                "MKL_NUM_THREADS", count,
                "OMP_WAIT_POLICY", "PASSIVE",
                "MALLOC_TRIM_THRESHOLD_", keptBytes,
                "MALLOC_MMAP_THRESHOLD_", keptBytes,
                "MALLOC_ARENA_MAX", "1");
    }

    /**
     * Runs {@code command} to its end.
     *
     * @param environment set on top of this process's own
     * @throws IOException if it cannot be started, or is still running at the limit and was stopped
     */
    public static Run of(List<String> command, Map<String, String> environment, long limit, TimeUnit unit)
            throws IOException {
        // Files rather than pipes: nobody has to read both ends while the program is timed.
        Path output = Files.createTempFile("bench", ".out");
        Path errors = Files.createTempFile("bench", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                if (!process.waitFor(limit, unit)) {
                    throw new IOException(command.get(0) + " did not end within " + limit + " " + unit);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(command.get(0) + " was interrupted", e);
            } finally {
                process.destroyForcibly();
            }
            return new Run(process.exitValue(), Files.readAllLines(output), Files.readAllLines(errors));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    /** What the program complained of: its first line of error, or of output, or its exit code. */
    public String complaint() {
        return Stream.of(errors, output)
                .flatMap(List::stream)
                .filter(line -> !line.isBlank() && !line.startsWith(REMARK))
                .findFirst()
                .orElse("exit code " + exit);
    }

    /** Its last line of error, or its exit code: for programs that report as they go and complain when they end. */
    public String lastComplaint() {
        return errors.stream()
                .filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .orElse("exit code " + exit);
    }
}
