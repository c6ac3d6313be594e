package dev.ganvas.image.container;

import dev.ganvas.image.container.WebpChunks.Chunk;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The packet of a WebP, in a chunk {@code XMP } (RFC 9649, 2.7.1.5). */
record WebpXmp() implements XmpContainer {
    private static final Set<String> CONTENT = Set.of("VP8 ", "VP8L", "ALPH", "ANIM", "ANMF");
    private static final String XMP = "XMP ";
    private static final String EXTENDED = "VP8X";
    private static final int EXTENDED_BYTES = 10;
    private static final int HAS_XMP = 0x04;
    private static final int HAS_OPACITY = 0x10;
    private static final int LOSSLESS_SIGNATURE = 0x2f;

    /** The chunks up to the end that the file says it has. */
    private static List<Chunk> chunks(byte[] webp) throws IOException {
        ByteBuffer file = WebpChunks.numbers(webp);
        WebpChunks.end(file);
        List<Chunk> chunks = WebpChunks.of(webp);
        if (chunks.stream().noneMatch(chunk -> CONTENT.contains(chunk.type()))) {
            throw new EOFException("no picture up to the end");
        }
        return chunks;
    }

    @Override
    public List<byte[]> packets(byte[] file) throws IOException {
        return chunks(file).stream()
                .filter(chunk -> chunk.type().equals(XMP) && chunk.length() > 0)
                .map(chunk -> chunk.body(file))
                .toList();
    }

    @Override
    public byte[] with(byte[] file, byte[] packet) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        List<Chunk> chunks = chunks(file);
        Optional<Chunk> extended = chunks.stream()
                .filter(chunk -> chunk.type().equals(EXTENDED) && chunk.length() >= EXTENDED_BYTES)
                .findFirst();
        if (extended.isPresent()) {
            byte[] body = extended.get().body(file);
            body[0] |= HAS_XMP;
            parts.add(WebpChunks.chunk(EXTENDED, body));
        } else {
            parts.add(extended(file, chunks));
        }
        for (Chunk chunk : chunks) {
            if (!chunk.type().equals(XMP) && !chunk.type().equals(EXTENDED)) {
                parts.add(WebpChunks.chunk(chunk.type(), file, chunk.start(), chunk.length()));
            }
        }
        parts.add(WebpChunks.chunk(XMP, packet));
        return WebpChunks.file(parts.toArray(byte[][]::new));
    }

    /** For a file of one plain chunk: its size by RFC 6386, 9.1, or by RFC 9649, 3.4. */
    private static byte[] extended(byte[] webp, List<Chunk> chunks) throws IOException {
        Chunk picture = chunks.stream()
                .filter(chunk -> CONTENT.contains(chunk.type()))
                .findFirst()
                .orElseThrow();
        ByteBuffer numbers = WebpChunks.numbers(webp);
        if (picture.length() < EXTENDED_BYTES) {
            throw new EOFException("ends before its size");
        }
        if (picture.type().equals("VP8L") && (webp[picture.start()] & 0xff) == LOSSLESS_SIGNATURE) {
            int bits = numbers.getInt(picture.start() + 1);
            int flags = HAS_XMP | ((bits >>> 28 & 1) == 1 ? HAS_OPACITY : 0);
            return WebpChunks.extended(flags, (bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
        }
        if (!picture.type().equals("VP8 ")) {
            throw new IOException("its first chunk is none that stands alone");
        }
        int width = numbers.getShort(picture.start() + 6) & 0x3fff;
        int height = numbers.getShort(picture.start() + 8) & 0x3fff;
        return WebpChunks.extended(HAS_XMP, width, height);
    }

    @Override
    public void content(byte[] file, MessageDigest digest) throws IOException {
        for (Chunk chunk : chunks(file)) {
            if (CONTENT.contains(chunk.type())) {
                digest.update(chunk.type().getBytes(StandardCharsets.US_ASCII));
                digest.update(file, chunk.start(), chunk.length());
            }
        }
    }

    @Override
    public boolean hasC2pa(byte[] file) throws IOException {
        return chunks(file).stream().anyMatch(chunk -> chunk.type().equals("C2PA"));
    }
}
