package dev.ganvas.image;

import dev.ganvas.image.container.WebpChunks;
import dev.ganvas.image.container.WebpChunks.Chunk;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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

    /**
     * Finds the first frame.
     *
     * @throws EOFException when the file ends before what its lengths promise
     * @throws IOException when the chunks contradict each other
     */
    static WebpStructure of(byte[] bytes) throws IOException {
        ByteBuffer file = WebpChunks.numbers(bytes);
        int end = WebpChunks.end(file);
        Optional<PictureSize> canvas = Optional.empty();
        Optional<byte[]> profile = Optional.empty();
        Optional<Chunk> alpha = Optional.empty();
        for (int at = WebpChunks.FILE_HEADER_BYTES; ; ) {
            Chunk chunk = WebpChunks.at(file, at, end);
            switch (chunk.type()) {
                case "VP8X" -> canvas = Optional.of(extended(file, chunk));
                case "ICCP" -> profile = Optional.of(chunk.body(bytes));
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
            at = chunk.next();
        }
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
            Chunk part = WebpChunks.at(file, at, chunk.end());
            if (part.type().equals("VP8 ") || part.type().equals("VP8L")) {
                Frame frame = frame(file, left, top, alpha, part);
                requireThat(frame.size().equals(size), "frame and picture differ");
                return frame;
            }
            if (part.type().equals("ALPH")) {
                alpha = Optional.of(part);
            }
            at = part.next();
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
        byte[] pixels = copy(file, picture);
        return alpha.map(chunk -> WebpChunks.file(
                        WebpChunks.extended(HAS_ALPHA, size.width(), size.height()), copy(file, chunk), pixels))
                .orElseGet(() -> WebpChunks.file(pixels));
    }

    private static byte[] copy(ByteBuffer file, Chunk chunk) {
        return WebpChunks.chunk(chunk.type(), file.array(), chunk.start(), chunk.length());
    }

    private static int triple(ByteBuffer file, int at) {
        return file.getShort(at) & 0xffff | (file.get(at + 2) & 0xff) << 16;
    }

    private static void requireThat(boolean fact, String otherwise) throws IOException {
        if (!fact) {
            throw new IOException(otherwise);
        }
    }
}
