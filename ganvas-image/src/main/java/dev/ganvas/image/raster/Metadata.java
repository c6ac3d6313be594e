package dev.ganvas.image.raster;

import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.label.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a picture file holds beside its pixels, byte for byte.
 *
 * @param exif a TIFF structure (CIPA DC-008, 4.5) without the {@code Exif} that goes before it in a JPEG
 * @param icc the colour profile (ICC.1) that the pixels are in; they are sRGB without
 * @param xmp the packet (ISO 16684-1)
 * @param density of the pixels on paper, as the container says
 * @param blocks what only a file of the same format can hold
 */
public record Metadata(
        Optional<byte[]> exif,
        Optional<byte[]> icc,
        Optional<byte[]> xmp,
        Optional<Density> density,
        List<Block> blocks) {
    /** Nothing at all. */
    public static final Metadata NONE =
            new Metadata(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Longer parts are left out. */
    static final int MAX_BYTES = 64 << 20;

    /** ICC.1, 7.2: the header's bytes, where it names its colours, and the signature of every profile. */
    private static final int PROFILE_HEADER_BYTES = 128;

    private static final int PROFILE_COLOURS_AT = 16;

    /**
     * A part that is carried along unread.
     *
     * @param format of the files that can hold it
     * @param type a chunk's four letters, or a JPEG marker's second byte in hexadecimal digits
     * @param bytes the content
     */
    public record Block(PictureFormat format, String type, byte[] bytes) {}

    public Metadata {
        Objects.requireNonNull(exif, "exif");
        Objects.requireNonNull(icc, "icc");
        Objects.requireNonNull(xmp, "xmp");
        Objects.requireNonNull(density, "density");
        blocks = List.copyOf(blocks);
    }

    /** The same with other EXIF. */
    public Metadata withExif(Optional<byte[]> other) {
        return new Metadata(other, icc, xmp, density, blocks);
    }

    /** The same with another profile; the pixels stay as they are. */
    public Metadata withIcc(Optional<byte[]> other) {
        return new Metadata(exif, other, xmp, density, blocks);
    }

    /** The same with another packet. */
    public Metadata withXmp(Optional<byte[]> other) {
        return new Metadata(exif, icc, other, density, blocks);
    }

    /** The same with another density. */
    public Metadata withDensity(Optional<Density> other) {
        return new Metadata(exif, icc, xmp, other, blocks);
    }

    /**
     * The same, saying in XMP what the picture is now; what the packet says besides stays. A packet that fits into one segment of a
     * JPEG still does so: where the addition would not fit, it is left out.
     */
    public Metadata saying(Origin origin) {
        if (xmp.isEmpty()) {
            return withXmp(origin.xmp().map(packet -> packet.getBytes(StandardCharsets.UTF_8)));
        }
        byte[] added = origin.addedTo(xmp.get());
        boolean fits = added.length <= JpegMetadata.MAX_XMP || xmp.get().length > JpegMetadata.MAX_XMP;
        return fits ? withXmp(Optional.of(added)) : this;
    }

    /** What colours need and nothing that may tell of people and places. */
    public Metadata colourOnly() {
        List<Block> colour = blocks.stream()
                .filter(block -> PngMetadata.COLOUR.contains(block.type()))
                .toList();
        return new Metadata(Optional.empty(), icc, Optional.empty(), density, colour);
    }

    List<Block> blocksOf(PictureFormat format) {
        return blocks.stream().filter(block -> block.format() == format).toList();
    }

    /** Whether a profile says that it is for grey, or for red, green and blue. */
    static boolean fits(byte[] icc, boolean grey) {
        if (icc.length < PROFILE_HEADER_BYTES) {
            return false;
        }
        String colours = new String(icc, PROFILE_COLOURS_AT, 4, StandardCharsets.ISO_8859_1);
        return colours.equals(grey ? "GRAY" : "RGB ");
    }
}
