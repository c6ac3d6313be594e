package dev.ganvas.image;

import dev.ganvas.error.Require;
import dev.ganvas.image.label.LabelledFile;
import dev.ganvas.image.label.Origin;
import dev.ganvas.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is done with whole pictures: resizing, cropping, grids, PNG. All of it is free of state and safe from several threads. */
public final class Pictures {
    /** The grey level between and behind the cells of a grid. */
    static final int GRID_BACKGROUND = 240;

    private Pictures() {}

    /**
     * Resamples to {@code width x height}, each axis by itself: an antialiased Lanczos3 window when it shrinks, Keys' cubic
     * when it grows, in the sRGB values as stored, multiplied by opacity where there is one. The same input gives the same
     * bytes on every machine.
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
        return Fit.CROP.apply(picture, PictureSize.square(size));
    }

    /**
     * Encodes as PNG of 8 bits a channel, grey, RGB or RGBA as the picture is, marked sRGB.
     *
     * @param origin what the picture is; its entries become text entries, keyed by 1 to 79 Latin letters. What is generated gets the
     *     labels that it asks for
     */
    public static byte[] png(Picture picture, Origin origin) {
        return LabelledFile.of(
                PngEncoder.encode(InvisibleMark.asked(LabelDrawing.on(picture, origin.visibleLabel()), origin), origin),
                origin);
    }

    /**
     * Replaces {@code file} by the picture's PNG in one step.
     *
     * @throws IOException when the disk refuses; an old file is then still whole
     */
    public static void writePng(Path file, Picture picture, Origin origin) throws IOException {
        AtomicFile.write(file, png(picture, origin));
    }

    /**
     * Lays pictures of one size out in rows on light grey, in RGB; what is transparent is shown on white.
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
            byte[] shown = cell.rgb();
            for (int y = 0; y < height; y++) {
                int to = (int) (3 * ((top + y) * wide + left));
                System.arraycopy(shown, 3 * y * width, rgb, to, 3 * width);
            }
        }
        return new Picture((int) wide, (int) high, rgb);
    }

    /**
     * How far the pixels of two pictures of one size are apart: the root of their mean squared difference, in levels of 0
     * to 255.
     */
    public static double rootMeanSquaredError(Picture a, Picture b) {
        Require.that(
                a.width() == b.width() && a.height() == b.height(),
                "pictures are compared pixel by pixel in one size, not " + a.width() + " x " + a.height() + " and "
                        + b.width() + " x " + b.height());
        byte[] first = a.rgb();
        byte[] second = b.rgb();
        long sum = 0;
        for (int i = 0; i < first.length; i++) {
            int difference = (first[i] & 0xff) - (second[i] & 0xff);
            sum += difference * difference;
        }
        return Math.sqrt((double) sum / first.length);
    }

    /** What a screen shows, as {@link BufferedImage#TYPE_3BYTE_BGR}, for AWT and ImageIO. */
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

    /** Any image of AWT as an RGB picture: converted to sRGB, transparency shown on white, grey taken as sRGB grey. */
    public static Picture of(BufferedImage image) {
        return Samples.of(image).onWhite().toRgb().picture();
    }

    /**
     * An image of AWT whose colours are those of an ICC profile, in sRGB of 8 bits: grey, RGB, or RGBA where there is opacity. A
     * profile that is damaged or for other channels is taken for sRGB.
     *
     * @param icc the profile; without one, the colours are sRGB
     */
    public static Picture toSrgb(BufferedImage image, Optional<byte[]> icc) {
        Samples stored = Samples.of(image);
        Samples seen = icc.flatMap(ColourProfile::of)
                .map(profile -> profile.toSrgb(image))
                .orElse(stored);
        if (seen.hasAlpha()) {
            byte[] rgb = new Samples(seen.width(), seen.height(), seen.colours(), seen.withoutAlpha())
                    .toRgb()
                    .values();
            return new Picture(
                    seen.width(), seen.height(), 4, seen.recoloured(rgb).values());
        }
        Picture picture = new Picture(seen.width(), seen.height(), seen.channels(), seen.values());
        return stored.colours() == 1 ? Channels.GREY.of(picture) : picture;
    }
}
