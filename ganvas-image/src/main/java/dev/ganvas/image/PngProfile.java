package dev.ganvas.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** The ICC profile of a PNG (PNG specification, 11.3.2.3), which the JDK's reader leaves unused. */
final class PngProfile {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHUNK_FRAME_BYTES = 12;

    private PngProfile() {}

    /** The profile that the PNG embeds, if it is usable. */
    static Optional<ColourProfile> of(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png);
        int at = SIGNATURE_BYTES;
        while (at + CHUNK_FRAME_BYTES <= png.length) {
            int length = chunks.getInt(at);
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (length < 0 || length > png.length - at - CHUNK_FRAME_BYTES || type.equals("IDAT")) {
                return Optional.empty();
            }
            if (type.equals("iCCP")) {
                return inflated(png, at + 8, length).flatMap(ColourProfile::of);
            }
            at += CHUNK_FRAME_BYTES + length;
        }
        return Optional.empty();
    }

    private static Optional<byte[]> inflated(byte[] png, int from, int length) {
        int nameEnd = from;
        while (nameEnd < from + length && png[nameEnd] != 0) {
            nameEnd++;
        }
        int body = nameEnd + 2; // The terminator and the compression method.
        if (body >= from + length) {
            return Optional.empty();
        }
        try (var profile = new InflaterInputStream(new ByteArrayInputStream(png, body, from + length - body))) {
            return Optional.of(profile.readNBytes(ColourProfile.MAX_BYTES + 1));
        } catch (IOException e) {
            return Optional.empty(); // Viewers ignore a damaged profile too.
        }
    }
}
