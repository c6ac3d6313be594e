package dev.ganvas.image.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A kind of picture file as a place for an XMP packet (XMP Specification, part 3, Adobe 2020, 1.1). Pixels are never decoded: a packet
 * goes in and out, and all else stays byte for byte.
 */
public sealed interface XmpContainer permits PngXmp, JpegXmp, GifXmp, WebpXmp, TiffXmp {
    /** Longer packets are not read, and not written. */
    int MAX_PACKET_BYTES = 16 << 20;

    /** The kind of a file, by its first bytes; empty for files that hold no packet. */
    static Optional<XmpContainer> of(byte[] file) {
        if (begins(file, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(new PngXmp());
        }
        if (begins(file, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(new JpegXmp());
        }
        if (begins(file, 0, "GIF87a") || begins(file, 0, "GIF89a")) {
            return Optional.of(new GifXmp());
        }
        if (begins(file, 0, "RIFF") && begins(file, 8, "WEBP")) {
            return Optional.of(new WebpXmp());
        }
        return TiffXmp.begins(file) ? Optional.of(new TiffXmp()) : Optional.empty();
    }

    /**
     * Every packet in the file; a sound one has one at most.
     *
     * @throws IOException when the file is damaged
     */
    List<byte[]> packets(byte[] file) throws IOException;

    /**
     * The same file with this packet as its only one.
     *
     * @throws IOException when the file is damaged, or of this kind no file can hold the packet
     */
    byte[] with(byte[] file, byte[] packet) throws IOException;

    /**
     * What the pixels are made of, as coded: the same before and after metadata are changed, another after any change of a pixel and
     * after coding anew.
     *
     * @param digest takes it in
     * @throws IOException when the file is damaged
     */
    void content(byte[] file, MessageDigest digest) throws IOException;

    /** Whether the file holds a manifest of C2PA (C2PA Technical Specification 2.1, A.3); its signature is not looked at. */
    boolean hasC2pa(byte[] file) throws IOException;

    /** Whether these letters, one byte each, stand at {@code at}. */
    static boolean begins(byte[] file, int at, String letters) {
        byte[] bytes = letters.getBytes(StandardCharsets.ISO_8859_1);
        return at >= 0
                && at <= file.length - bytes.length
                && Arrays.equals(file, at, at + bytes.length, bytes, 0, bytes.length);
    }

    /** Whether these letters stand anywhere from {@code from} to before {@code end}. */
    static boolean holds(byte[] file, int from, int end, String letters) {
        return new String(file, from, end - from, StandardCharsets.ISO_8859_1).contains(letters);
    }
}
