package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the markers of a JPEG (ITU-T T.81, annex B) say, found without decoding.
 *
 * @param truncated whether the file ends before its end-of-image marker; decoders fill what is missing with grey and only
 *     warn, so a cut file is found here
 * @param bits of a sample; 0 when no frame header was found
 * @param components channels of the picture; 0 when no frame header was found
 * @param adobe whether there is an Adobe marker, which tells how four channels are meant
 * @param profileParts the segments that hold parts of an ICC profile (ICC.1:2010, annex B.4)
 */
record JpegStructure(boolean truncated, int bits, int components, boolean adobe, List<Segment> profileParts) {
    /** From the marker to before {@code end}. */
    private record Segment(int start, int end) {}

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int LOSSLESS_FRAME = 0xc3;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;

    /** APP14, 14 bytes: "Adobe", version 100, no flags, transform 0, that is CMYK. */
    private static final byte[] ADOBE_CMYK = {
        (byte) 0xff, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    /** What begins a segment with a part of a profile; the part's number from 1 on and the count of parts follow. */
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private static final int PROFILE_AT = 4;
    private static final int PROFILE_NUMBER_AT = PROFILE_AT + PROFILE.length;
    private static final int PROFILE_BODY_AT = PROFILE_NUMBER_AT + 2;

    static JpegStructure of(byte[] bytes) {
        int bits = 0;
        int components = 0;
        boolean adobe = false;
        List<Segment> profileParts = new ArrayList<>();
        int at = 2;
        while (at >= 0 && at + 1 < bytes.length) {
            int marker = bytes[at + 1] & 0xff;
            if ((bytes[at] & 0xff) != 0xff) {
                at++; // Stray bytes between segments are common and harmless.
                continue;
            }
            if (marker == END_OF_IMAGE) {
                return new JpegStructure(false, bits, components, adobe, profileParts);
            }
            adobe |= marker == APP14 && at + 4 < bytes.length && bytes[at + 4] == 'A';
            if (isFrame(marker) && at + 9 < bytes.length) {
                // Lossless frames are read at any depth.
                bits = marker == LOSSLESS_FRAME ? 8 : bytes[at + 4] & 0xff;
                components = bytes[at + 9] & 0xff;
            }
            int next = next(bytes, at, marker);
            if (marker == APP2 && next > at + PROFILE_BODY_AT && isProfile(bytes, at + PROFILE_AT)) {
                profileParts.add(new Segment(at, next));
            }
            at = next;
        }
        return new JpegStructure(true, bits, components, adobe, profileParts);
    }

    private static boolean isProfile(byte[] bytes, int at) {
        return Arrays.equals(bytes, at, at + PROFILE.length, PROFILE, 0, PROFILE.length);
    }

    /** Refuses what decoders would fill with grey or take for damaged. */
    void requireReadable(String name) throws MalformedFileException {
        if (truncated) {
            throw new MalformedFileException(name, "truncated JPEG");
        }
        if (bits > 8) {
            throw new MalformedFileException(
                    name, bits + " bits a sample are not read; djpeg of libjpeg-turbo 3 makes a PPM of it");
        }
    }

    /** Frame headers are C0 to CF, less the tables of Huffman codes (C4) and arithmetic coding (CC), and the reserved C8. */
    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME && marker <= LAST_FRAME && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /**
     * The file as decoders understand it. Four channels without an Adobe marker are guessed at by each in another way, so
     * the marker is put in that says what other software takes for granted, inverted CMYK. A profile that is damaged or
     * made for other channels is taken out.
     */
    byte[] unambiguous(byte[] bytes) {
        boolean marked = components == 4 && !adobe;
        boolean stripped = !profileParts.isEmpty()
                && profile(bytes)
                        .filter(profile -> profile.channels() == components)
                        .isEmpty();
        if (!marked && !stripped) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + ADOBE_CMYK.length);
        out.write(bytes, 0, 2);
        if (marked) {
            out.writeBytes(ADOBE_CMYK);
        }
        int at = 2;
        for (Segment part : stripped ? profileParts : List.<Segment>of()) {
            out.write(bytes, at, part.start() - at);
            at = part.end();
        }
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    /** The profile of a grey picture, which decoders leave unused while they apply those of colours. */
    Optional<ColourProfile> greyProfile(byte[] bytes) {
        return components == 1 ? profile(bytes) : Optional.empty();
    }

    private Optional<ColourProfile> profile(byte[] bytes) {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        profileParts.stream()
                .sorted(Comparator.comparingInt(part -> bytes[part.start() + PROFILE_NUMBER_AT] & 0xff))
                .forEach(part -> {
                    int from = part.start() + PROFILE_BODY_AT;
                    profile.write(bytes, from, part.end() - from);
                });
        return ColourProfile.of(profile.toByteArray());
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
