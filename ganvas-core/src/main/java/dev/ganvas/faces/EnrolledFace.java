package dev.ganvas.faces;

import dev.ganvas.error.Require;
import java.nio.charset.StandardCharsets;

/**
 * A face whose person is known.
 *
 * @param person the name
 * @param source where it was seen, for people to read
 * @param vector of length 1
 */
public record EnrolledFace(String person, String source, float[] vector) {
    /** Longest name or source, in bytes of UTF-8. */
    static final int MAX_TEXT_BYTES = 4096;

    public EnrolledFace {
        Require.that(!person.isBlank(), "a person needs a name");
        Require.that(
                bytes(person).length <= MAX_TEXT_BYTES && bytes(source).length <= MAX_TEXT_BYTES,
                "a name or path is longer than " + MAX_TEXT_BYTES + " bytes");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
