package dev.ganvas.image.container;

import dev.ganvas.image.container.PngChunks.Chunk;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The packet of a PNG or APNG, in an {@code iTXt} chunk. */
record PngXmp() implements XmpContainer {
    private static final int MAX_CHUNKS = 1_000_000;
    private static final int FRAME_BYTES = 12;
    private static final Set<String> CONTENT = Set.of("IHDR", "PLTE", "tRNS", "acTL", "fcTL", "IDAT", "fdAT");

    /** A packet goes before what these begin, so that it is read before the pixels. */
    private static final Set<String> PIXELS = Set.of("acTL", "fcTL", "IDAT", "IEND");

    private static final String C2PA = "caBX";

    private static List<Chunk> chunks(byte[] png) throws IOException {
        ByteBuffer numbers = ByteBuffer.wrap(png);
        List<Chunk> chunks = new ArrayList<>();
        int at = PngChunks.signature().length;
        while (at <= png.length - FRAME_BYTES) {
            int length = numbers.getInt(at);
            if (length < 0 || length > png.length - at - FRAME_BYTES) {
                throw new EOFException("a chunk ends beyond the file");
            }
            if (chunks.size() == MAX_CHUNKS) {
                throw new IOException("more than " + MAX_CHUNKS + " chunks");
            }
            Chunk chunk = new Chunk(new String(png, at + 4, 4, StandardCharsets.ISO_8859_1), at + 8, at + 8 + length);
            chunks.add(chunk);
            if (chunk.type().equals("IEND")) {
                return chunks;
            }
            at += FRAME_BYTES + length;
        }
        throw new EOFException("ends before its last chunk");
    }

    private static boolean isXmp(byte[] png, Chunk chunk) {
        return chunk.type().equals("iTXt") && XmpContainer.begins(png, chunk.start(), PngText.XMP_KEYWORD + "\0");
    }

    private static Optional<byte[]> packet(byte[] png, Chunk chunk) {
        int flag = PngChunks.afterKeyword(png, chunk.start(), chunk.end());
        if (flag + 2 > chunk.end()) {
            return Optional.empty();
        }
        int language = PngChunks.afterKeyword(png, flag + 2, chunk.end());
        int text = PngChunks.afterKeyword(png, language, chunk.end());
        return png[flag] == 0
                ? Optional.of(Arrays.copyOfRange(png, text, chunk.end()))
                : PngChunks.inflated(png, text, chunk.end(), MAX_PACKET_BYTES);
    }

    @Override
    public List<byte[]> packets(byte[] file) throws IOException {
        return chunks(file).stream()
                .filter(chunk -> isXmp(file, chunk))
                .flatMap(chunk -> packet(file, chunk).stream())
                .toList();
    }

    @Override
    public byte[] with(byte[] file, byte[] packet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.length + packet.length + 64);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(PngChunks.signature());
        boolean written = false;
        int end = 0;
        for (Chunk chunk : chunks(file)) {
            end = chunk.end() + 4;
            if (isXmp(file, chunk)) {
                continue;
            }
            if (!written && PIXELS.contains(chunk.type())) {
                PngText.writeInternational(out, PngText.XMP_KEYWORD, packet);
                written = true;
            }
            out.write(file, chunk.start() - 8, end - chunk.start() + 8);
        }
        out.write(file, end, file.length - end);
        return bytes.toByteArray();
    }

    /** How the data of pixels are cut into chunks does not matter. */
    @Override
    public void content(byte[] file, MessageDigest digest) throws IOException {
        String before = "";
        for (Chunk chunk : chunks(file)) {
            if (CONTENT.contains(chunk.type())) {
                if (!chunk.type().equals(before)) {
                    digest.update(chunk.type().getBytes(StandardCharsets.US_ASCII));
                }
                digest.update(file, chunk.start(), chunk.end() - chunk.start());
                before = chunk.type();
            }
        }
    }

    @Override
    public boolean hasC2pa(byte[] file) throws IOException {
        return chunks(file).stream().anyMatch(chunk -> chunk.type().equals(C2PA));
    }
}
