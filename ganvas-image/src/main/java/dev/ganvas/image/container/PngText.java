package dev.ganvas.image.container;

import dev.ganvas.error.Require;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The text entries of a PNG (ISO/IEC 15948, 11.3.4). */
public final class PngText {
    /** The keyword of an XMP packet. XMP Specification, part 3 (Adobe, 2020), 1.1.5. */
    public static final String XMP_KEYWORD = "XML:com.adobe.xmp";

    private static final int MAX_KEYWORD = 79;

    private PngText() {}

    /**
     * Writes an entry; Latin-1 goes into tEXt, which every tool shows, anything else into iTXt, which is UTF-8.
     *
     * @param keyword 1 to 79 Latin letters
     */
    public static void write(DataOutputStream out, String keyword, String value) throws IOException {
        Require.that(
                !keyword.isBlank()
                        && keyword.length() <= MAX_KEYWORD
                        && keyword.equals(keyword.strip())
                        && keyword.chars().allMatch(PngText::isLatinPrintable),
                "a PNG keyword has 1 to 79 Latin letters, not \"" + keyword + "\"");
        Require.that(value.indexOf('\0') < 0, "a PNG text entry holds no zero character: " + keyword);
        if (value.chars().allMatch(c -> c == '\n' || isLatinPrintable(c))) {
            entry(out, "tEXt", keyword, new byte[1], value.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            writeInternational(out, keyword, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes an iTXt entry that is not compressed. */
    public static void writeInternational(DataOutputStream out, String keyword, byte[] utf8) throws IOException {
        // Terminator, not compressed (two bytes), empty language tag, empty translated keyword.
        entry(out, "iTXt", keyword, new byte[5], utf8);
    }

    private static void entry(DataOutputStream out, String type, String keyword, byte[] between, byte[] value)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(between);
        body.writeBytes(value);
        PngChunks.write(out, type, body.toByteArray());
    }

    private static boolean isLatinPrintable(int c) {
        return (c >= 0x20 && c <= 0x7e) || (c >= 0xa0 && c <= 0xff);
    }
}
