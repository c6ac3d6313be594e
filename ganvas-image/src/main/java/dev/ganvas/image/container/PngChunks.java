package dev.ganvas.image.container;

import dev.ganvas.io.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/** The chunks of a PNG (ISO/IEC 15948, 5.3): finding and writing them. */
public final class PngChunks {
    /** The type of the chunks that pixels lie in, as a number. */
    public static final int IDAT = 0x49444154;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int FRAME_BYTES = 12;

    /** Files of more chunks are taken for damaged; a sound one of a gigabyte in the usual pieces has about 130,000. */
    private static final int MAX_CHUNKS = 1_000_000;

    private static final int MAX_OUTLINE_BYTES = 64 << 20;

    private PngChunks() {}

    /**
     * A chunk.
     *
     * @param type four letters
     * @param start where its content begins
     * @param end the first byte behind its content
     */
    public record Chunk(String type, int start, int end) {
        /** The content, copied. */
        public byte[] body(byte[] png) {
            return Arrays.copyOfRange(png, start, end);
        }
    }

    /** How every PNG begins. */
    public static byte[] signature() {
        return SIGNATURE.clone();
    }

    /**
     * The chunks but {@code IDAT}, as far as they can be followed.
     *
     * @throws IOException when there are more than any sound file has
     */
    public static List<Chunk> of(byte[] png) throws IOException {
        ByteBuffer lengths = ByteBuffer.wrap(png);
        List<Chunk> chunks = new ArrayList<>();
        int count = 0;
        for (int at = SIGNATURE.length; at <= png.length - FRAME_BYTES; ) {
            int length = lengths.getInt(at);
            if (length < 0 || length > png.length - at - FRAME_BYTES) {
                break;
            }
            if (++count > MAX_CHUNKS) {
                throw new IOException("more than " + MAX_CHUNKS + " chunks");
            }
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (!type.equals("IDAT")) {
                chunks.add(new Chunk(type, at + 8, at + 8 + length));
            }
            if (type.equals("IEND")) {
                break;
            }
            at += FRAME_BYTES + length;
        }
        return chunks;
    }

    /**
     * A PNG without its pixels: the chunks but {@code IDAT}, as far as they can be followed.
     *
     * @throws IOException when there are more than any sound file has, or they are longer than {@value #MAX_OUTLINE_BYTES} bytes
     */
    public static byte[] outline(Content png) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(SIGNATURE);
        int count = 0;
        for (long at = SIGNATURE.length; at <= png.size() - FRAME_BYTES; ) {
            ByteBuffer head = ByteBuffer.wrap(png.read(at, 8));
            int length = head.getInt(0);
            if (length < 0 || length > png.size() - at - FRAME_BYTES) {
                break;
            }
            if (++count > MAX_CHUNKS) {
                throw new IOException("more than " + MAX_CHUNKS + " chunks");
            }
            if (head.getInt(4) != IDAT) {
                if (length > MAX_OUTLINE_BYTES - out.size()) {
                    throw new IOException("chunks beside the pixels of more than " + MAX_OUTLINE_BYTES + " bytes");
                }
                out.write(png.read(at, FRAME_BYTES + length));
            }
            at += FRAME_BYTES + length;
        }
        return out.toByteArray();
    }

    /**
     * What is deflated from {@code from} to before {@code end}.
     *
     * @param limit bytes
     * @return empty when it is damaged or longer than the limit
     */
    public static Optional<byte[]> inflated(byte[] png, int from, int end, int limit) {
        if (from >= end) {
            return Optional.empty();
        }
        try (var content = new InflaterInputStream(new ByteArrayInputStream(png, from, end - from))) {
            byte[] bytes = content.readNBytes(limit + 1);
            return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where the text behind a keyword begins, after its terminator; {@code end} when there is none. */
    public static int afterKeyword(byte[] png, int from, int end) {
        int at = from;
        while (at < end && png[at] != 0) {
            at++;
        }
        return Math.min(end, at + 1);
    }

    /** Writes a chunk with its length and checksum. */
    public static void write(DataOutputStream out, String type, byte[] body) throws IOException {
        write(out, type, body, body.length);
    }

    /** Writes a chunk of the first {@code length} bytes. */
    public static void write(DataOutputStream out, String type, byte[] body, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(body, 0, length);
        out.writeInt(length);
        out.write(name);
        out.write(body, 0, length);
        out.writeInt((int) crc.getValue());
    }
}
