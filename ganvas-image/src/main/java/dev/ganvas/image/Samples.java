package dev.ganvas.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Decoded pixels of 8 bits a channel, with the channels that the file had.
 *
 * @param channels 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha; alpha is not premultiplied
 * @param values {@code height * width * channels} bytes, row by row
 */
record Samples(int width, int height, int channels, byte[] values) {
    /** Any image of AWT in sRGB; grey is taken as it is, as Java holds it to be linear light while files mean sRGB. */
    static Samples of(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR && isPacked(image)) {
            return fromBgr(image);
        }
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return fromPalette(image.getRaster(), palette);
        }
        ColorSpace space = colours.getColorSpace();
        boolean asItIs = space.isCS_sRGB() || space.getType() == ColorSpace.TYPE_GRAY;
        BufferedImage srgb = asItIs ? image : converted(image);
        boolean components = srgb.getSampleModel() instanceof ComponentSampleModel;
        return components && !srgb.isAlphaPremultiplied() ? fromComponents(SixteenBits.atMost(srgb)) : fromArgb(srgb);
    }

    private static boolean isPacked(BufferedImage image) {
        return image.getRaster().getParent() == null
                && ((DataBufferByte) image.getRaster().getDataBuffer()).getData().length
                        == 3 * image.getWidth() * image.getHeight();
    }

    private static Samples fromBgr(BufferedImage image) {
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < bgr.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return new Samples(image.getWidth(), image.getHeight(), 3, rgb);
    }

    private static Samples fromPalette(Raster raster, IndexColorModel palette) {
        int[] argb = new int[1 << palette.getPixelSize()];
        boolean grey = true;
        for (int i = 0; i < argb.length; i++) {
            argb[i] = palette.getRGB(i);
            grey &= (argb[i] >> 16 & 0xff) == (argb[i] & 0xff) && (argb[i] >> 8 & 0xff) == (argb[i] & 0xff);
        }
        Rows rows = new Rows(raster.getWidth(), raster.getHeight(), grey, palette.hasAlpha());
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, row.length, 1, row);
            for (int index : row) {
                rows.add(argb[index]);
            }
        }
        return rows.samples();
    }

    private static Samples fromComponents(BufferedImage image) {
        Raster raster = image.getRaster();
        ColorModel colours = image.getColorModel();
        int channels = colours.getNumComponents();
        int bands = raster.getNumBands();
        int width = image.getWidth();
        int full = (1 << colours.getComponentSize(0)) - 1;
        byte[] values = new byte[channels * width * image.getHeight()];
        int[] row = new int[bands * width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    int value = row[x * bands + c];
                    values[at++] = (byte) (full == 255 ? value : (255 * value + full / 2) / full);
                }
            }
        }
        return new Samples(width, image.getHeight(), channels, values);
    }

    private static BufferedImage converted(BufferedImage image) {
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage srgb = new BufferedImage(image.getWidth(), image.getHeight(), type);
        return new ColorConvertOp(null).filter(image, srgb);
    }

    private static Samples fromArgb(BufferedImage image) {
        Rows rows = new Rows(
                image.getWidth(),
                image.getHeight(),
                false,
                image.getColorModel().hasAlpha());
        boolean stored =
                image.getType() == BufferedImage.TYPE_INT_ARGB || image.getType() == BufferedImage.TYPE_INT_RGB;
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            if (stored) {
                image.getRaster().getDataElements(0, y, row.length, 1, row);
            } else {
                image.getRGB(0, y, row.length, 1, row, 0, row.length);
            }
            for (int argb : row) {
                rows.add(argb);
            }
        }
        return rows.samples();
    }

    /** Takes packed ARGB, pixel after pixel. */
    private static final class Rows {
        private final int width;
        private final int height;
        private final boolean grey;
        private final boolean alpha;
        private final byte[] values;
        private int at;

        Rows(int width, int height, boolean grey, boolean alpha) {
            this.width = width;
            this.height = height;
            this.grey = grey;
            this.alpha = alpha;
            this.values = new byte[channels() * width * height];
        }

        private int channels() {
            return (grey ? 1 : 3) + (alpha ? 1 : 0);
        }

        void add(int argb) {
            if (!grey) {
                values[at++] = (byte) (argb >> 16);
                values[at++] = (byte) (argb >> 8);
            }
            values[at++] = (byte) argb;
            if (alpha) {
                values[at++] = (byte) (argb >>> 24);
            }
        }

        Samples samples() {
            return new Samples(width, height, channels(), values);
        }
    }

    /** Channels without alpha: 1 or 3. */
    int colours() {
        return channels < 3 ? 1 : 3;
    }

    boolean hasAlpha() {
        return channels > colours();
    }

    /** The values without those of alpha; not copied when there is none. */
    byte[] withoutAlpha() {
        if (!hasAlpha()) {
            return values;
        }
        int colours = colours();
        byte[] bare = new byte[values.length / channels * colours];
        for (int from = 0, to = 0; to < bare.length; from += channels, to += colours) {
            System.arraycopy(values, from, bare, to, colours);
        }
        return bare;
    }

    /** The same alpha over other colours, given as {@code height * width * 3} bytes. */
    Samples recoloured(byte[] rgb) {
        if (!hasAlpha()) {
            return new Samples(width, height, 3, rgb);
        }
        byte[] rgba = new byte[rgb.length / 3 * 4];
        for (int i = 0; i < rgb.length / 3; i++) {
            System.arraycopy(rgb, 3 * i, rgba, 4 * i, 3);
            rgba[4 * i + 3] = values[(i + 1) * channels - 1];
        }
        return new Samples(width, height, 4, rgba);
    }

    /** What is transparent shows white. */
    Samples onWhite() {
        if (!hasAlpha()) {
            return this;
        }
        int colours = colours();
        byte[] shown = new byte[values.length / channels * colours];
        int at = 0;
        for (int pixel = 0; pixel < values.length; pixel += channels) {
            int opacity = values[pixel + colours] & 0xff;
            for (int c = 0; c < colours; c++) {
                shown[at++] = (byte) Channels.onWhite(values[pixel + c] & 0xff, opacity);
            }
        }
        return new Samples(width, height, colours, shown);
    }

    /** Grey as three equal channels; for samples without alpha. */
    Samples toRgb() {
        if (channels == 3) {
            return this;
        }
        byte[] rgb = new byte[3 * values.length];
        for (int i = 0, at = 0; i < values.length; i++) {
            rgb[at++] = values[i];
            rgb[at++] = values[i];
            rgb[at++] = values[i];
        }
        return new Samples(width, height, 3, rgb);
    }

    /** The picture that three channels make. */
    Picture picture() {
        return new Picture(width, height, values);
    }

    /** The picture with a channel of opacity if some pixel is not opaque, else without. */
    Picture pictureWithOpacity() {
        if (hasAlpha()) {
            byte[] rgb = new Samples(width, height, colours(), withoutAlpha())
                    .toRgb()
                    .values();
            Picture picture = new Picture(width, height, 4, recoloured(rgb).values());
            if (Opacity.isNeeded(picture)) {
                return picture;
            }
        }
        return onWhite().toRgb().picture();
    }
}
