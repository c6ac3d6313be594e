package dev.ganvas.image;

import dev.ganvas.error.Require;
import dev.ganvas.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What is done with whole pictures: resizing, cropping, grids, PNG. All of it is free of state and safe from several threads. */
public final class Pictures {
    /** The grey level between and behind the cells of a grid. */
    static final int GRID_BACKGROUND = 240;

    private Pictures() {}

    /**
     * Resamples to {@code width x height}, each axis by itself: an antialiased Lanczos3 window when it shrinks, Keys' cubic
     * when it grows, in the sRGB values as stored. The same input gives the same bytes on every machine.
     */
    public static Picture resize(Picture picture, int width, int height) {
        Require.positive(width, "width");
        Require.positive(height, "height");
        return picture.width() == width && picture.height() == height
                ? picture
                : Resampling.resize(picture, width, height);
    }

    /** The largest centred square, resized to {@code size x size}. */
    public static Picture square(Picture picture, int size) {
        int side = Math.min(picture.width(), picture.height());
        return resize(crop(picture, (picture.width() - side) / 2, (picture.height() - side) / 2, side), size, size);
    }

    private static Picture crop(Picture picture, int left, int top, int side) {
        if (picture.width() == side && picture.height() == side) {
            return picture;
        }
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(picture.rgb(), 3 * ((top + y) * picture.width() + left), rgb, 3 * y * side, 3 * side);
        }
        return new Picture(side, side, rgb);
    }

    /**
     * Encodes as 8-bit RGB PNG, marked sRGB.
     *
     * @param text entries by keyword (1 to 79 Latin letters); values may be any text
     */
    public static byte[] png(Picture picture, Map<String, String> text) {
        return PngEncoder.encode(picture, text);
    }

    /**
     * Replaces {@code file} by the picture's PNG in one step.
     *
     * @throws IOException when the disk refuses; an old file is then still whole
     */
    public static void writePng(Path file, Picture picture, Map<String, String> text) throws IOException {
        AtomicFile.write(file, png(picture, text));
    }

    /**
     * Lays pictures of one size out in rows on light grey.
     *
     * @param columns pictures a row; the last row may be shorter
     * @param gap pixels between neighbours and around the whole, 0 or more
     */
    public static Picture grid(List<Picture> cells, int columns, int gap) {
        Require.that(!cells.isEmpty(), "a grid needs at least one picture");
        Require.positive(columns, "columns");
        Require.that(gap >= 0, "gap must not be negative, but is " + gap);
        int width = cells.get(0).width();
        int height = cells.get(0).height();
        int rows = (cells.size() + columns - 1) / columns;
        long wide = (long) columns * (width + gap) + gap;
        long high = (long) rows * (height + gap) + gap;
        Require.that(
                wide * high <= PictureDecoder.MAX_PIXELS,
                "a grid of " + wide + " x " + high + " pixels is above the limit of " + PictureDecoder.MAX_PIXELS);
        byte[] rgb = new byte[(int) (3 * wide * high)];
        Arrays.fill(rgb, (byte) GRID_BACKGROUND);
        for (int i = 0; i < cells.size(); i++) {
            Picture cell = cells.get(i);
            Require.that(
                    cell.width() == width && cell.height() == height,
                    "all cells of a grid have one size; cell " + i + " is " + cell.width() + " x " + cell.height()
                            + ", the first " + width + " x " + height);
            int left = gap + i % columns * (width + gap);
            int top = gap + i / columns * (height + gap);
            for (int y = 0; y < height; y++) {
                int to = (int) (3 * ((top + y) * wide + left));
                System.arraycopy(cell.rgb(), 3 * y * width, rgb, to, 3 * width);
            }
        }
        return new Picture((int) wide, (int) high, rgb);
    }

    /** A copy as {@link BufferedImage#TYPE_3BYTE_BGR}, for AWT and ImageIO. */
    public static BufferedImage toBufferedImage(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return image;
    }

    /** Any image of AWT as a picture: converted to sRGB, transparency shown on white, grey taken as sRGB grey. */
    public static Picture of(BufferedImage image) {
        return Samples.of(image).onWhite().toRgb().picture();
    }
}
