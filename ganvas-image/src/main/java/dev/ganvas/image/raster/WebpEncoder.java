package dev.ganvas.image.raster;

import dev.ganvas.image.LibWebp;
import java.io.IOException;

/** Encodes WebP by libwebp, and puts the metadata around it. */
final class WebpEncoder {
    private WebpEncoder() {}

    /** Encodes 3 or 4 channels of 8 bits. */
    static byte[] encode(Raster raster, Encoding.Webp encoding) throws IOException {
        try {
            byte[] plain = LibWebp.encode(raster.toImage(), encoding.quality(), encoding.lossless());
            return WebpMetadata.with(raster.metadata(), plain, raster.header());
        } catch (LinkageError e) {
            throw new IOException("WebP is not written on this machine: libwebp does not load; write PNG", e);
        }
    }
}
