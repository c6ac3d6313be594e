package dev.ganvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that is killed in the midst of its work. */
public final class KilledProcess {
    private KilledProcess() {}

    /**
     * Runs a program that prints a line whenever something is confirmed, and kills it.
     *
     * @param program has a main method
     * @param said where its lines go
     * @param enough lines that are waited for
     * @param microseconds between then and the kill
     * @return its whole lines
     */
    public static List<String> said(Class<?> program, List<String> arguments, Path said, int enough, int microseconds)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:+UseSerialGC",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        program.getName()),
                                arguments.stream())
                        .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        try {
            while (lines(said).size() < enough) {
                assertThat(process.isAlive()).as("the process works").isTrue();
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MICROSECONDS.sleep(microseconds);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).as("killed, not ended").isNotZero();
        return lines(said);
    }

    private static List<String> lines(Path said) throws IOException {
        String all = Files.readString(said);
        return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
    }
}
