package dev.ganvas.image.container;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The chunks of a WebP (RFC 9649, section 2): finding and writing them. */
public final class WebpChunks {
    /** Where the first chunk begins. */
    public static final int FILE_HEADER_BYTES = 12;

    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int EXTENDED_BYTES = 10;

    /** Files of more chunks are not followed further. */
    private static final int MAX_CHUNKS = 100_000;

    private WebpChunks() {}

    /**
     * A chunk.
     *
     * @param type four letters
     * @param start where its content begins
     * @param end the first byte behind its content
     */
    public record Chunk(String type, int start, int end) {
        /** Bytes of the content. */
        public int length() {
            return end - start;
        }

        /** Where the next chunk begins. */
        public int next() {
            return end + (length() & 1);
        }

        /** The content, copied. */
        public byte[] body(byte[] webp) {
            return Arrays.copyOfRange(webp, start, end);
        }
    }

    /** The bytes as little-endian numbers. */
    public static ByteBuffer numbers(byte[] webp) {
        return ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Where the file says that it ends.
     *
     * @throws EOFException when it ends before
     */
    public static int end(ByteBuffer file) throws EOFException {
        long end = CHUNK_HEADER_BYTES + Integer.toUnsignedLong(file.getInt(4));
        if (end > file.capacity()) {
            throw new EOFException("ends before its " + end + " bytes");
        }
        return (int) end;
    }

    /**
     * The chunk at {@code at}.
     *
     * @throws EOFException when it ends beyond {@code end}
     */
    public static Chunk at(ByteBuffer file, int at, int end) throws EOFException {
        if (at > end - CHUNK_HEADER_BYTES) {
            throw new EOFException("no picture up to the end");
        }
        String type = new String(file.array(), at, 4, StandardCharsets.ISO_8859_1);
        long length = Integer.toUnsignedLong(file.getInt(at + 4));
        int start = at + CHUNK_HEADER_BYTES;
        if (length > end - start) {
            throw new EOFException("a chunk ends beyond the file");
        }
        return new Chunk(type, start, start + (int) length);
    }

    /** The chunks of the file, as far as they can be followed. */
    public static List<Chunk> of(byte[] webp) {
        ByteBuffer file = numbers(webp);
        List<Chunk> chunks = new ArrayList<>();
        try {
            int end = end(file);
            for (int at = FILE_HEADER_BYTES; at < end && chunks.size() < MAX_CHUNKS; ) {
                Chunk chunk = at(file, at, end);
                chunks.add(chunk);
                at = chunk.next();
            }
        } catch (EOFException e) {
            return chunks; // What is behind is lost, and no pixels are among it.
        }
        return chunks;
    }

    /** A file of these chunks. */
    public static byte[] file(byte[]... chunks) {
        int length = FILE_HEADER_BYTES
                + Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
        ByteBuffer out = numbers(new byte[length]);
        out.put(ascii("RIFF")).putInt(length - CHUNK_HEADER_BYTES).put(ascii("WEBP"));
        for (byte[] chunk : chunks) {
            out.put(chunk);
        }
        return out.array();
    }

    /** A chunk of this content. */
    public static byte[] chunk(String type, byte[] body) {
        return chunk(type, body, 0, body.length);
    }

    /** A chunk of a part of these bytes. */
    public static byte[] chunk(String type, byte[] bytes, int start, int length) {
        // The byte that makes the length even stays zero.
        ByteBuffer out = numbers(new byte[CHUNK_HEADER_BYTES + length + (length & 1)]);
        out.put(ascii(type)).putInt(length).put(bytes, start, length);
        return out.array();
    }

    /** The chunk {@code VP8X}: flags, and the size of the canvas. */
    public static byte[] extended(int flags, int width, int height) {
        ByteBuffer out = numbers(new byte[EXTENDED_BYTES]);
        out.putInt(flags);
        putTriple(out, width - 1);
        putTriple(out, height - 1);
        return chunk("VP8X", out.array());
    }

    private static void putTriple(ByteBuffer out, int value) {
        out.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
