package dev.ganvas.image.raster;

import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.container.PngChunks;
import dev.ganvas.image.container.PngChunks.Chunk;
import dev.ganvas.image.container.PngText;
import dev.ganvas.image.raster.Metadata.Block;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;

/** Metadata in the chunks of a PNG (ISO/IEC 15948, 11.3; PNG Specification, third edition, for eXIf and cICP). */
final class PngMetadata {
    /** What says how the values of pixels are meant, beside a profile. */
    static final Set<String> COLOUR = Set.of("gAMA", "cHRM", "sRGB", "cICP");

    private static final Set<String> TEXT = Set.of("tEXt", "zTXt", "iTXt", "tIME");

    private static final int PALETTE = 3;
    private static final int DEPTH_AT = 8;
    private static final int COLOUR_TYPE_AT = 9;
    private static final int PER_METRE = 1;

    private PngMetadata() {}

    static FileFacts read(byte[] png) throws IOException {
        Metadata metadata = Metadata.NONE;
        List<Block> blocks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        boolean palette = false;
        for (Chunk chunk : PngChunks.of(png)) {
            switch (chunk.type()) {
                case "IHDR" -> {
                    palette = png[chunk.start() + COLOUR_TYPE_AT] == PALETTE;
                    notesOnHeader(palette, png[chunk.start() + DEPTH_AT]).ifPresent(notes::add);
                }
                case "tRNS" -> notes.add("its transparent colours became a channel of opacity");
                case "acTL" -> notes.add("it is animated; the first frame was read");
                case "iCCP" -> metadata = metadata.withIcc(profile(png, chunk));
                case "eXIf" -> metadata = metadata.withExif(Optional.of(Exif.bare(chunk.body(png))));
                case "pHYs" -> metadata = metadata.withDensity(density(chunk.body(png)));
                default -> {
                    Optional<byte[]> xmp = chunk.type().equals("iTXt") ? xmp(png, chunk) : Optional.empty();
                    if (xmp.isPresent()) {
                        metadata = metadata.withXmp(xmp);
                    } else if (COLOUR.contains(chunk.type()) || TEXT.contains(chunk.type())) {
                        blocks.add(new Block(PictureFormat.PNG, chunk.type(), chunk.body(png)));
                    }
                }
            }
        }
        Metadata all = new Metadata(metadata.exif(), metadata.icc(), metadata.xmp(), metadata.density(), blocks);
        return new FileFacts(all, new Encoding.Png(palette), false, notes);
    }

    private static Optional<String> notesOnHeader(boolean palette, int depth) {
        if (palette) {
            return Optional.of("its palette became 8-bit colours");
        }
        return depth < 8 ? Optional.of("its " + depth + "-bit grey became 8-bit grey") : Optional.empty();
    }

    private static Optional<byte[]> profile(byte[] png, Chunk chunk) {
        // The compression method follows the name.
        int from = PngChunks.afterKeyword(png, chunk.start(), chunk.end()) + 1;
        return PngChunks.inflated(png, from, chunk.end(), Metadata.MAX_BYTES);
    }

    /** Keyword, whether it is compressed, by which method, language, translated keyword, text. */
    private static Optional<byte[]> xmp(byte[] png, Chunk chunk) {
        int at = PngChunks.afterKeyword(png, chunk.start(), chunk.end());
        String keyword =
                new String(png, chunk.start(), Math.max(0, at - 1 - chunk.start()), StandardCharsets.ISO_8859_1);
        if (!keyword.equals(PngText.XMP_KEYWORD) || at + 2 > chunk.end()) {
            return Optional.empty();
        }
        int language = PngChunks.afterKeyword(png, at + 2, chunk.end());
        int text = PngChunks.afterKeyword(png, language, chunk.end());
        return png[at] == 0
                ? Optional.of(Arrays.copyOfRange(png, text, chunk.end()))
                : PngChunks.inflated(png, text, chunk.end(), Metadata.MAX_BYTES);
    }

    private static Optional<Density> density(byte[] body) {
        if (body.length != 9 || body[8] != PER_METRE) {
            return Optional.empty();
        }
        ByteBuffer numbers = ByteBuffer.wrap(body);
        long horizontal = Integer.toUnsignedLong(numbers.getInt());
        long vertical = Integer.toUnsignedLong(numbers.getInt());
        return horizontal == 0 || vertical == 0
                ? Optional.empty()
                : Optional.of(new Density(horizontal * Density.METRES_PER_INCH, vertical * Density.METRES_PER_INCH));
    }

    /** Writes all that comes before the pixels and after the header. */
    static void write(DataOutputStream out, Metadata metadata) throws IOException {
        for (Block block : metadata.blocksOf(PictureFormat.PNG)) {
            // A profile and sRGB exclude each other (11.3.2.4); the pixels are in the profile.
            if (COLOUR.contains(block.type())
                    && !(block.type().equals("sRGB") && metadata.icc().isPresent())) {
                PngChunks.write(out, block.type(), block.bytes());
            }
        }
        if (metadata.icc().isPresent()) {
            PngChunks.write(out, "iCCP", profile(metadata.icc().get()));
        }
        if (metadata.density().isPresent()) {
            PngChunks.write(out, "pHYs", density(metadata.density().get()));
        }
        if (metadata.exif().isPresent()) {
            PngChunks.write(out, "eXIf", metadata.exif().get());
        }
        if (metadata.xmp().isPresent()) {
            PngText.writeInternational(out, PngText.XMP_KEYWORD, metadata.xmp().get());
        }
        for (Block block : metadata.blocksOf(PictureFormat.PNG)) {
            if (!COLOUR.contains(block.type())) {
                PngChunks.write(out, block.type(), block.bytes());
            }
        }
    }

    private static byte[] profile(byte[] icc) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("ICC profile\0\0".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(body)) {
            deflating.write(icc);
        }
        return body.toByteArray();
    }

    private static byte[] density(Density density) {
        return ByteBuffer.allocate(9)
                .putInt((int) Math.round(density.horizontal() / Density.METRES_PER_INCH))
                .putInt((int) Math.round(density.vertical() / Density.METRES_PER_INCH))
                .put((byte) PER_METRE)
                .array();
    }
}
