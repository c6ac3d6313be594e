package dev.ganvas.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** The EXIF orientation tag (0x0112, CIPA DC-008): reading it, and turning a picture upright by it. */
public final class Orientation {
    /** The orientation of a picture that is stored as it is to be seen. */
    public static final int UPRIGHT = 1;

    static final int LAST = 8;

    /** Pictures without these bytes anywhere are spared the parsing. */
    private static final byte[] EXIF = "Exif".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] PNG_EXIF = "eXIf".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBP_EXIF = "EXIF".getBytes(StandardCharsets.US_ASCII);

    private Orientation() {}

    /** The orientation, 1 to 8; 1 when there is none or it cannot be read. */
    public static int of(byte[] bytes, PictureFormat format) {
        boolean present =
                switch (format) {
                    case TIFF -> true;
                    case JPEG -> contains(bytes, EXIF);
                    case PNG -> contains(bytes, PNG_EXIF);
                    case WEBP -> contains(bytes, WEBP_EXIF);
                    case GIF, BMP, PNM -> false;
                };
        return present ? read(bytes) : UPRIGHT;
    }

    private static int read(byte[] bytes) {
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes), bytes.length);
            ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value = directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return value == null || value < UPRIGHT || value > LAST ? UPRIGHT : value;
        } catch (Exception | StackOverflowError e) {
            return UPRIGHT; // Damaged metadata says nothing about the pixels.
        }
    }

    /** Whether width and height change places when a picture of this orientation is turned upright. */
    public static boolean swapsSides(int orientation) {
        return orientation >= 5;
    }

    /** The same samples turned and mirrored so that {@code orientation} becomes 1. */
    static Samples apply(Samples samples, int orientation) {
        if (orientation == UPRIGHT) {
            return samples;
        }
        int width = swapsSides(orientation) ? samples.height() : samples.width();
        int height = swapsSides(orientation) ? samples.width() : samples.height();
        int channels = samples.channels();
        byte[] from = samples.values();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int source = source(orientation, x, y, samples.width(), samples.height()) * channels;
                for (int c = 0; c < channels; c++) {
                    to[at++] = from[source + c];
                }
            }
        }
        return new Samples(width, height, channels, to);
    }

    /**
     * Which pixel of a picture as stored comes to a place once it is upright.
     *
     * @param x of the place in the upright picture
     * @param y of the place
     * @param width of the picture as stored
     * @param height of the picture as stored
     * @return the pixel's number, row by row
     */
    public static int source(int orientation, int x, int y, int width, int height) {
        int column =
                switch (orientation) {
                    case 2, 3 -> width - 1 - x;
                    case 5, 6 -> y;
                    case 7, 8 -> width - 1 - y;
                    default -> x;
                };
        int row =
                switch (orientation) {
                    case 3, 4 -> height - 1 - y;
                    case 5, 8 -> x;
                    case 6, 7 -> height - 1 - x;
                    default -> y;
                };
        return row * width + column;
    }

    private static boolean contains(byte[] bytes, byte[] word) {
        int end = bytes.length - word.length;
        for (int i = 0; i <= end; i++) {
            if (bytes[i] == word[0] && bytes[i + 1] == word[1] && bytes[i + 2] == word[2] && bytes[i + 3] == word[3]) {
                return true;
            }
        }
        return false;
    }
}
