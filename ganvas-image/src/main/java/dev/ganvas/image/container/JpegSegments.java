package dev.ganvas.image.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments of a JPEG (ITU-T T.81, annex B) up to its end-of-image marker, found without decoding.
 *
 * @param segments that have a length, in the order of the file, without the coded data
 * @param truncated whether the file ends before its end-of-image marker
 */
public record JpegSegments(List<Segment> segments, boolean truncated) {
    /** Files of more segments are taken for damaged; sound ones have a few hundred at most. */
    static final int MAX_SEGMENTS = 100_000;

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;

    /**
     * A segment.
     *
     * @param marker the second byte of its marker
     * @param start where the marker begins
     * @param end the first byte behind the segment
     */
    public record Segment(int marker, int start, int end) {
        private static final int FRAME_BYTES = 4;

        /** Where the content begins, behind the marker and the length. */
        public int body() {
            return Math.min(end, start + FRAME_BYTES);
        }

        /** Bytes of the content. */
        public int length() {
            return end - body();
        }

        /** Whether the content begins with these bytes. */
        public boolean begins(byte[] jpeg, byte[] with) {
            return length() >= with.length && Arrays.equals(jpeg, body(), body() + with.length, with, 0, with.length);
        }

        /** A frame header: C0 to CF, less the tables of Huffman codes (C4) and arithmetic coding (CC), and the reserved C8. */
        public boolean isFrame() {
            return marker >= FIRST_FRAME && marker <= LAST_FRAME && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        }
    }

    /**
     * Finds the segments.
     *
     * @throws IOException when there are more than any sound file has
     */
    public static JpegSegments of(byte[] jpeg) throws IOException {
        List<Segment> segments = new ArrayList<>();
        int at = 2;
        while (at >= 0 && at + 1 < jpeg.length) {
            int marker = jpeg[at + 1] & 0xff;
            if ((jpeg[at] & 0xff) != 0xff) {
                at++; // Stray bytes between segments are common and harmless.
                continue;
            }
            if (marker == END_OF_IMAGE) {
                return new JpegSegments(segments, false);
            }
            if (marker == 0xff) {
                at++; // Fill byte.
                continue;
            }
            // A zero is a stuffed 0xff of the coded data; restart markers carry no length.
            if (marker == 0 || marker == TEMPORARY || (marker >= FIRST_RESTART && marker <= LAST_RESTART)) {
                at += 2;
                continue;
            }
            int end = end(jpeg, at);
            if (end < 0) {
                break;
            }
            if (segments.size() == MAX_SEGMENTS) {
                throw new IOException("more than " + MAX_SEGMENTS + " segments");
            }
            segments.add(new Segment(marker, at, end));
            at = marker == START_OF_SCAN ? afterCodedData(jpeg, end) : end;
        }
        return new JpegSegments(segments, true);
    }

    /** Where the segment at {@code at} ends; -1 when the file ends before. */
    private static int end(byte[] jpeg, int at) {
        if (at + 3 >= jpeg.length) {
            return -1;
        }
        int length = ((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff);
        int end = at + 2 + Math.max(length, 2);
        return end > jpeg.length ? -1 : end;
    }

    private static int afterCodedData(byte[] jpeg, int from) {
        for (int at = from; at + 1 < jpeg.length; at++) {
            if ((jpeg[at] & 0xff) == 0xff) {
                int code = jpeg[at + 1] & 0xff;
                if (code != 0 && code != 0xff && (code < FIRST_RESTART || code > LAST_RESTART)) {
                    return at;
                }
            }
        }
        return -1;
    }
}
