package dev.ganvas.image;

import dev.ganvas.image.container.GifBlocks;
import dev.ganvas.io.Content;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * A GIF's first frame on the logical screen (GIF89a specification, 18 and 20), of which ImageIO decodes the frame alone.
 * A frame that reaches beyond the screen enlarges it, as browsers have it.
 */
final class GifCodec implements Codec {
    private static final int SCREEN_AT = 6;

    /** A frame that does not fill its canvas becomes packed ARGB. */
    private static final int PACKED_BYTES = 4;

    private final ImageIoCodec frame;
    private final int left;
    private final int top;
    private final PictureSize canvas;

    GifCodec(byte[] bytes, String name) throws IOException {
        int image = GifBlocks.firstImage(bytes);
        left = word(bytes, image + 1);
        top = word(bytes, image + 3);
        frame = new ImageIoCodec(Content.of(bytes), PictureFormat.GIF, Optional.empty(), name);
        canvas = new PictureSize(
                Math.max(word(bytes, SCREEN_AT), left + frame.width()),
                Math.max(word(bytes, SCREEN_AT + 2), top + frame.height()));
    }

    private static int word(byte[] bytes, int index) throws EOFException {
        return at(bytes, index) | at(bytes, index + 1) << 8;
    }

    private static int at(byte[] bytes, int index) throws EOFException {
        if (index >= bytes.length) {
            throw new EOFException("no frame");
        }
        return bytes[index] & 0xff;
    }

    @Override
    public int width() {
        return canvas.width();
    }

    @Override
    public int height() {
        return canvas.height();
    }

    @Override
    public Optional<ColourProfile> profile() {
        return Optional.empty();
    }

    @Override
    public int bytesPerPixel() throws IOException {
        return PACKED_BYTES;
    }

    @Override
    public BufferedImage read(int step) throws IOException {
        return Canvas.around(frame.read(step), left, top, canvas, step);
    }

    @Override
    public void close() {
        frame.close();
    }
}
