package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.container.TiffTags;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the first page of a TIFF (TIFF 6.0, also BigTIFF) says about its samples.
 *
 * @param compression tag 259
 * @param photometric tag 262: 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK ...
 * @param samples tag 277, the samples of a pixel
 * @param extra tag 338, what the samples beyond the colours are: 0 anything, 1 associated alpha, 2 alpha
 * @param format tag 339: 1 unsigned, 2 signed, 3 floating
 * @param profile tag 34675, the ICC profile
 * @param orientation tag 274: 1 when it is stored as it is to be seen
 */
record TiffStructure(
        int compression,
        int photometric,
        int samples,
        List<Integer> extra,
        int format,
        Optional<byte[]> profile,
        int orientation) {
    private static final int WHITE_IS_ZERO = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int SIGNED = 2;
    private static final int FLOATING = 3;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int ALPHA = 2;

    /** No compression, CCITT, LZW, JPEG old and new, deflate in its three numbers, PackBits. */
    private static final Set<Integer> COMPRESSIONS_READ = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 50013);

    private static final Map<Integer, String> COMPRESSION_NAMES = Map.ofEntries(
            Map.entry(32809, "ThunderScan"),
            Map.entry(34661, "JBIG"),
            Map.entry(34676, "SGI Log"),
            Map.entry(34677, "SGI Log24"),
            Map.entry(34712, "JPEG 2000"),
            Map.entry(34887, "LERC"),
            Map.entry(34892, "lossy JPEG of DNG"),
            Map.entry(34925, "LZMA"),
            Map.entry(50000, "zstd"),
            Map.entry(50001, "WebP"),
            Map.entry(50002, "JPEG XL"));

    /**
     * Reads the tags.
     *
     * @throws EOFException when a tag lies beyond the end of the file
     */
    static TiffStructure of(ByteBuffer bytes) throws EOFException {
        TiffTags tags = TiffTags.of(bytes);
        return new TiffStructure(
                tags.number(259, 1),
                tags.number(262, RGB),
                tags.number(277, 1),
                tags.numbers(338),
                tags.number(339, 1),
                tags.bytes(34675),
                tags.number(274, Orientation.UPRIGHT));
    }

    /** Refuses what would be decoded wrongly or not at all. */
    void requireReadable(String name) throws MalformedFileException {
        if (!COMPRESSIONS_READ.contains(compression)) {
            String called = COMPRESSION_NAMES.getOrDefault(compression, Integer.toString(compression));
            throw new MalformedFileException(name, "compression " + called + " is not read; save it as LZW or deflate");
        }
        if (format == SIGNED && isGreyOrRgb()) {
            throw new MalformedFileException(name, "signed samples are not read; convert them to unsigned ones");
        }
        if (isGreyOrRgb() && photometric != RGB && samples > 2) {
            throw new MalformedFileException(
                    name, samples + " bands of which none is marked red, green or blue; choose three");
        }
    }

    /** Whether the samples stand for grey or red, green and blue themselves. */
    boolean isGreyOrRgb() {
        return photometric <= RGB;
    }

    boolean isPalette() {
        return photometric == PALETTE;
    }

    boolean isInverted() {
        return photometric == WHITE_IS_ZERO;
    }

    boolean isFloating() {
        return format == FLOATING;
    }

    /** Samples of a pixel that are colours, when {@link #isGreyOrRgb}: 1 or 3. */
    int colours() {
        return photometric == RGB ? 3 : 1;
    }

    /** The position of alpha among the samples; a single extra sample of which nothing is said is taken for it. */
    Optional<Integer> alpha() {
        if (extra.isEmpty()) {
            return samples == colours() + 1 ? Optional.of(colours()) : Optional.empty();
        }
        return IntStream.range(0, Math.min(extra.size(), samples - colours()))
                .filter(i -> extra.get(i) == ASSOCIATED_ALPHA || extra.get(i) == ALPHA)
                .mapToObj(i -> colours() + i)
                .findFirst();
    }

    /** Whether the colours are stored multiplied by alpha. */
    boolean isAssociated() {
        return alpha().filter(at -> !extra.isEmpty() && extra.get(at - colours()) == ASSOCIATED_ALPHA)
                .isPresent();
    }
}
