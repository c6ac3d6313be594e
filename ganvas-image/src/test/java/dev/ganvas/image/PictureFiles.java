package dev.ganvas.image;

import dev.ganvas.image.label.Origin;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;

/** Picture files of every kind, made in memory. */
public final class PictureFiles {
    /** 6 x 4, lossless; pixel (x, y) is (50 x, 80 y, 200 - 30 x). */
    public static final byte[] WEBP_LOSSLESS = Base64.getDecoder()
            .decode("UklGRjQAAABXRUJQVlA4TCcAAAAvBcAAALmM6H/sIqL/AYVsI0CHeP46P8LICASS/MnmmCQmAMKVHAAA");

    /** 16 x 16 of one colour, about (201, 60, 30). */
    public static final byte[] WEBP_LOSSY = Base64.getDecoder()
            .decode("UklGRjoAAABXRUJQVlA4IC4AAADQAQCdASoQABAAAUAmJaACdLoB+AADsAD+7nZ//lKvBY3cz/9tD+tD+tD/pQAA");

    /** 4 x 4, red at half opacity. */
    public static final byte[] WEBP_ALPHA =
            Base64.getDecoder().decode("UklGRhwAAABXRUJQVlA4TA8AAAAvA8AAEAcQ/Y8CBiKi/wEA");

    private PictureFiles() {}

    /** A picture without symmetry: red grows to the right, green downwards, blue marks the corner. */
    public static Picture gradient(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                rgb[at] = (byte) (255 * x / Math.max(1, width - 1));
                rgb[at + 1] = (byte) (255 * y / Math.max(1, height - 1));
                rgb[at + 2] = (byte) (2 * x < width && 2 * y < height ? 200 : 40);
            }
        }
        return new Picture(width, height, rgb);
    }

    public static byte[] encode(RenderedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] encode(Picture picture, String format) {
        return encode(Pictures.toBufferedImage(picture), format);
    }

    public static byte[] png(Picture picture) {
        return Pictures.png(picture, Origin.real());
    }

    public static byte[] jpeg(Picture picture) {
        return encode(picture, "jpeg");
    }

    /** Four channels without an Adobe marker, each stored as given. */
    public static byte[] cmykJpeg(int cyan, int magenta, int yellow, int black) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                raster.setPixel(x, y, new int[] {cyan, magenta, yellow, black});
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** 16 bits a channel: one of {@code {value}}, {@code {value, alpha}}, {@code {r, g, b}}, {@code {r, g, b, a}}. */
    public static byte[] png16(int width, int height, int... pixel) {
        boolean grey = pixel.length <= 2;
        boolean alpha = pixel.length % 2 == 0;
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, height, pixel.length, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, pixel);
            }
        }
        ColorSpace space = ColorSpace.getInstance(grey ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        int transparency = alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE;
        ComponentColorModel model = new ComponentColorModel(space, alpha, false, transparency, DataBuffer.TYPE_USHORT);
        return encode(new BufferedImage(model, raster, false, null), "png");
    }

    public static BufferedImage greyImage(int width, int height, int level) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, level);
            }
        }
        return image;
    }

    public static BufferedImage plain(int width, int height, int argb, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, argb);
            }
        }
        return image;
    }

    /** Four colours with one of them transparent. */
    public static BufferedImage palette(int width, int height) {
        byte[] red = {(byte) 255, 0, 0, 90};
        byte[] green = {0, (byte) 255, 0, 90};
        byte[] blue = {0, 0, (byte) 255, 90};
        IndexColorModel colours = new IndexColorModel(2, 4, red, green, blue, 3);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, colours);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.getRaster().setSample(x, y, 0, x % 4);
            }
        }
        return image;
    }

    /** A GIF whose frames have the colours given. */
    public static byte[] animatedGif(int width, int height, int... colours) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int colour : colours) {
                BufferedImage frame = plain(width, height, colour, BufferedImage.TYPE_INT_RGB);
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
                writer.writeToSequence(new IIOImage(frame, null, metadata), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    public static byte[] ppm(Picture picture) {
        byte[] header =
                ("P6\n" + picture.width() + " " + picture.height() + "\n255\n").getBytes(StandardCharsets.US_ASCII);
        return joined(header, picture.rgb());
    }

    public static byte[] pgm(int width, int height, int level) {
        byte[] header = ("P5\n" + width + " " + height + "\n255\n").getBytes(StandardCharsets.US_ASCII);
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) level);
        return joined(header, pixels);
    }

    /** A PNG with nothing but a header that claims a size. */
    public static byte[] pngClaiming(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        return joined(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                chunk("IHDR", header),
                chunk("IDAT", deflated(new byte[64])),
                chunk("IEND", new byte[0]));
    }

    /** The same PNG with one more chunk right after its header. */
    public static byte[] withPngChunk(byte[] png, String type, byte[] body) {
        int afterHeader = 8 + 25;
        return joined(
                Arrays.copyOf(png, afterHeader), chunk(type, body), Arrays.copyOfRange(png, afterHeader, png.length));
    }

    /** The body of an iCCP chunk. */
    public static byte[] iccp(String name, byte[] profile) {
        return joined(name.getBytes(StandardCharsets.ISO_8859_1), new byte[2], deflated(profile));
    }

    /** A TIFF structure with nothing but an orientation, as EXIF wants it. */
    public static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** The same JPEG with a segment after its start marker. */
    public static byte[] withJpegSegment(byte[] jpeg, int marker, byte[] body) {
        byte[] frame = {(byte) 0xff, (byte) marker, (byte) ((body.length + 2) >> 8), (byte) (body.length + 2)};
        return joined(Arrays.copyOf(jpeg, 2), frame, body, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    public static byte[] withExif(byte[] jpeg, int orientation) {
        return withJpegSegment(jpeg, 0xe1, joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif(orientation)));
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[] body) {
        byte[] named = joined(type.getBytes(StandardCharsets.US_ASCII), body);
        CRC32 crc = new CRC32();
        crc.update(named);
        return joined(
                ByteBuffer.allocate(4).putInt(body.length).array(),
                named,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
