package dev.ganvas.image;

import dev.ganvas.error.Require;
import dev.ganvas.image.label.Origin;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG of 8 bits a channel (ISO/IEC 15948) with text entries; own code, because ImageIO's writer needs a tree of nodes for those. */
final class PngEncoder {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int MAX_KEYWORD = 79;
    /** XMP Specification, part 3 (Adobe, 2020), 1.1.5. */
    private static final String XMP_KEYWORD = "XML:com.adobe.xmp";

    private static final int FILTERS = 5;

    private PngEncoder() {}

    static byte[] encode(Picture picture, Origin origin) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(picture.pixels().length / 2 + 1024);
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(SIGNATURE);
            head(out, picture, origin);
            chunk(out, "IDAT", pixels(picture));
            chunk(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    /** Everything that comes before the pixels but the signature: size, colour space and what the picture is. */
    static void head(DataOutputStream out, Picture picture, Origin origin) throws IOException {
        chunk(out, "IHDR", header(picture));
        chunk(out, "sRGB", new byte[] {0}); // Rendering intent: perceptual.
        for (Map.Entry<String, String> entry : origin.entries().entrySet()) {
            text(out, entry.getKey(), entry.getValue());
        }
        Optional<String> xmp = origin.xmp();
        if (xmp.isPresent()) {
            international(out, XMP_KEYWORD, xmp.get());
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

    /** Latin-1 goes into tEXt, which every tool shows; anything else into iTXt, which is UTF-8. */
    private static void text(DataOutputStream out, String keyword, String value) throws IOException {
        Require.that(
                !keyword.isBlank()
                        && keyword.length() <= MAX_KEYWORD
                        && keyword.equals(keyword.strip())
                        && keyword.chars().allMatch(PngEncoder::isLatinPrintable),
                "a PNG keyword has 1 to 79 Latin letters, not \"" + keyword + "\"");
        Require.that(value.indexOf('\0') < 0, "a PNG text entry holds no zero character: " + keyword);
        if (value.chars().allMatch(c -> c == '\n' || isLatinPrintable(c))) {
            entry(out, "tEXt", keyword, new byte[1], value.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            international(out, keyword, value);
        }
    }

    private static void international(DataOutputStream out, String keyword, String value) throws IOException {
        // Terminator, not compressed (two bytes), empty language tag, empty translated keyword.
        entry(out, "iTXt", keyword, new byte[5], value.getBytes(StandardCharsets.UTF_8));
    }

    private static void entry(DataOutputStream out, String type, String keyword, byte[] between, byte[] value)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(between);
        body.writeBytes(value);
        chunk(out, type, body.toByteArray());
    }

    private static boolean isLatinPrintable(int c) {
        return (c >= 0x20 && c <= 0x7e) || (c >= 0xa0 && c <= 0xff);
    }

    static void chunk(DataOutputStream out, String type, byte[] body) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(body);
        out.writeInt(body.length);
        out.write(name);
        out.write(body);
        out.writeInt((int) crc.getValue());
    }

    /** The filtered and deflated lines: what an IDAT holds. */
    static byte[] pixels(Picture picture) throws IOException {
        int row = picture.channels() * picture.width();
        byte[][] candidates = new byte[FILTERS][row + 1];
        byte[] above = new byte[row];
        byte[] line = new byte[row];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(picture.pixels().length / 2 + 64);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 15)) {
            for (int y = 0; y < picture.height(); y++) {
                System.arraycopy(picture.pixels(), y * row, line, 0, row);
                out.write(best(candidates, line, above, picture.channels()));
                byte[] done = above;
                above = line;
                line = done;
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** The filtered line with the least sum of absolute differences, the heuristic that the PNG specification suggests (12.8). */
    private static byte[] best(byte[][] candidates, byte[] line, byte[] above, int bytesPerPixel) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int filter = 0; filter < FILTERS; filter++) {
            byte[] out = candidates[filter];
            out[0] = (byte) filter;
            long sum = 0;
            for (int i = 0; i < line.length; i++) {
                int left = i < bytesPerPixel ? 0 : line[i - bytesPerPixel] & 0xff;
                int corner = i < bytesPerPixel ? 0 : above[i - bytesPerPixel] & 0xff;
                byte difference = (byte) (line[i] - predicted(filter, left, above[i] & 0xff, corner));
                out[i + 1] = difference;
                sum += Math.abs(difference);
            }
            if (sum < least) {
                least = sum;
                best = filter;
            }
        }
        return candidates[best];
    }

    private static int predicted(int filter, int left, int up, int corner) {
        return switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            default -> paeth(left, up, corner);
        };
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
