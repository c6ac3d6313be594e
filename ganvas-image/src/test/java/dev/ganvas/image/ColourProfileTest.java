package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColourProfileTest {
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final byte[] LINEAR_RGB =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    private static final byte[] LINEAR_GREY =
            ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();

    /** Linear light of this level is sRGB 128. */
    private static final int LINEAR_128 = 55;

    private static byte[] withProfile(byte[] png, String name, byte[] icc) {
        return PictureFiles.withPngChunk(png, "iCCP", PictureFiles.iccp(name, icc));
    }

    private static byte[] part(int number, int count, byte[] body) {
        byte[] header = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
        return PictureFiles.joined(header, new byte[] {(byte) number, (byte) count}, body);
    }

    private static byte[] jpeg(BufferedImage image, byte[]... parts) {
        byte[] jpeg = PictureFiles.encode(image, "jpeg");
        for (byte[] part : parts) {
            jpeg = PictureFiles.withJpegSegment(jpeg, 0xe2, part);
        }
        return jpeg;
    }

    private static BufferedImage rgb(int level) {
        return PictureFiles.plain(16, 16, 0xff000000 | 0x10101 * level, BufferedImage.TYPE_INT_RGB);
    }

    @Test
    void aProfileIsJudgedByItsContentNotByItsName() throws Exception {
        byte[] png = PictureFiles.encode(rgb(LINEAR_128), "png");
        Pixels.assertAt(
                Pixels.decode(withProfile(png, "GIMP built-in Linear sRGB", LINEAR_RGB)), 8, 8, 1, 128, 128, 128);
        Pixels.assertAt(Pixels.decode(withProfile(png, "linear", SRGB)), 8, 8, 0, 55, 55, 55);
    }

    @Test
    void greyProfilesAreApplied() throws Exception {
        BufferedImage grey = PictureFiles.greyImage(16, 16, LINEAR_128);
        byte[] png = PictureFiles.encode(grey, "png");
        Pixels.assertAt(Pixels.decode(withProfile(png, "grey", LINEAR_GREY)), 8, 8, 1, 128, 128, 128);
        Pixels.assertAt(Pixels.decode(jpeg(grey, part(1, 1, LINEAR_GREY))), 8, 8, 3, 128, 128, 128);
    }

    @Test
    void greyOfFewBitsAndAlphaKeepTheirProfile() throws Exception {
        BufferedImage bilevel = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY);
        byte[] black = withProfile(PictureFiles.encode(bilevel, "png"), "grey", LINEAR_GREY);
        Pixels.assertAt(Pixels.decode(black), 4, 4, 0, 0, 0, 0);
        // Half of linear light is sRGB 188; at a fifth of opacity, on white, that is 242.
        byte[] faint = withProfile(PictureFiles.png16(4, 4, 32768, 51 * 257), "grey", LINEAR_GREY);
        Pixels.assertAt(Pixels.decode(faint), 2, 2, 1, 242, 242, 242);
        byte[] colour = withProfile(PictureFiles.png16(4, 4, 32768, 0, 65535, 51 * 257), "rgb", LINEAR_RGB);
        Pixels.assertAt(Pixels.decode(colour), 2, 2, 1, 242, 204, 255);
    }

    @Test
    void paletteColoursAreConvertedAndTransparencyStays() throws Exception {
        BufferedImage palette = PictureFiles.palette(8, 4);
        Picture picture = Pixels.decode(withProfile(PictureFiles.encode(palette, "png"), "linear", LINEAR_RGB));
        Pixels.assertAt(picture, 0, 0, 0, 255, 0, 0);
        Pixels.assertAt(picture, 3, 3, 0, 255, 255, 255);
    }

    @Test
    void darkLinearLightKeepsItsSixteenBits() throws Exception {
        // Between the 8-bit steps 0 and 1 of linear light lie 13 levels of sRGB.
        byte[] png = withProfile(PictureFiles.png16(4, 4, 100, 100, 100), "linear", LINEAR_RGB);
        Pixels.assertAt(Pixels.decode(png), 2, 2, 1, 5, 5, 5);
    }

    @Test
    void aJpegWithAnUnusableProfileIsAPicture() throws Exception {
        BufferedImage image = rgb(100);
        byte[] wrongSize = LINEAR_RGB.clone();
        wrongSize[0] = 1;
        List<byte[]> files = List.of(
                jpeg(image, part(1, 1, new byte[0])),
                jpeg(image, part(1, 1, new byte[200])),
                jpeg(image, part(1, 1, Arrays.copyOf(LINEAR_RGB, LINEAR_RGB.length / 2))),
                jpeg(image, part(1, 2, Arrays.copyOf(LINEAR_RGB, LINEAR_RGB.length / 2))),
                jpeg(image, part(1, 1, wrongSize)),
                jpeg(image, part(1, 1, LINEAR_GREY)));
        for (byte[] file : files) {
            Pixels.assertAt(Pixels.decode(file), 8, 8, 2, 100, 100, 100);
        }
    }

    @Test
    void aProfileInPartsIsPutTogether() throws Exception {
        int half = LINEAR_GREY.length / 2;
        byte[] second = part(2, 2, Arrays.copyOfRange(LINEAR_GREY, half, LINEAR_GREY.length));
        byte[] first = part(1, 2, Arrays.copyOf(LINEAR_GREY, half));
        BufferedImage grey = PictureFiles.greyImage(16, 16, LINEAR_128);
        Pixels.assertAt(Pixels.decode(jpeg(grey, second, first)), 8, 8, 3, 128, 128, 128);
        Pixels.assertAt(Pixels.decode(jpeg(grey, first, second)), 8, 8, 3, 128, 128, 128);
    }

    @Test
    void unusableProfilesAreNone() {
        assertThat(ColourProfile.of(new byte[0])).isEmpty();
        assertThat(ColourProfile.of(new byte[ColourProfile.MAX_BYTES + 1])).isEmpty();
        assertThat(ColourProfile.of(Arrays.copyOf(SRGB, 200))).isEmpty();
        assertThat(ColourProfile.of(SRGB)).get().returns(3, ColourProfile::channels);
        assertThat(ColourProfile.of(SRGB.clone()))
                .containsSame(ColourProfile.of(SRGB).orElseThrow());
    }
}
