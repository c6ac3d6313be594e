package dev.ganvas.image;

import dev.ganvas.image.container.PngChunks;
import dev.ganvas.image.container.PngLines;
import dev.ganvas.image.container.PngText;
import dev.ganvas.image.label.Origin;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG of 8 bits a channel (ISO/IEC 15948) with text entries; own code, because ImageIO's writer needs a tree of nodes for those. */
final class PngEncoder {
    private PngEncoder() {}

    static byte[] encode(Picture picture, Origin origin) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(picture.pixels().length / 2 + 1024);
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(PngChunks.signature());
            head(out, picture, origin);
            PngChunks.write(out, "IDAT", pixels(picture));
            PngChunks.write(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    /** Everything that comes before the pixels but the signature: size, colour space and what the picture is. */
    static void head(DataOutputStream out, Picture picture, Origin origin) throws IOException {
        PngChunks.write(out, "IHDR", header(picture));
        PngChunks.write(out, "sRGB", new byte[] {0}); // Rendering intent: perceptual.
        for (Map.Entry<String, String> entry : origin.entries().entrySet()) {
            PngText.write(out, entry.getKey(), entry.getValue());
        }
        Optional<String> xmp = origin.xmp();
        if (xmp.isPresent()) {
            PngText.writeInternational(out, PngText.XMP_KEYWORD, xmp.get().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] header(Picture picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(picture.width());
        out.writeInt(picture.height());
        int colourType =
                switch (Channels.of(picture.channels())) {
                    case GREY -> 0;
                    case RGB -> 2;
                    case RGBA -> 6;
                };
        // 8 bits, deflate, adaptive filters, not interlaced.
        out.write(new byte[] {8, (byte) colourType, 0, 0, 0});
        return bytes.toByteArray();
    }

    /** The filtered and deflated lines: what an IDAT holds. */
    static byte[] pixels(Picture picture) throws IOException {
        int row = picture.channels() * picture.width();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(picture.pixels().length / 2 + 64);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 15)) {
            PngLines lines = new PngLines(out, row, picture.channels());
            for (int y = 0; y < picture.height(); y++) {
                lines.write(picture.pixels(), y * row);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }
}
