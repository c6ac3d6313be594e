package dev.ganvas.cli.terminal;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands as a person can paste them. */
public final class Shell {
    /** The system property in which the script says by which name it was called. */
    private static final String PROGRAM = "ganvas.program";

    private static final String PLAIN = "[A-Za-z0-9_./:=@%+,-]+";
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private Shell() {}

    /** The command line of Ganvas itself, called as it was called this time. */
    public static String ganvas(Object... words) {
        Stream<Object> program = Stream.of(System.getProperty(PROGRAM, "ganvas"));
        return Stream.concat(program, Arrays.stream(words)).map(Shell::quote).collect(Collectors.joining(" "));
    }

    /** One word, such as a path, quoted where it needs to be. */
    public static String quote(Object word) {
        return quote(word.toString(), WINDOWS);
    }

    static String quote(String word, boolean windows) {
        if (word.matches(windows ? PLAIN.replace("/", "/\\\\") : PLAIN)) {
            return word;
        }
        return windows ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
    }
}
