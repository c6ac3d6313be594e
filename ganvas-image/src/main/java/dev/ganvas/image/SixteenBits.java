package dev.ganvas.image;

import java.awt.Transparency;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** Samples of 32 and 64 bits, whole or floating, brought to 16 bits, which all that follows understands. */
final class SixteenBits {
    static final int FULL = 65535;

    private SixteenBits() {}

    /** The image itself, or a copy of 16 bits when it has more; floating samples then mean 0 to 1. */
    static BufferedImage atMost(BufferedImage image) {
        int type = image.getRaster().getTransferType();
        boolean whole = type == DataBuffer.TYPE_INT;
        if (!whole && type != DataBuffer.TYPE_FLOAT && type != DataBuffer.TYPE_DOUBLE) {
            return image;
        }
        ColorModel colours = image.getColorModel();
        double white = whole ? Math.pow(2, colours.getComponentSize(0)) - 1 : 1;
        int[] bits = new int[colours.getNumComponents()];
        Arrays.fill(bits, 16);
        ComponentColorModel model = new ComponentColorModel(
                colours.getColorSpace(),
                bits,
                colours.hasAlpha(),
                colours.isAlphaPremultiplied(),
                colours.hasAlpha() ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = of(image.getRaster(), bits.length, 0, white);
        return new BufferedImage(model, raster, colours.isAlphaPremultiplied(), null);
    }

    /**
     * A copy in which {@code black} is 0 and {@code white} is 65535; what lies beyond is clamped, and what is no number is
     * black.
     *
     * @param channels how many of the raster's bands are taken, from the first
     */
    static WritableRaster of(Raster raster, int channels, double black, double white) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        boolean unsigned = raster.getTransferType() == DataBuffer.TYPE_INT;
        WritableRaster scaled =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, raster.getHeight(), channels, null);
        double[] row = new double[width * bands];
        int[] values = new int[width * channels];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < values.length; i++) {
                double value = row[i / channels * bands + i % channels];
                double known = unsigned && value < 0 ? value + 0x1p32 : value;
                values[i] = (int) Math.round(FULL * unit((known - black) / (white - black)));
            }
            scaled.setPixels(0, y, width, 1, values);
        }
        return scaled;
    }

    private static double unit(double value) {
        return value >= 0 ? Math.min(value, 1) : 0;
    }
}
