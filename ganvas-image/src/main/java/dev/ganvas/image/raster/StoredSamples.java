package dev.ganvas.image.raster;

import dev.ganvas.image.Orientation;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.util.Optional;

/**
 * The samples of a decoded image, pixel after pixel in 8 or 16 bits, grey or RGB, with opacity where there is some.
 *
 * @param converted whether colours of another kind, such as CMYK, became sRGB
 */
record StoredSamples(int width, int height, int channels, SampleStore samples, boolean converted) {
    /** Takes the image's own array where it can, so the image is not to be used any more. */
    static StoredSamples of(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return ofPalette(image, palette);
        }
        int type = colours.getColorSpace().getType();
        if (type != ColorSpace.TYPE_GRAY && type != ColorSpace.TYPE_RGB) {
            StoredSamples srgb = of(srgb(image));
            return new StoredSamples(srgb.width, srgb.height, srgb.channels, srgb.samples, true);
        }
        boolean components = image.getSampleModel() instanceof ComponentSampleModel && !image.isAlphaPremultiplied();
        if (!components) {
            return ofArgb(image);
        }
        int channels = colours.getNumComponents();
        SampleStore samples = own(image, channels).orElseGet(() -> copied(image, channels));
        return new StoredSamples(image.getWidth(), image.getHeight(), channels, samples, false);
    }

    private static BufferedImage srgb(BufferedImage image) {
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage srgb = new BufferedImage(image.getWidth(), image.getHeight(), type);
        return new ColorConvertOp(null).filter(image, srgb);
    }

    private static StoredSamples ofPalette(BufferedImage image, IndexColorModel palette) {
        int[] argb = new int[1 << palette.getPixelSize()];
        boolean grey = true;
        boolean opacity = false;
        for (int i = 0; i < palette.getMapSize(); i++) {
            argb[i] = palette.getRGB(i);
            grey &= (argb[i] >> 16 & 0xff) == (argb[i] & 0xff) && (argb[i] >> 8 & 0xff) == (argb[i] & 0xff);
            opacity |= argb[i] >>> 24 != 0xff;
        }
        Packed pixels = new Packed(image, grey, opacity);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getPixels(0, y, row.length, 1, row);
            for (int index : row) {
                pixels.add(argb[index]);
            }
        }
        return pixels.samples();
    }

    private static StoredSamples ofArgb(BufferedImage image) {
        Packed pixels = new Packed(image, false, image.getColorModel().hasAlpha());
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
                pixels.add(argb);
            }
        }
        return pixels.samples();
    }

    /** The image's own array, its channels put into order within it, when nothing else lies in it. */
    private static Optional<SampleStore> own(BufferedImage image, int channels) {
        ComponentSampleModel model = (ComponentSampleModel) image.getSampleModel();
        boolean packed = image.getRaster().getParent() == null
                && model.getNumBands() == channels
                && model.getPixelStride() == channels
                && model.getScanlineStride() == channels * image.getWidth()
                && image.getRaster().getDataBuffer().getNumBanks() == 1
                && image.getRaster().getDataBuffer().getOffset() == 0;
        Optional<SampleStore> array = packed ? array(image) : Optional.empty();
        array.ifPresent(samples -> order(samples, model.getBandOffsets()));
        return array;
    }

    private static Optional<SampleStore> array(BufferedImage image) {
        DataBuffer buffer = image.getRaster().getDataBuffer();
        int bits = image.getColorModel().getComponentSize(0);
        long count = (long) image.getSampleModel().getNumBands() * image.getWidth() * image.getHeight();
        if (buffer.getSize() != count) {
            return Optional.empty();
        }
        if (buffer instanceof DataBufferByte bytes && bits == 8) {
            return Optional.of(new SampleStore.Bytes(bytes.getData()));
        }
        return buffer instanceof DataBufferUShort shorts && bits == 16
                ? Optional.of(new SampleStore.Shorts(shorts.getData()))
                : Optional.empty();
    }

    /** Brings channel {@code c} from {@code offsets[c]} within its pixel to {@code c}. */
    private static void order(SampleStore samples, int[] offsets) {
        boolean ordered = true;
        for (int c = 0; c < offsets.length; c++) {
            ordered &= offsets[c] == c;
        }
        int[] pixel = new int[offsets.length];
        for (int at = 0; at < samples.length() && !ordered; at += offsets.length) {
            for (int c = 0; c < offsets.length; c++) {
                pixel[c] = samples.get(at + offsets[c]);
            }
            for (int c = 0; c < offsets.length; c++) {
                samples.set(at + c, pixel[c]);
            }
        }
    }

    /** Of other bits scaled to 8 or, when there are more, 16. */
    private static SampleStore copied(BufferedImage image, int channels) {
        int width = image.getWidth();
        int bands = image.getRaster().getNumBands();
        int stored = image.getColorModel().getComponentSize(0);
        SampleStore samples = SampleStore.of(
                stored <= 8 ? 8 : 16, Math.multiplyExact(Math.multiplyExact(width, image.getHeight()), channels));
        long full = (1L << stored) - 1;
        int[] row = new int[bands * width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    long value = row[x * bands + c];
                    samples.set(at++, (int) ((samples.full() * value + full / 2) / full));
                }
            }
        }
        return samples;
    }

    /** Turned upright. */
    StoredSamples turned(int orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return this;
        }
        int wide = Orientation.swapsSides(orientation) ? height : width;
        int high = Orientation.swapsSides(orientation) ? width : height;
        SampleStore upright = samples.alike(samples.length());
        int at = 0;
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                int from = Orientation.source(orientation, x, y, width, height) * channels;
                for (int c = 0; c < channels; c++) {
                    upright.set(at++, samples.get(from + c));
                }
            }
        }
        return new StoredSamples(wide, high, channels, upright, converted);
    }

    /** Takes packed ARGB, pixel after pixel. */
    private static final class Packed {
        private final BufferedImage image;
        private final boolean grey;
        private final boolean opacity;
        private final byte[] values;
        private int at;

        Packed(BufferedImage image, boolean grey, boolean opacity) {
            this.image = image;
            this.grey = grey;
            this.opacity = opacity;
            this.values =
                    new byte[Math.multiplyExact(Math.multiplyExact(image.getWidth(), image.getHeight()), channels())];
        }

        private int channels() {
            return (grey ? 1 : 3) + (opacity ? 1 : 0);
        }

        void add(int argb) {
            if (!grey) {
                values[at++] = (byte) (argb >> 16);
                values[at++] = (byte) (argb >> 8);
            }
            values[at++] = (byte) argb;
            if (opacity) {
                values[at++] = (byte) (argb >>> 24);
            }
        }

        StoredSamples samples() {
            return new StoredSamples(
                    image.getWidth(), image.getHeight(), channels(), new SampleStore.Bytes(values), false);
        }
    }
}
