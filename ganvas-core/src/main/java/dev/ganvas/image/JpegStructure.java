package dev.ganvas.image;

/**
 * Walks the markers of a JPEG (ITU-T T.81, annex B) without decoding it. Decoders fill what is missing with grey and only
 * warn, so a cut file is found here.
 */
final class JpegStructure {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;

    private JpegStructure() {}

    /** Whether the file ends before its end-of-image marker. */
    static boolean isTruncated(byte[] bytes) {
        int at = 2;
        while (at >= 0 && at + 1 < bytes.length) {
            if ((bytes[at] & 0xff) != 0xff) {
                at++; // Stray bytes between segments are common and harmless.
                continue;
            }
            int marker = bytes[at + 1] & 0xff;
            if (marker == END_OF_IMAGE) {
                return false;
            }
            at = next(bytes, at, marker);
        }
        return true;
    }

    /** Where to look on after the marker at {@code at}; -1 when the file ends inside its segment. */
    private static int next(byte[] bytes, int at, int marker) {
        if (marker == 0xff) {
            return at + 1; // Fill byte.
        }
        // A zero is a stuffed 0xff of the coded data; restart markers carry no length.
        if (marker == 0 || marker == TEMPORARY || (marker >= FIRST_RESTART && marker <= LAST_RESTART)) {
            return at + 2;
        }
        if (at + 3 >= bytes.length) {
            return -1;
        }
        int length = (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
        int end = at + 2 + Math.max(length, 2);
        if (end > bytes.length) {
            return -1;
        }
        return marker == START_OF_SCAN ? afterCodedData(bytes, end) : end;
    }

    private static int afterCodedData(byte[] bytes, int from) {
        for (int at = from; at + 1 < bytes.length; at++) {
            if ((bytes[at] & 0xff) == 0xff) {
                int code = bytes[at + 1] & 0xff;
                if (code != 0 && code != 0xff && (code < FIRST_RESTART || code > LAST_RESTART)) {
                    return at;
                }
            }
        }
        return -1;
    }
}
