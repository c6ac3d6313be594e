package dev.ganvas.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An ICC profile of grey, RGB or CMYK that a picture file embeds, found usable, and the way from its colours to sRGB. */
final class ColourProfile {
    /** Longer profiles are ignored. */
    static final int MAX_BYTES = 4 << 20;

    /** A profile costs some milliseconds to try, which is more than a small picture, and most of a data set share one. */
    private static final int REMEMBERED = 8;

    private static final int MAX_REMEMBERED_BYTES = 1 << 20;

    private static final Map<ByteBuffer, Optional<ColourProfile>> RECENT =
            Collections.synchronizedMap(new LinkedHashMap<>(2 * REMEMBERED, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Optional<ColourProfile>> eldest) {
                    return size() > REMEMBERED;
                }
            });

    /** Levels of each channel that are tried: 0, 51, 102 ... 255. */
    private static final int TRIED_LEVELS = 6;

    private final ICC_Profile profile;
    private final boolean srgb;

    private ColourProfile(ICC_Profile profile, boolean srgb) {
        this.profile = profile;
        this.srgb = srgb;
    }

    /**
     * The profile in these bytes.
     *
     * @param icc kept as a key, so not to be changed later
     * @return empty when it is damaged, too long, or of a kind that pictures do not have; viewers ignore such a profile too
     */
    static Optional<ColourProfile> of(byte[] icc) {
        if (icc.length > MAX_BYTES) {
            return Optional.empty();
        }
        return icc.length > MAX_REMEMBERED_BYTES
                ? tried(icc)
                : RECENT.computeIfAbsent(ByteBuffer.wrap(icc), key -> tried(icc));
    }

    /** Damage in a profile often shows when it is first used, so it is used. */
    private static Optional<ColourProfile> tried(byte[] icc) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(icc);
            int kind = profile.getColorSpaceType();
            if (kind != ColorSpace.TYPE_GRAY && kind != ColorSpace.TYPE_RGB && kind != ColorSpace.TYPE_CMYK) {
                return Optional.empty();
            }
            int channels = profile.getNumComponents();
            byte[] colours = triedColours(channels);
            int count = colours.length / channels;
            byte[] seen = new ColourProfile(profile, false).converted(packed(colours, count, 1, channels));
            return Optional.of(new ColourProfile(profile, channels == 3 && alike(colours, seen)));
        } catch (RuntimeException | InternalError e) {
            return Optional.empty();
        }
    }

    private static byte[] triedColours(int channels) {
        int count = (int) Math.pow(TRIED_LEVELS, channels);
        byte[] colours = new byte[count * channels];
        for (int i = 0; i < count; i++) {
            for (int c = 0, rest = i; c < channels; c++, rest /= TRIED_LEVELS) {
                colours[i * channels + c] = (byte) (rest % TRIED_LEVELS * (255 / (TRIED_LEVELS - 1)));
            }
        }
        return colours;
    }

    private static boolean alike(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Math.abs((a[i] & 0xff) - (b[i] & 0xff)) > 1) {
                return false;
            }
        }
        return true;
    }

    /** Channels of a pixel without alpha: 1, 3 or 4. */
    int channels() {
        return profile.getNumComponents();
    }

    /** The image in sRGB; its samples as they are when they are no colours of this profile. */
    Samples toSrgb(BufferedImage image) {
        Samples samples = Samples.of(image);
        if (srgb || samples.colours() != channels()) {
            return samples;
        }
        Raster colours = hasSixteenBits(image)
                ? bands(image.getRaster(), channels())
                : packed(samples.withoutAlpha(), samples.width(), samples.height(), channels());
        return samples.recoloured(converted(colours));
    }

    /** Profiles of linear light need all bits: their darkest 8-bit step is 13 levels of sRGB. */
    private static boolean hasSixteenBits(BufferedImage image) {
        return image.getColorModel() instanceof ComponentColorModel model
                && model.getTransferType() == DataBuffer.TYPE_USHORT
                && model.getComponentSize(0) == 16;
    }

    private static Raster bands(WritableRaster raster, int count) {
        int[] bands = new int[count];
        for (int i = 0; i < count; i++) {
            bands[i] = i;
        }
        return raster.createChild(0, 0, raster.getWidth(), raster.getHeight(), 0, 0, bands);
    }

    private byte[] converted(Raster colours) {
        byte[] rgb = new byte[3 * colours.getWidth() * colours.getHeight()];
        ColorSpace srgbSpace = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        new ColorConvertOp(new ICC_ColorSpace(profile), srgbSpace, null)
                .filter(colours, packed(rgb, colours.getWidth(), colours.getHeight(), 3));
        return rgb;
    }

    private static WritableRaster packed(byte[] values, int width, int height, int channels) {
        int[] offsets = new int[channels];
        for (int i = 0; i < channels; i++) {
            offsets[i] = i;
        }
        return Raster.createInterleavedRaster(
                new DataBufferByte(values, values.length), width, height, channels * width, channels, offsets, null);
    }
}
