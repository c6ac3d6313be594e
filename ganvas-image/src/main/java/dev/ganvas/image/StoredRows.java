package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import java.awt.image.BufferedImage;

/** Rows of a picture as its file stores them, decoded when they are asked for. For one thread at a time. */
public final class StoredRows implements AutoCloseable {
    private final TiffCodec codec;
    private final String name;

    StoredRows(TiffCodec codec, String name) {
        this.codec = codec;
        this.name = name;
    }

    /** Pixels from left to right. */
    public int width() {
        return codec.width();
    }

    /** Pixels from top to bottom. */
    public int height() {
        return codec.height();
    }

    /**
     * Decodes rows.
     *
     * @return channels of 8 or 16 bits, not premultiplied
     * @throws MalformedFileException when they are damaged
     */
    public BufferedImage rows(int top, int count) throws MalformedFileException {
        return PictureDecoder.guarded(PictureFormat.TIFF, name, () -> SixteenBits.atMost(codec.rows(top, count)));
    }

    @Override
    public void close() {
        codec.close();
    }
}
