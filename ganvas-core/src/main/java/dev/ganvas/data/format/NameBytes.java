package dev.ganvas.data.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names and texts whose character set nobody wrote down. */
final class NameBytes {
    private static final Charset CHINESE = Charset.forName("GB18030");

    /** The last letter of code page 437, in which zips of European Windows are named; beyond lie frames and signs. */
    private static final int LAST_LETTER_OF_437 = 0xa5;

    private NameBytes() {}

    /** The text by the first character set that fits: UTF-8, then what {@link #older} finds. */
    static String decoded(byte[] bytes) {
        return strict(bytes, StandardCharsets.UTF_8)
                .or(() -> strict(bytes, older(bytes)))
                .orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /**
     * The older character set that bytes beyond ASCII speak for. Chinese ones (GBK) come in pairs that begin above the
     * letters of code page 437 in all common characters.
     */
    static Charset older(byte[] bytes) {
        boolean letters = Charset.isSupported("IBM437");
        for (byte b : bytes) {
            letters &= (b & 0xff) <= LAST_LETTER_OF_437;
        }
        return letters ? Charset.forName("IBM437") : CHINESE;
    }

    /** The text if all bytes make sense in {@code charset}. */
    static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes of a name in a URI, where {@code %e7} stands for a byte. */
    static byte[] ofEscaped(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.write(Integer.parseInt(escaped, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(escaped.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
