package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.container.JpegSegments;
import dev.ganvas.image.container.JpegSegments.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    private static final int LOSSLESS_FRAME = 0xc3;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;

    /** APP14, 14 bytes: "Adobe", version 100, no flags, transform 0, that is CMYK. */
    private static final byte[] ADOBE_CMYK = {
        (byte) 0xff, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    /** What begins a segment with a part of a profile; the part's number from 1 on and the count of parts follow. */
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    /** After the bits, the height and the width. */
    private static final int COMPONENTS_AT = 5;

    static JpegStructure of(byte[] bytes) throws IOException {
        int bits = 0;
        int components = 0;
        boolean adobe = false;
        List<Segment> profileParts = new ArrayList<>();
        JpegSegments all = JpegSegments.of(bytes);
        for (Segment segment : all.segments()) {
            adobe |= segment.marker() == APP14 && segment.length() > 0 && bytes[segment.body()] == 'A';
            if (segment.isFrame() && segment.length() > COMPONENTS_AT) {
                // Lossless frames are read at any depth.
                bits = segment.marker() == LOSSLESS_FRAME ? 8 : bytes[segment.body()] & 0xff;
                components = bytes[segment.body() + COMPONENTS_AT] & 0xff;
            }
            if (segment.marker() == APP2 && segment.begins(bytes, PROFILE) && segment.end() > bodyOf(segment)) {
                profileParts.add(segment);
            }
        }
        return new JpegStructure(all.truncated(), bits, components, adobe, profileParts);
    }

    private static int bodyOf(Segment part) {
        return part.body() + PROFILE.length + 2;
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
        return rewritten(bytes, marked, stripped);
    }

    /** The file as decoders leave its colours alone: without the profile, but for four channels, which become sRGB by it. */
    byte[] asStored(byte[] bytes) {
        return components == 4 ? unambiguous(bytes) : rewritten(bytes, false, !profileParts.isEmpty());
    }

    private byte[] rewritten(byte[] bytes, boolean marked, boolean stripped) {
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
                .sorted(Comparator.comparingInt(part -> bytes[part.body() + PROFILE.length] & 0xff))
                .forEach(part -> {
                    int from = bodyOf(part);
                    profile.write(bytes, from, part.end() - from);
                });
        return ColourProfile.of(profile.toByteArray());
    }
}
