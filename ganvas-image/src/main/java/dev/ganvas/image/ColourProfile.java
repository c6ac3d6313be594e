package dev.ganvas.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** The ICC profile of a PNG (PNG specification, 11.3.2.3), which the JDK's reader leaves unused. */
final class ColourProfile {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHUNK_FRAME_BYTES = 12;
    private static final int MAX_PROFILE_BYTES = 4 << 20;

    private ColourProfile() {}

    /** The RGB profile that the PNG embeds, unless it is sRGB itself or unusable. */
    static Optional<ICC_Profile> ofPng(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png);
        int at = SIGNATURE_BYTES;
        while (at + CHUNK_FRAME_BYTES <= png.length) {
            int length = chunks.getInt(at);
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (length < 0 || length > png.length - at - CHUNK_FRAME_BYTES || type.equals("IDAT")) {
                return Optional.empty();
            }
            if (type.equals("iCCP")) {
                return parse(png, at + 8, length);
            }
            at += CHUNK_FRAME_BYTES + length;
        }
        return Optional.empty();
    }

    private static Optional<ICC_Profile> parse(byte[] png, int from, int length) {
        int nameEnd = from;
        while (nameEnd < from + length && png[nameEnd] != 0) {
            nameEnd++;
        }
        String name = new String(png, from, nameEnd - from, StandardCharsets.ISO_8859_1);
        int body = nameEnd + 2; // The terminator and the compression method.
        if (name.contains("sRGB") || body >= from + length) {
            return Optional.empty();
        }
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(png, body, from + length - body))) {
            byte[] bytes = inflated.readNBytes(MAX_PROFILE_BYTES);
            ICC_Profile profile = ICC_Profile.getInstance(bytes);
            return profile.getColorSpaceType() == ColorSpace.TYPE_RGB ? Optional.of(profile) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // Viewers ignore a damaged profile too.
        }
    }

    /** Converts pixels, with or without opacity, that are in the colours of {@code profile} to sRGB. */
    static Picture toSrgb(Picture picture, ICC_Profile profile) {
        byte[] srgb = picture.pixels().clone();
        ColorConvertOp conversion =
                new ColorConvertOp(new ICC_ColorSpace(profile), ColorSpace.getInstance(ColorSpace.CS_sRGB), null);
        conversion.filter(raster(picture, picture.pixels()), raster(picture, srgb));
        return new Picture(picture.width(), picture.height(), picture.channels(), srgb);
    }

    private static WritableRaster raster(Picture picture, byte[] pixels) {
        int channels = picture.channels();
        return Raster.createInterleavedRaster(
                new DataBufferByte(pixels, pixels.length),
                picture.width(),
                picture.height(),
                channels * picture.width(),
                channels,
                new int[] {0, 1, 2},
                null);
    }
}
