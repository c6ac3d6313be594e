package dev.ganvas.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Any {@link BufferedImage} as 8-bit sRGB. */
final class SrgbPixels {
    private SrgbPixels() {}

    /** Without alpha: what is transparent shows white. */
    static Picture of(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR && isPacked(image)) {
            return fromBgr(image);
        }
        ColorModel colours = image.getColorModel();
        if (!(colours instanceof IndexColorModel) && colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return fromGrey(image);
        }
        return fromArgb(colours.getColorSpace().isCS_sRGB() ? image : converted(image));
    }

    /** With a channel of opacity, if some pixel is not opaque; else as {@link #of}. */
    static Picture withOpacity(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        if (!colours.hasAlpha()) {
            return of(image);
        }
        boolean grey = !(colours instanceof IndexColorModel)
                && colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        Picture picture = grey ? greyWithOpacity(image) : argbWithOpacity(image);
        return Opacity.isNeeded(picture) ? picture : picture.toRgb();
    }

    private static Picture argbWithOpacity(BufferedImage image) {
        BufferedImage srgb = image.getColorModel().getColorSpace().isCS_sRGB() ? image : converted(image);
        int width = image.getWidth();
        byte[] rgba = new byte[4 * width * image.getHeight()];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            srgb.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                rgba[at++] = (byte) (argb >> 16);
                rgba[at++] = (byte) (argb >> 8);
                rgba[at++] = (byte) argb;
                rgba[at++] = (byte) (argb >>> 24);
            }
        }
        return new Picture(width, image.getHeight(), 4, rgba);
    }

    private static Picture greyWithOpacity(BufferedImage image) {
        double full = fullScale(image.getColorModel());
        int width = image.getWidth();
        byte[] rgba = new byte[4 * width * image.getHeight()];
        double[] grey = new double[width];
        double[] cover = new double[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getSamples(0, y, width, 1, 0, grey);
            image.getRaster().getSamples(0, y, width, 1, 1, cover);
            for (int x = 0; x < width; x++) {
                byte level = (byte) Math.round(255 * unit(grey[x] / full));
                rgba[at++] = level;
                rgba[at++] = level;
                rgba[at++] = level;
                rgba[at++] = (byte) Math.round(255 * unit(cover[x] / full));
            }
        }
        return new Picture(width, image.getHeight(), 4, rgba);
    }

    private static boolean isPacked(BufferedImage image) {
        return image.getRaster().getParent() == null
                && ((DataBufferByte) image.getRaster().getDataBuffer()).getData().length
                        == 3 * image.getWidth() * image.getHeight();
    }

    private static Picture fromBgr(BufferedImage image) {
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < bgr.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }

    /**
     * Grey samples are taken as they are: Java holds grey to be linear light and would brighten it, while the files mean
     * sRGB.
     */
    private static Picture fromGrey(BufferedImage image) {
        Raster raster = image.getRaster();
        boolean alpha = image.getColorModel().hasAlpha() && raster.getNumBands() > 1;
        double full = fullScale(image.getColorModel());
        int width = image.getWidth();
        byte[] rgb = new byte[3 * width * image.getHeight()];
        double[] grey = new double[width];
        double[] cover = new double[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, grey);
            if (alpha) {
                raster.getSamples(0, y, width, 1, 1, cover);
            }
            for (int x = 0; x < width; x++) {
                double value = unit(grey[x] / full);
                double opacity = alpha ? unit(cover[x] / full) : 1;
                byte level = (byte) Math.round(255 * (1 - opacity + value * opacity));
                rgb[at++] = level;
                rgb[at++] = level;
                rgb[at++] = level;
            }
        }
        return new Picture(width, image.getHeight(), rgb);
    }

    private static double fullScale(ColorModel colours) {
        int type = colours.getTransferType();
        boolean real = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
        return real ? 1 : Math.pow(2, colours.getComponentSize(0)) - 1;
    }

    private static double unit(double value) {
        return value >= 0 ? Math.min(value, 1) : 0; // NaN of a float TIFF becomes black.
    }

    private static BufferedImage converted(BufferedImage image) {
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage srgb = new BufferedImage(image.getWidth(), image.getHeight(), type);
        return new ColorConvertOp(null).filter(image, srgb);
    }

    private static Picture fromArgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[3 * width * height];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                int opacity = argb >>> 24;
                rgb[at++] = (byte) Channels.onWhite(argb >> 16 & 0xff, opacity);
                rgb[at++] = (byte) Channels.onWhite(argb >> 8 & 0xff, opacity);
                rgb[at++] = (byte) Channels.onWhite(argb & 0xff, opacity);
            }
        }
        return new Picture(width, height, rgb);
    }
}
