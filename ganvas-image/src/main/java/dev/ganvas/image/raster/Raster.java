package dev.ganvas.image.raster;

import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.util.List;

/**
 * An upright picture as its file holds it: 8 or 16 bits a channel, in the file's own colours, with the file's metadata and the
 * way it was encoded. Colours are not multiplied by opacity.
 *
 * <p>{@link Planes} of it are numbers from 0 to 1 in the same colours, whole or a rectangle at a time, so that a picture of
 * 200 megapixels never needs a copy of itself in floating point. Safe from several threads as long as none of them puts.
 */
public final class Raster {
    private final RasterHeader header;
    private final SampleStore samples;

    Raster(RasterHeader header, SampleStore samples) {
        Require.that(
                samples.length() == count(header),
                "a raster of " + header.width() + "x" + header.height() + " with " + header.channels()
                        + " channels needs " + count(header) + " samples, not " + samples.length());
        this.header = header;
        this.samples = samples;
    }

    private static long count(RasterHeader header) {
        return (long) header.width() * header.height() * header.channels();
    }

    /** One whose pixels are all zero. */
    public static Raster black(RasterHeader header) {
        Require.that(
                count(header) < Integer.MAX_VALUE - 8,
                header.width() + "x" + header.height() + " pixels of " + header.channels()
                        + " channels do not fit into one raster; write them with a RasterWriter");
        return new Raster(header, SampleStore.of(header.bits(), (int) count(header)));
    }

    /** A picture of 8 bits in sRGB, to be written as PNG; its pixels are not copied. */
    public static Raster of(Picture picture) {
        RasterHeader header = RasterHeader.of(picture.width(), picture.height(), picture.channels(), 8);
        return new Raster(header, new SampleStore.Bytes(picture.pixels()));
    }

    /** All but the pixels. */
    public RasterHeader header() {
        return header;
    }

    /** Pixels from left to right. */
    public int width() {
        return header.width();
    }

    /** Pixels from top to bottom. */
    public int height() {
        return header.height();
    }

    /** 1 grey, 2 grey and opacity, 3 red green blue, 4 red green blue and opacity. */
    public int channels() {
        return header.channels();
    }

    /** Bits of a channel, 8 or 16. */
    public int bits() {
        return header.bits();
    }

    /** What the file holds beside the pixels. */
    public Metadata metadata() {
        return header.metadata();
    }

    /** How the file was encoded. */
    public Encoding encoding() {
        return header.encoding();
    }

    /** What reading changed, in sentences for people. */
    public List<String> notes() {
        return header.notes();
    }

    /** A sample, 0 to 255 or to 65535. */
    public int sample(int x, int y, int channel) {
        requireInside(x, y, 1, 1);
        Require.within(channel, 0, channels() - 1, "channel");
        return samples.get((y * width() + x) * channels() + channel);
    }

    /** The same pixels, not copied, with other metadata. */
    public Raster with(Metadata metadata) {
        return new Raster(header.with(metadata), samples);
    }

    /** The same pixels, not copied, to be written otherwise. */
    public Raster with(Encoding encoding) {
        return new Raster(header.with(encoding), samples);
    }

    /** All pixels as numbers from 0 to 1. */
    public Planes planes() {
        return planes(0, 0, width(), height());
    }

    /** The pixels of a rectangle that lies inside as numbers from 0 to 1, in as many planes as there are channels. */
    public Planes planes(int left, int top, int wide, int high) {
        requireInside(left, top, wide, high);
        Planes planes = Planes.black(wide, high, channels());
        float[] values = planes.values();
        float full = samples.full();
        int area = wide * high;
        for (int y = 0; y < high; y++) {
            int from = ((top + y) * width() + left) * channels();
            for (int x = 0; x < wide; x++) {
                for (int c = 0; c < channels(); c++) {
                    values[c * area + y * wide + x] = samples.get(from++) / full;
                }
            }
        }
        return planes;
    }

    /** Replaces the pixels of a rectangle that lies inside by the nearest to these; what lies beyond 0 to 1 is cut off. */
    public void put(int left, int top, Planes planes) {
        requireInside(left, top, planes.width(), planes.height());
        Require.that(
                planes.channels() == channels(),
                "a raster of " + channels() + " channels takes as many planes, not " + planes.channels());
        for (int y = 0; y < planes.height(); y++) {
            SampleStore.copy(planes, y, samples, ((top + y) * width() + left) * channels());
        }
    }

    private void requireInside(int left, int top, int wide, int high) {
        Require.that(
                left >= 0 && top >= 0 && wide > 0 && high > 0 && left <= width() - wide && top <= height() - high,
                wide + "x" + high + " pixels at " + left + ", " + top + " leave the picture of " + width() + "x"
                        + height());
    }

    /** The picture in sRGB of 8 bits: grey, RGB, or RGBA where there is opacity. */
    public Picture toPicture() {
        return Pictures.toSrgb(toImage(), metadata().icc());
    }

    /** As AWT has it, pixels not copied; its colour space is only right when there is no profile. */
    BufferedImage toImage() {
        int channels = channels();
        int[] offsets = new int[channels];
        for (int i = 0; i < channels; i++) {
            offsets[i] = i;
        }
        DataBuffer buffer = samples.buffer();
        WritableRaster raster = java.awt.image.Raster.createInterleavedRaster(
                buffer, width(), height(), width() * channels, channels, offsets, null);
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(header.isGrey() ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                header.hasOpacity(),
                false,
                header.hasOpacity() ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                buffer.getDataType());
        return new BufferedImage(model, raster, false, null);
    }

    SampleStore samples() {
        return samples;
    }
}
