package dev.ganvas.image.raster;

import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.container.GifBlocks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file says of its pixels without their being decoded.
 *
 * @param metadata as it stands in the file
 * @param encoding of the file
 * @param exotic whether its colours are neither grey nor RGB, and so become sRGB when it is decoded
 * @param notes what reading will change
 */
record FileFacts(Metadata metadata, Encoding encoding, boolean exotic, List<String> notes) {
    static FileFacts of(byte[] bytes, PictureFormat format) throws IOException {
        return switch (format) {
            case JPEG -> JpegMetadata.read(bytes);
            case PNG -> PngMetadata.read(bytes);
            case TIFF -> TiffMetadata.read(ByteBuffer.wrap(bytes));
            case WEBP -> WebpMetadata.read(bytes);
            case GIF -> new FileFacts(Metadata.NONE, new Encoding.Png(true), false, notesOnGif(bytes));
            case BMP, PNM -> new FileFacts(Metadata.NONE, new Encoding.Png(false), false, List.of());
        };
    }

    private static List<String> notesOnGif(byte[] gif) throws IOException {
        List<String> notes = new ArrayList<>(List.of("its palette became 8-bit colours"));
        if (GifBlocks.hasAnother(gif, GifBlocks.firstImage(gif))) {
            notes.add("it is animated; the first frame was read");
        }
        return notes;
    }
}
