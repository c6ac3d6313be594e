package dev.ganvas.data.format;

import dev.ganvas.error.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as people type them. */
public final class Locations {
    private static final String LOCALE_HINT = localeHint();

    private Locations() {}

    /**
     * The path that {@code location} names.
     *
     * @throws UsageException when there is nothing
     */
    public static Path existing(String location) {
        Path path;
        try {
            path = Path.of(location);
        } catch (InvalidPathException e) {
            throw new UsageException(
                    location + ": not a path (" + e.getReason() + ")" + (isAscii(location) ? "" : LOCALE_HINT), e);
        }
        if (!Files.exists(path)) {
            boolean dangling = Files.isSymbolicLink(path);
            throw new UsageException(path + ": " + (dangling ? "a link to nothing" : "no such file or folder")
                    + (path.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath())
                    + "; check the spelling" + (isAscii(location) ? "" : LOCALE_HINT));
        }
        return path;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** Where the system's character set is not UTF-8, other letters cannot even be asked for. */
    private static String localeHint() {
        String charset = System.getProperty("sun.jnu.encoding", "UTF-8");
        return charset.equalsIgnoreCase("UTF-8")
                ? ""
                : "; the system's character set is " + charset
                        + ", which lacks such letters: set the environment variable" + " LC_ALL to C.UTF-8";
    }
}
