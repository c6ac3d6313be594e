package dev.ganvas.image.raster;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The orientation that an XMP packet repeats from EXIF (XMP Specification, part 2, 3.3: {@code tiff:Orientation}). */
final class XmpOrientation {
    /** As an attribute, or as an element. */
    private static final Pattern DIGIT =
            Pattern.compile("tiff:Orientation(?:\\s*=\\s*[\"']|\\s*>\\s*)([2-8])(?=\\s*[\"'<])");

    private XmpOrientation() {}

    /** The same packet but for the orientation, which becomes upright. */
    static byte[] upright(byte[] xmp) {
        // One byte a character, so that places in the text are places in the packet.
        Matcher matcher = DIGIT.matcher(new String(xmp, StandardCharsets.ISO_8859_1));
        byte[] upright = xmp.clone();
        while (matcher.find()) {
            upright[matcher.start(1)] = '1';
        }
        return upright;
    }
}
