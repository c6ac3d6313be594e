package dev.ganvas.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which Ganvas this is. */
public final class Version {
    /** What a program run from bare classes is called. */
    private static final String DEVELOPMENT = "development";

    private static final String CURRENT = read();

    private Version() {}

    /** The version that was built, such as {@code 0.1.0}; {@code development} when the classes come from no build. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            // A placeholder that no build has filled in.
            return text.isEmpty() || text.startsWith("$") ? DEVELOPMENT : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
