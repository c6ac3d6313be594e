package dev.ganvas.image.raster;

import dev.ganvas.image.container.WebpChunks;
import dev.ganvas.image.container.WebpChunks.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Metadata in the chunks of a WebP (RFC 9649, 2.7.1). */
final class WebpMetadata {
    private static final int HAS_PROFILE = 0x20;
    private static final int HAS_OPACITY = 0x10;
    private static final int HAS_EXIF = 0x08;
    private static final int HAS_XMP = 0x04;

    private WebpMetadata() {}

    static FileFacts read(byte[] webp) {
        List<Chunk> chunks = WebpChunks.of(webp);
        Metadata metadata = new Metadata(
                first(webp, chunks, "EXIF").map(Exif::bare),
                first(webp, chunks, "ICCP"),
                first(webp, chunks, "XMP "),
                Optional.empty(),
                List.of());
        boolean animated = chunks.stream().anyMatch(chunk -> chunk.type().equals("ANMF"));
        boolean lossless = chunks.stream().anyMatch(chunk -> chunk.type().equals("VP8L"));
        return new FileFacts(
                metadata,
                new Encoding.Webp(lossless, lossless ? Encoding.LOSSLESS_EFFORT : Encoding.DEFAULT_QUALITY),
                false,
                animated ? List.of("it is animated; the first frame was read") : List.of());
    }

    private static Optional<byte[]> first(byte[] webp, List<Chunk> chunks, String type) {
        return chunks.stream()
                .filter(chunk -> chunk.type().equals(type) && chunk.length() > 0)
                .findFirst()
                .map(chunk -> chunk.body(webp));
    }

    /** The same picture with the metadata around it; density has no place in a WebP. */
    static byte[] with(Metadata metadata, byte[] webp, RasterHeader header) {
        List<Chunk> picture = WebpChunks.of(webp).stream()
                .filter(chunk -> List.of("ALPH", "VP8 ", "VP8L").contains(chunk.type()))
                .toList();
        int flags = (metadata.icc().isPresent() ? HAS_PROFILE : 0)
                | (header.hasOpacity() ? HAS_OPACITY : 0)
                | (metadata.exif().isPresent() ? HAS_EXIF : 0)
                | (metadata.xmp().isPresent() ? HAS_XMP : 0);
        if ((flags & ~HAS_OPACITY) == 0) {
            return webp;
        }
        List<byte[]> parts = new ArrayList<>();
        parts.add(WebpChunks.extended(flags, header.width(), header.height()));
        metadata.icc().ifPresent(icc -> parts.add(WebpChunks.chunk("ICCP", icc)));
        for (Chunk chunk : picture) {
            parts.add(WebpChunks.chunk(chunk.type(), webp, chunk.start(), chunk.length()));
        }
        metadata.exif().ifPresent(exif -> parts.add(WebpChunks.chunk("EXIF", exif)));
        metadata.xmp().ifPresent(xmp -> parts.add(WebpChunks.chunk("XMP ", xmp)));
        return WebpChunks.file(parts.toArray(byte[][]::new));
    }
}
