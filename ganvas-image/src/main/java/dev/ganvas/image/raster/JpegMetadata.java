package dev.ganvas.image.raster;

import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.container.JpegSegments;
import dev.ganvas.image.container.JpegSegments.Segment;
import dev.ganvas.image.raster.Metadata.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Metadata in the segments of a JPEG: density in APP0 (JFIF 1.02), EXIF in APP1 (CIPA DC-008, 4.7), XMP in APP1 (XMP
 * Specification, part 3, 1.1.3), the profile in APP2 (ICC.1:2010, B.4).
 */
final class JpegMetadata {
    private static final byte[] JFIF = ascii("JFIF\0");
    private static final byte[] EXIF = Exif.prefix();
    private static final byte[] XMP = ascii("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] XMP_EXTENSION = ascii("http://ns.adobe.com/xmp/extension/\0");
    private static final byte[] PROFILE = ascii("ICC_PROFILE\0");

    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP13 = 0xed;
    private static final int COMMENT = 0xfe;

    /** A length of 16 bits counts itself. */
    private static final int MAX_BODY = 65_533;

    /** Bytes of the longest packet. */
    static final int MAX_XMP = MAX_BODY - XMP.length;

    private static final int MAX_PROFILE_PARTS = 255;

    private JpegMetadata() {}

    static FileFacts read(byte[] jpeg) throws IOException {
        List<Segment> segments = JpegSegments.of(jpeg).segments();
        List<Block> blocks = new ArrayList<>();
        for (Segment segment : segments) {
            boolean extension = segment.marker() == APP1 && segment.begins(jpeg, XMP_EXTENSION);
            if (extension || segment.marker() == APP13 || segment.marker() == COMMENT) {
                String type = String.format(Locale.ROOT, "%02x", segment.marker());
                blocks.add(new Block(PictureFormat.JPEG, type, behind(jpeg, segment, 0)));
            }
        }
        Metadata metadata = new Metadata(
                first(jpeg, segments, APP1, EXIF),
                profile(jpeg, segments),
                first(jpeg, segments, APP1, XMP),
                first(jpeg, segments, APP0, JFIF).flatMap(JpegMetadata::density),
                blocks);
        return new FileFacts(metadata, JpegTables.encoding(jpeg, segments), isExotic(jpeg, segments), List.of());
    }

    /** CMYK or YCCK. */
    private static boolean isExotic(byte[] jpeg, List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.isFrame() && segment.length() > JpegTables.COMPONENTS_AT)
                .anyMatch(frame -> jpeg[frame.body() + JpegTables.COMPONENTS_AT] == 4);
    }

    private static Optional<byte[]> first(byte[] jpeg, List<Segment> segments, int marker, byte[] start) {
        return segments.stream()
                .filter(segment -> segment.marker() == marker && segment.begins(jpeg, start))
                .findFirst()
                .map(segment -> behind(jpeg, segment, start.length));
    }

    private static byte[] behind(byte[] jpeg, Segment segment, int skipped) {
        return Arrays.copyOfRange(jpeg, segment.body() + skipped, segment.end());
    }

    private static Optional<byte[]> profile(byte[] jpeg, List<Segment> segments) {
        int number = PROFILE.length;
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        segments.stream()
                .filter(part -> part.marker() == APP2 && part.begins(jpeg, PROFILE) && part.length() > number + 2)
                .sorted(Comparator.comparingInt(part -> jpeg[part.body() + number] & 0xff))
                .forEach(part -> profile.writeBytes(behind(jpeg, part, number + 2)));
        return profile.size() == 0 ? Optional.empty() : Optional.of(profile.toByteArray());
    }

    /** Version, unit (1 an inch, 2 a centimetre), and the two densities. */
    private static Optional<Density> density(byte[] jfif) {
        if (jfif.length < 7) {
            return Optional.empty();
        }
        ByteBuffer numbers = ByteBuffer.wrap(jfif);
        int unit = numbers.get(2);
        int horizontal = Short.toUnsignedInt(numbers.getShort(3));
        int vertical = Short.toUnsignedInt(numbers.getShort(5));
        if (unit < 1 || unit > 2 || horizontal == 0 || vertical == 0) {
            return Optional.empty();
        }
        double inch = unit == 1 ? 1 : Density.CENTIMETRES_PER_INCH;
        return Optional.of(new Density(horizontal * inch, vertical * inch));
    }

    /** What of the metadata a JPEG cannot hold, in sentences. */
    static List<String> notes(Metadata metadata) {
        List<String> notes = new ArrayList<>();
        if (metadata.exif().filter(exif -> exif.length > MAX_BODY - EXIF.length).isPresent()) {
            notes.add("the EXIF data are longer than a JPEG can hold and were left out");
        }
        if (metadata.xmp().filter(xmp -> xmp.length > MAX_XMP).isPresent()) {
            notes.add("the XMP packet is longer than a JPEG can hold and was left out");
        }
        if (metadata.icc().filter(icc -> parts(icc) > MAX_PROFILE_PARTS).isPresent()) {
            notes.add("the colour profile is longer than a JPEG can hold and was left out");
        }
        return notes;
    }

    /** The segments that go in after the start of an image. */
    static byte[] segments(Metadata metadata) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        segment(out, APP0, JFIF, jfif(metadata.density()));
        metadata.exif().ifPresent(exif -> segment(out, APP1, EXIF, exif));
        metadata.xmp().ifPresent(xmp -> segment(out, APP1, XMP, xmp));
        for (Block block : metadata.blocksOf(PictureFormat.JPEG)) {
            segment(out, Integer.parseInt(block.type(), 16), new byte[0], block.bytes());
        }
        metadata.icc().filter(icc -> parts(icc) <= MAX_PROFILE_PARTS).ifPresent(icc -> profile(out, icc));
        return out.toByteArray();
    }

    /** Version 1.02, the density, no thumbnail. */
    private static byte[] jfif(Optional<Density> density) {
        ByteBuffer body = ByteBuffer.allocate(9).put(new byte[] {1, 2});
        body.put((byte) (density.isPresent() ? 1 : 0));
        body.putShort((short)
                density.map(known -> rounded(known.horizontal())).orElse(1).intValue());
        body.putShort((short)
                density.map(known -> rounded(known.vertical())).orElse(1).intValue());
        return body.array();
    }

    private static int rounded(double dpi) {
        return (int) Math.max(1, Math.min(65_535, Math.round(dpi)));
    }

    private static int parts(byte[] icc) {
        int most = MAX_BODY - PROFILE.length - 2;
        return (icc.length + most - 1) / most;
    }

    private static void profile(ByteArrayOutputStream out, byte[] icc) {
        int most = MAX_BODY - PROFILE.length - 2;
        int count = parts(icc);
        for (int part = 0; part < count; part++) {
            byte[] start = Arrays.copyOf(PROFILE, PROFILE.length + 2);
            start[PROFILE.length] = (byte) (part + 1);
            start[PROFILE.length + 1] = (byte) count;
            segment(out, APP2, start, Arrays.copyOfRange(icc, part * most, Math.min(icc.length, (part + 1) * most)));
        }
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] start, byte[] body) {
        int length = start.length + body.length;
        if (length > MAX_BODY) {
            return; // The notes say so.
        }
        out.write(0xff);
        out.write(marker);
        out.write((length + 2) >> 8);
        out.write(length + 2);
        out.writeBytes(start);
        out.writeBytes(body);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
