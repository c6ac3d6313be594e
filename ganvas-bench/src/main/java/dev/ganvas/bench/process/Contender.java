package dev.ganvas.bench.process;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that takes part, at one precision and layout.
 *
 * @param peer the library's short name
 * @param precision {@code fp32} or {@code bf16}
 * @param layout {@code nchw} or {@code nhwc}
 * @param program the command up to the options that all programs share
 */
public record Contender(String peer, String precision, String layout, List<String> program) {
    public Contender {
        program = List.copyOf(program);
    }

    /** Peer, precision and layout in one word, as results are keyed: {@code pytorch-fp32-nchw}. */
    public String key() {
        return peer + "-" + precision + "-" + layout;
    }

    /** The whole command for one run. */
    public List<String> command(String... further) {
        return Stream.of(program.stream(), Stream.of("--precision", precision, "--layout", layout), Stream.of(further))
                .flatMap(part -> part)
                .toList();
    }

    /** The command of a Java program on {@code classPath}, run by the JDK that runs this one, as the {@code ganvas} script does. */
    public static List<String> java(String classPath, String mainClass) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // JDK 24 and later warn about native code that was not announced; earlier ones do not all know the option.
        Stream<String> nativeAccess =
                Runtime.version().feature() >= 24 ? Stream.of("--enable-native-access=ALL-UNNAMED") : Stream.empty();
        return Stream.of(Stream.of(java, "-XX:+UseSerialGC"), nativeAccess, Stream.of("-cp", classPath, mainClass))
                .flatMap(part -> part)
                .toList();
    }
}
