package dev.ganvas.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the chunks of a WebP (RFC 9649, section 2) say. Every length and size is checked here, so that the native decoder
 * only ever sees a small well-formed file of one frame.
 *
 * @param canvas the size of the whole picture
 * @param frame the only picture of a still file, the first one of an animation
 * @param profile the ICC profile that is embedded
 */
record WebpStructure(PictureSize canvas, Frame frame, Optional<byte[]> profile) {
    private static final int FILE_HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int EXTENDED_BYTES = 10;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int LOSSY_HEADER_BYTES = 10;
    private static final int LOSSLESS_HEADER_BYTES = 5;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final int HAS_ALPHA = 0x10;

    /**
     * A frame as a WebP of its own.
     *
     * @param left pixels from the left edge of the canvas
     * @param top pixels from the upper edge of the canvas
     * @param size as the frame's own bitstream states it
     * @param file a whole WebP with nothing but this frame
     */
    record Frame(int left, int top, PictureSize size, byte[] file) {}

    /** Where a chunk's content lies: from {@code start} to before {@code end}. */
    private record Chunk(String type, int start, int end) {
        int length() {
            return end - start;
        }
    }

    /**
     * Finds the first frame.
     *
     * @throws EOFException when the file ends before what its lengths promise
     * @throws IOException when the chunks contradict each other
     */
    static WebpStructure of(byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long end = CHUNK_HEADER_BYTES + Integer.toUnsignedLong(file.getInt(4));
        if (end > bytes.length) {
            throw new EOFException("ends before its " + end + " bytes");
        }
        Optional<PictureSize> canvas = Optional.empty();
        Optional<byte[]> profile = Optional.empty();
        Optional<Chunk> alpha = Optional.empty();
        for (int at = FILE_HEADER_BYTES; ; ) {
            Chunk chunk = chunk(file, at, (int) end);
            switch (chunk.type()) {
                case "VP8X" -> canvas = Optional.of(extended(file, chunk));
                case "ICCP" -> profile = Optional.of(Arrays.copyOfRange(bytes, chunk.start(), chunk.end()));
                case "ALPH" -> alpha = Optional.of(chunk);
                case "VP8 ", "VP8L" -> {
                    Frame frame = frame(file, 0, 0, alpha, chunk);
                    requireThat(canvas.isEmpty() || canvas.get().equals(frame.size()), "picture and canvas differ");
                    return new WebpStructure(frame.size(), frame, profile);
                }
                case "ANMF" -> {
                    PictureSize whole = canvas.orElseThrow(() -> new IOException("an animation without a canvas"));
                    return new WebpStructure(whole, animated(file, chunk, whole), profile);
                }
                default -> {} // Animation settings, or nothing that pixels depend on.
            }
            at = chunk.end() + (chunk.length() & 1);
        }
    }

    private static Chunk chunk(ByteBuffer file, int at, int end) throws EOFException {
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

    private static PictureSize extended(ByteBuffer file, Chunk chunk) throws IOException {
        requireThat(chunk.length() >= EXTENDED_BYTES, "a header too short");
        return new PictureSize(1 + triple(file, chunk.start() + 4), 1 + triple(file, chunk.start() + 7));
    }

    private static Frame animated(ByteBuffer file, Chunk chunk, PictureSize canvas) throws IOException {
        requireThat(chunk.length() >= FRAME_HEADER_BYTES, "a frame too short");
        int left = 2 * triple(file, chunk.start());
        int top = 2 * triple(file, chunk.start() + 3);
        PictureSize size = new PictureSize(1 + triple(file, chunk.start() + 6), 1 + triple(file, chunk.start() + 9));
        requireThat(
                left + size.width() <= canvas.width() && top + size.height() <= canvas.height(),
                "a frame beyond its canvas");
        Optional<Chunk> alpha = Optional.empty();
        for (int at = chunk.start() + FRAME_HEADER_BYTES; ; ) {
            Chunk part = chunk(file, at, chunk.end());
            if (part.type().equals("VP8 ") || part.type().equals("VP8L")) {
                Frame frame = frame(file, left, top, alpha, part);
                requireThat(frame.size().equals(size), "frame and picture differ");
                return frame;
            }
            if (part.type().equals("ALPH")) {
                alpha = Optional.of(part);
            }
            at = part.end() + (part.length() & 1);
        }
    }

    private static Frame frame(ByteBuffer file, int left, int top, Optional<Chunk> alpha, Chunk picture)
            throws IOException {
        boolean lossy = picture.type().equals("VP8 ");
        PictureSize size = lossy ? lossySize(file, picture) : losslessSize(file, picture);
        // A lossless picture holds its own alpha.
        return new Frame(left, top, size, standalone(file, size, lossy ? alpha : Optional.empty(), picture));
    }

    /** RFC 6386, 9.1: three bytes with the kind of frame and a length, the start code, two sizes of 14 bits. */
    private static PictureSize lossySize(ByteBuffer file, Chunk chunk) throws IOException {
        requireThat(chunk.length() >= LOSSY_HEADER_BYTES, "a picture too short");
        int tag = triple(file, chunk.start());
        requireThat((tag & 1) == 0, "no key frame");
        requireThat(triple(file, chunk.start() + 3) == 0x2a019d, "no start code");
        requireThat(tag >>> 5 < chunk.length(), "a partition beyond its chunk");
        int width = file.getShort(chunk.start() + 6) & 0x3fff;
        int height = file.getShort(chunk.start() + 8) & 0x3fff;
        requireThat(width > 0 && height > 0, "no pixels");
        return new PictureSize(width, height);
    }

    /** RFC 9649, 3.4: the signature, two sizes of 14 bits less one, a bit for alpha, three of version 0. */
    private static PictureSize losslessSize(ByteBuffer file, Chunk chunk) throws IOException {
        requireThat(chunk.length() >= LOSSLESS_HEADER_BYTES, "a picture too short");
        int header = file.getInt(chunk.start() + 1);
        requireThat(file.get(chunk.start()) == LOSSLESS_SIGNATURE && header >>> 29 == 0, "no signature");
        return new PictureSize(1 + (header & 0x3fff), 1 + (header >>> 14 & 0x3fff));
    }

    private static byte[] standalone(ByteBuffer file, PictureSize size, Optional<Chunk> alpha, Chunk picture) {
        int length = FILE_HEADER_BYTES + framed(picture.length());
        if (alpha.isPresent()) {
            length += framed(EXTENDED_BYTES) + framed(alpha.get().length());
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(length - CHUNK_HEADER_BYTES).put(ascii("WEBP"));
        if (alpha.isPresent()) {
            out.put(ascii("VP8X")).putInt(EXTENDED_BYTES).putInt(HAS_ALPHA);
            putTriple(out, size.width() - 1);
            putTriple(out, size.height() - 1);
            put(out, file, alpha.get());
        }
        put(out, file, picture);
        return out.array();
    }

    /** Header, content and the byte that makes the length even. */
    private static int framed(int length) {
        return CHUNK_HEADER_BYTES + length + (length & 1);
    }

    private static void put(ByteBuffer out, ByteBuffer file, Chunk chunk) {
        out.put(ascii(chunk.type())).putInt(chunk.length()).put(file.array(), chunk.start(), chunk.length());
        if ((chunk.length() & 1) == 1) {
            out.put((byte) 0);
        }
    }

    private static void putTriple(ByteBuffer out, int value) {
        out.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    private static int triple(ByteBuffer file, int at) {
        return file.getShort(at) & 0xffff | (file.get(at + 2) & 0xff) << 16;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void requireThat(boolean fact, String otherwise) throws IOException {
        if (!fact) {
            throw new IOException(otherwise);
        }
    }
}
