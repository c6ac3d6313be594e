package dev.ganvas.image.container;

import dev.ganvas.image.container.JpegSegments.Segment;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** The packet of a JPEG, in an APP1 segment; an extension of a packet that is too long for one is left as it is. */
record JpegXmp() implements XmpContainer {
    private static final byte[] PREFIX = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_APPLICATION = 0xe0;
    private static final int LAST_APPLICATION = 0xef;
    private static final int APP1 = 0xe1;
    private static final int APP11 = 0xeb;
    private static final int COMMENT = 0xfe;

    /** A length of 16 bits counts itself. */
    private static final int MAX_BODY = 65_533;

    private static List<Segment> segments(byte[] jpeg) throws IOException {
        List<Segment> segments = JpegSegments.of(jpeg).segments();
        if (segments.stream().noneMatch(Segment::isFrame)) {
            throw new EOFException("no picture up to the end");
        }
        return segments;
    }

    private static boolean isXmp(byte[] jpeg, Segment segment) {
        return segment.marker() == APP1 && segment.begins(jpeg, PREFIX);
    }

    @Override
    public List<byte[]> packets(byte[] file) throws IOException {
        return segments(file).stream()
                .filter(segment -> isXmp(file, segment))
                .map(segment -> Arrays.copyOfRange(file, segment.body() + PREFIX.length, segment.end()))
                .toList();
    }

    @Override
    public byte[] with(byte[] file, byte[] packet) throws IOException {
        int length = PREFIX.length + packet.length;
        if (length > MAX_BODY) {
            throw new IOException("an XMP packet of " + packet.length + " bytes is longer than a JPEG can hold");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + length + 4);
        int at = 2;
        out.write(file, 0, at);
        boolean written = false;
        for (Segment segment : segments(file)) {
            // JFIF and EXIF both want to be first; the packet follows them.
            boolean first =
                    segment.marker() == FIRST_APPLICATION || segment.marker() == APP1 && segment.begins(file, EXIF);
            if (!written && !first) {
                out.write(file, at, segment.start() - at);
                at = segment.start();
                out.writeBytes(new byte[] {(byte) 0xff, (byte) APP1, (byte) ((length + 2) >> 8), (byte) (length + 2)});
                out.writeBytes(PREFIX);
                out.writeBytes(packet);
                written = true;
            }
            if (isXmp(file, segment)) {
                out.write(file, at, segment.start() - at);
                at = segment.end();
            }
        }
        out.write(file, at, file.length - at);
        return out.toByteArray();
    }

    /** All but applications' segments and comments. */
    @Override
    public void content(byte[] file, MessageDigest digest) throws IOException {
        int at = 2;
        for (Segment segment : segments(file)) {
            boolean metadata = segment.marker() >= FIRST_APPLICATION && segment.marker() <= LAST_APPLICATION
                    || segment.marker() == COMMENT;
            if (metadata) {
                digest.update(file, at, segment.start() - at);
                at = segment.end();
            }
        }
        digest.update(file, at, file.length - at);
    }

    @Override
    public boolean hasC2pa(byte[] file) throws IOException {
        return segments(file).stream()
                .anyMatch(segment ->
                        segment.marker() == APP11 && XmpContainer.holds(file, segment.body(), segment.end(), "c2pa"));
    }
}
