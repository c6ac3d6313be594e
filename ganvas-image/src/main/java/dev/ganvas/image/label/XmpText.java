package dev.ganvas.image.label;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * An XMP packet as text whose places are places in the packet, so that what is not changed stays byte for byte.
 *
 * @param text of UTF-8 one Latin letter for each byte, so that damaged UTF-8 comes back as it was
 */
record XmpText(String text, Charset charset) {
    static XmpText of(byte[] packet) {
        Charset charset = charset(packet);
        return new XmpText(new String(packet, charset), charset);
    }

    byte[] bytes() {
        return text.getBytes(charset);
    }

    XmpText with(String other) {
        return new XmpText(other, charset);
    }

    /** A part of the text as people read it. */
    String read(String part) {
        return charset == StandardCharsets.ISO_8859_1
                ? new String(part.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : part;
    }

    /** XMP Specification, part 1, 7.1: UTF-8, UTF-16 or UTF-32; a packet begins with a character of ASCII or a byte order mark. */
    private static Charset charset(byte[] packet) {
        int zeros = 0;
        int first = -1;
        for (int i = 0; i < Math.min(4, packet.length); i++) {
            if (packet[i] == 0) {
                zeros++;
                first = first < 0 ? i : first;
            }
        }
        boolean marked = packet.length > 1 && (packet[0] & 0xff) + (packet[1] & 0xff) == 0xff + 0xfe;
        if (zeros >= 2 && packet.length % 4 == 0) {
            boolean utf32 = zeros == 3 || (packet[0] == 0 && packet[1] == 0) || (packet[2] == 0 && packet[3] == 0);
            if (utf32) {
                return Charset.forName(packet[0] == 0 ? "UTF-32BE" : "UTF-32LE");
            }
        }
        if (marked) {
            return (packet[0] & 0xff) == 0xfe ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        if (zeros > 0) {
            return first == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.ISO_8859_1;
    }
}
