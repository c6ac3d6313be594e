package dev.ganvas.image.raster;

import dev.ganvas.image.container.TiffTags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Metadata among the tags of a TIFF (TIFF 6.0; EXIF by CIPA DC-008, XMP by the XMP Specification, part 3, 1.1.10). */
final class TiffMetadata {
    static final int HORIZONTAL = 282;
    static final int VERTICAL = 283;
    static final int UNIT = 296;
    static final int INCH = 2;

    private static final int CENTIMETRE = 3;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int YCBCR = 6;
    private static final int SAMPLES = 277;
    private static final int EXTRA = 338;
    private static final int UNASSOCIATED = 2;
    private static final int FORMAT = 339;
    private static final int FLOATING = 3;

    private TiffMetadata() {}

    static FileFacts read(ByteBuffer tiff) throws IOException {
        TiffTags tags = TiffTags.of(tiff);
        Metadata metadata = new Metadata(
                Exif.gathered(tags),
                tags.bytes(Exif.ICC).filter(icc -> icc.length <= Metadata.MAX_BYTES),
                tags.bytes(Exif.XMP).filter(xmp -> xmp.length <= Metadata.MAX_BYTES),
                density(tags),
                List.of());
        return new FileFacts(
                metadata,
                new Encoding.Tiff(TiffCompression.closestTo(tags.number(COMPRESSION, 1))),
                isExotic(tags),
                notes(tags));
    }

    /** CMYK, Lab and the like; YCbCr is decoded to RGB of the same profile. */
    private static boolean isExotic(TiffTags tags) throws IOException {
        int photometric = tags.number(PHOTOMETRIC, RGB);
        return photometric > PALETTE && photometric != YCBCR;
    }

    private static Optional<Density> density(TiffTags tags) throws IOException {
        int unit = tags.number(UNIT, INCH);
        if (unit != INCH && unit != CENTIMETRE) {
            return Optional.empty();
        }
        double inch = unit == INCH ? 1 : Density.CENTIMETRES_PER_INCH;
        return tags.rational(HORIZONTAL).flatMap(wide -> tags.rational(VERTICAL)
                .filter(high -> wide > 0 && high > 0)
                .map(high -> new Density(wide * inch, high * inch)));
    }

    private static List<String> notes(TiffTags tags) throws IOException {
        List<String> notes = new ArrayList<>();
        int bits = tags.number(BITS, 1);
        if (tags.hasNext()) {
            notes.add("it has several pages; the first was read");
        }
        int photometric = tags.number(PHOTOMETRIC, RGB);
        int extra = tags.number(SAMPLES, 1) - (photometric == RGB ? 3 : 1);
        if (photometric <= RGB && extra > 0 && (extra > 1 || tags.number(EXTRA, UNASSOCIATED) == 0)) {
            notes.add("its bands that are neither colours nor opacity were left out");
        }
        if (photometric == PALETTE) {
            notes.add("its palette became 8-bit colours");
        } else if (tags.number(FORMAT, 1) == FLOATING) {
            notes.add("its floating samples became 16-bit ones");
        } else if (bits != 8 && bits != 16) {
            notes.add("its " + bits + "-bit samples became " + (bits < 8 ? 8 : 16) + "-bit ones");
        }
        return notes;
    }
}
