package dev.ganvas.image;

import dev.ganvas.io.Content;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;

/** A picture file in memory that has been opened: its size is known, its pixels are still to be decoded. */
interface Codec extends AutoCloseable {
    /** Pixels from left to right as stored, before the orientation turns them; of the whole canvas, if there is one. */
    int width();

    /** Pixels from top to bottom as stored. */
    int height();

    /** The profile that the decoded pixels are still to be converted from; empty when they are sRGB already. */
    Optional<ColourProfile> profile();

    /**
     * Decodes the first frame on its canvas.
     *
     * @param step which pixels of both axes are wanted: 1 for all, 2 for every second; the result then measures
     *     {@code width / step} by {@code height / step}, rounded up
     */
    BufferedImage read(int step) throws IOException;

    /** Bytes that a decoded pixel takes at most. */
    int bytesPerPixel() throws IOException;

    @Override
    void close();

    /** What the file's structure allows to be told before decoding is told here, by an exception. */
    static Codec open(byte[] bytes, PictureFormat format, String name) throws IOException {
        return switch (format) {
            case JPEG -> {
                JpegStructure structure = JpegStructure.of(bytes);
                structure.requireReadable(name);
                yield new ImageIoCodec(
                        Content.of(structure.unambiguous(bytes)), format, structure.greyProfile(bytes), name);
            }
            case PNG -> new ImageIoCodec(Content.of(bytes), format, PngProfile.of(bytes), name);
            case GIF -> new GifCodec(bytes, name);
            case TIFF -> new TiffCodec(Content.of(bytes), name);
            case WEBP -> new WebpCodec(bytes, name);
            case BMP, PNM -> new ImageIoCodec(Content.of(bytes), format, Optional.empty(), name);
        };
    }

    /** The same, but colours stay those of the file's own profile where decoders would convert them. */
    static Codec openAsStored(byte[] bytes, PictureFormat format, String name) throws IOException {
        if (format != PictureFormat.JPEG) {
            return open(bytes, format, name);
        }
        JpegStructure structure = JpegStructure.of(bytes);
        structure.requireReadable(name);
        return new ImageIoCodec(Content.of(structure.asStored(bytes)), format, Optional.empty(), name);
    }
}
