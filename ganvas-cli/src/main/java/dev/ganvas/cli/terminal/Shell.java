package dev.ganvas.cli.terminal;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Commands as a person can paste them. */
public final class Shell {
    private static final String PLAIN = "[A-Za-z0-9_./:=@%+,-]+";
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private Shell() {}

    /** A command of these words, each quoted where the shell would read it otherwise. */
    public static String command(Object... words) {
        return Arrays.stream(words).map(Shell::quote).collect(Collectors.joining(" "));
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
