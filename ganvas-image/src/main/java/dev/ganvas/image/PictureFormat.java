package dev.ganvas.image;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The picture formats that are read, told apart by their first bytes and never by the file's name. */
public enum PictureFormat {
    JPEG("jpeg", "JPEG"),
    PNG("png", "PNG"),
    GIF("gif", "GIF"),
    BMP("bmp", "BMP"),
    TIFF("tiff", "TIFF"),
    WEBP("webp", "WebP"),
    PNM("pnm", "PNM");

    /** What is looked at of a file. */
    static final int SNIFFED_BYTES = 1024;

    private static final int BMP_HEADER_END = 26;

    /** Bytes in which the brands of a media file are looked for. */
    private static final int MAX_BRANDS = 40;

    private static final List<String> HEIF_BRANDS =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

    /** How the file begins that Git has in place of one that its LFS extension keeps elsewhere. */
    private static final String GIT_LFS = "version https://git-lfs.github.com/spec/";

    private final String codec;
    private final String title;

    PictureFormat(String codec, String title) {
        this.codec = codec;
        this.title = title;
    }

    /** The name under which ImageIO knows the format. */
    String codec() {
        return codec;
    }

    /** The name people know. */
    public String title() {
        return title;
    }

    /** How names of such files end, with the dot. */
    public String extension() {
        return switch (this) {
            case JPEG -> ".jpg";
            case PNG -> ".png";
            case GIF -> ".gif";
            case BMP -> ".bmp";
            case TIFF -> ".tif";
            case WEBP -> ".webp";
            case PNM -> ".pnm";
        };
    }

    /** The format of a file that begins with these bytes; 26 are enough. */
    public static Optional<PictureFormat> of(byte[] bytes) {
        if (starts(bytes, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (starts(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(PNG);
        }
        if (starts(bytes, 0, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        if (starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        if (isTiff(bytes)) {
            return Optional.of(TIFF);
        }
        if (isBmp(bytes)) {
            return Optional.of(BMP);
        }
        return isPnm(bytes) ? Optional.of(PNM) : Optional.empty();
    }

    /** Why bytes of none of these formats are refused, in a few plain words. */
    static String refusal(byte[] bytes) {
        if (starts(bytes, 4, 'f', 't', 'y', 'p')) {
            return refusalOfMedia(
                    new String(bytes, 8, Math.min(MAX_BRANDS, bytes.length - 8), StandardCharsets.ISO_8859_1));
        }
        if (starts(bytes, 0, 0xff, 0x0a) || starts(bytes, 4, 'J', 'X', 'L', ' ', '\r', '\n')) {
            return "JPEG XL is not read; djxl makes a PNG of it";
        }
        if (starts(bytes, 4, 'j', 'P', ' ', ' ', '\r', '\n') || starts(bytes, 0, 0xff, 0x4f, 0xff, 0x51)) {
            return "JPEG 2000 is not read; opj_decompress makes a PNG of it";
        }
        if (starts(bytes, 0, '%', 'P', 'D', 'F')) {
            return "not a picture (PDF)";
        }
        if (starts(bytes, 0, 'P', 'K', 3, 4)) {
            return "not a picture (zip archive)";
        }
        if (new String(bytes, 0, Math.min(bytes.length, GIT_LFS.length()), StandardCharsets.ISO_8859_1)
                .equals(GIT_LFS)) {
            return "is a Git LFS pointer; run git lfs pull";
        }
        return isText(bytes) ? "not a picture (text)" : "unknown format";
    }

    /** By the brands of ISO/IEC 14496-12, 4.3, the major one first; those of HEIF are in ISO/IEC 23008-12, annex B. */
    private static String refusalOfMedia(String brands) {
        if (brands.startsWith("crx ")) {
            return "raw camera files are not read; develop it to TIFF or JPEG";
        }
        if (brands.contains("avif") || brands.contains("avis")) {
            return "AVIF is not read; avifdec makes a PNG of it";
        }
        return HEIF_BRANDS.stream().anyMatch(brands::contains)
                ? "HEIC is not read; heif-convert makes a JPEG of it"
                : "not a picture (video)";
    }

    /** Little or big endian, classic (42) or BigTIFF (43). */
    private static boolean isTiff(byte[] bytes) {
        return starts(bytes, 0, 'I', 'I', 42, 0)
                || starts(bytes, 0, 'M', 'M', 0, 42)
                || starts(bytes, 0, 'I', 'I', 43, 0)
                || starts(bytes, 0, 'M', 'M', 0, 43);
    }

    /** Two letters are too few to tell a bitmap from prose, so the size of the second header must be a real one too. */
    private static boolean isBmp(byte[] bytes) {
        return bytes.length >= BMP_HEADER_END
                && starts(bytes, 0, 'B', 'M')
                && starts(bytes, 15, 0, 0, 0)
                && (bytes[14] & 0xff) >= 12;
    }

    private static boolean isPnm(byte[] bytes) {
        return bytes.length > 2
                && bytes[0] == 'P'
                && bytes[1] >= '1'
                && bytes[1] <= '7'
                && (bytes[2] == '#' || Character.isWhitespace(bytes[2]));
    }

    private static boolean isText(byte[] bytes) {
        int length = Math.min(bytes.length, SNIFFED_BYTES);
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        // A cut through the last character must not make prose look binary.
        int end = length;
        while (length == SNIFFED_BYTES && end > length - 4 && bytes[end - 1] < 0) {
            end--;
        }
        try {
            return utf8.decode(ByteBuffer.wrap(bytes, 0, end))
                    .chars()
                    .noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean starts(byte[] bytes, int offset, int... magic) {
        if (bytes.length < offset + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[offset + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
