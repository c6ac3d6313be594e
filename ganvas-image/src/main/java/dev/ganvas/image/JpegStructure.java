package dev.ganvas.image;

/**
 * What the markers of a JPEG (ITU-T T.81, annex B) say, found without decoding.
 *
 * @param truncated whether the file ends before its end-of-image marker; decoders fill what is missing with grey and only
 *     warn, so a cut file is found here
 * @param components channels of the picture; 0 when no frame header was found
 * @param adobe whether there is an Adobe marker, which tells how four channels are meant
 */
record JpegStructure(boolean truncated, int components, boolean adobe) {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int APP14 = 0xee;

    /** APP14, 14 bytes: "Adobe", version 100, no flags, transform 0, that is CMYK. */
    private static final byte[] ADOBE_CMYK = {
        (byte) 0xff, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    static JpegStructure of(byte[] bytes) {
        int components = 0;
        boolean adobe = false;
        int at = 2;
        while (at >= 0 && at + 1 < bytes.length) {
            int marker = bytes[at + 1] & 0xff;
            if ((bytes[at] & 0xff) != 0xff) {
                at++; // Stray bytes between segments are common and harmless.
                continue;
            }
            if (marker == END_OF_IMAGE) {
                return new JpegStructure(false, components, adobe);
            }
            adobe |= marker == APP14 && at + 4 < bytes.length && bytes[at + 4] == 'A';
            if (isFrame(marker) && at + 9 < bytes.length) {
                components = bytes[at + 9] & 0xff;
            }
            at = next(bytes, at, marker);
        }
        return new JpegStructure(true, components, adobe);
    }

    /** Frame headers are C0 to CF, less the tables of Huffman codes (C4) and arithmetic coding (CC), and the reserved C8. */
    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME && marker <= LAST_FRAME && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /**
     * The file as decoders understand it: four channels without an Adobe marker are guessed at by each in another way, so
     * the marker is put in that says what other software takes for granted, inverted CMYK.
     */
    byte[] unambiguous(byte[] bytes) {
        if (components != 4 || adobe) {
            return bytes;
        }
        byte[] marked = new byte[bytes.length + ADOBE_CMYK.length];
        System.arraycopy(bytes, 0, marked, 0, 2);
        System.arraycopy(ADOBE_CMYK, 0, marked, 2, ADOBE_CMYK.length);
        System.arraycopy(bytes, 2, marked, 2 + ADOBE_CMYK.length, bytes.length - 2);
        return marked;
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
        int length = ((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff);
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
