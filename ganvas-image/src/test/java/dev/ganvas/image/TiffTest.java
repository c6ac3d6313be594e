package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffTest {
    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;

    private static void assertShown(TiffFiles tiff, int tolerance, int... rgb) throws Exception {
        Picture picture = Pixels.decode(tiff.file());
        assertThat(picture.width()).isEqualTo(TiffFiles.SIDE);
        Pixels.assertAt(picture, 1, 2, tolerance, rgb);
    }

    @Test
    void aBandThatIsNoAlphaIsLeftOut() throws Exception {
        assertShown(TiffFiles.bytes(RGB, 10, 100, 200, 30).withExtra(0), 0, 10, 100, 200);
        assertShown(TiffFiles.bytes(RGB, 10, 100, 200, 30, 40).withExtra(0, 0), 0, 10, 100, 200);
        assertShown(TiffFiles.bytes(BLACK_IS_ZERO, 100, 30).withExtra(0), 0, 100, 100, 100);
    }

    @Test
    void alphaIsFoundAmongTheExtraBands() throws Exception {
        assertShown(TiffFiles.bytes(RGB, 0, 100, 200, 51).withExtra(2), 1, 204, 224, 244);
        assertShown(TiffFiles.bytes(RGB, 0, 100, 200, 9, 51).withExtra(0, 2), 1, 204, 224, 244);
        assertShown(TiffFiles.bytes(RGB, 0, 100, 200, 51), 1, 204, 224, 244);
        assertShown(TiffFiles.bytes(BLACK_IS_ZERO, 100, 51).withExtra(2), 1, 224, 224, 224);
    }

    @Test
    void associatedAlphaIsTakenOutOfTheColoursOnce() throws Exception {
        // (0, 100, 200) of a fifth opacity, stored multiplied.
        assertShown(TiffFiles.bytes(RGB, 0, 20, 40, 51).withExtra(1), 1, 204, 224, 244);
        assertShown(TiffFiles.bytes(BLACK_IS_ZERO, 20, 51).withExtra(1), 1, 224, 224, 224);
    }

    @ParameterizedTest
    @CsvSource({"0.4, 102", "1.02, 255", "255, 255", "200, 200", "65535, 255", "51400, 200"})
    void floatingSamplesAreScaledByTheirRange(float stored, int shown) throws Exception {
        assertShown(TiffFiles.floats(BLACK_IS_ZERO, stored), 0, shown, shown, shown);
        assertShown(TiffFiles.floats(WHITE_IS_ZERO, stored), 0, 255 - shown, 255 - shown, 255 - shown);
    }

    @Test
    void floatingColoursAreScaledTogether() throws Exception {
        assertShown(TiffFiles.floats(RGB, 0.2f, 0.4f, 1), 0, 51, 102, 255);
        assertShown(TiffFiles.floats(RGB, 20, Float.NaN, 200), 0, 20, 0, 200);
    }

    @ParameterizedTest
    @CsvSource({"3", "-0.5", "4000", "1e9", "Infinity"})
    void floatingSamplesOfAnUnclearRangeAreRefused(float stored) {
        assertThat(Pixels.reasonOf(TiffFiles.floats(BLACK_IS_ZERO, stored).file()))
                .isEqualTo("floating samples of neither 0 to 1, 0 to 255 nor 0 to 65535; scale them first");
    }

    @Test
    void thirtyTwoBitsAreUnsigned() throws Exception {
        assertShown(TiffFiles.ints(BLACK_IS_ZERO, 1, 0x40404040), 0, 64, 64, 64);
        assertShown(TiffFiles.ints(BLACK_IS_ZERO, 1, 0xc8c8c8c8), 0, 200, 200, 200);
        assertShown(TiffFiles.ints(RGB, 1, 0x0a0a0a0a, 0x80808080, -1), 0, 10, 128, 255);
    }

    @Test
    void whatIsNotReadIsNamed() {
        assertThat(Pixels.reasonOf(TiffFiles.bytes(BLACK_IS_ZERO, new int[13]).file()))
                .isEqualTo("13 bands of which none is marked red, green or blue; choose three");
        assertThat(Pixels.reasonOf(TiffFiles.ints(BLACK_IS_ZERO, 2, 5).file()))
                .isEqualTo("signed samples are not read; convert them to unsigned ones");
        assertThat(Pixels.reasonOf(
                        TiffFiles.bytes(RGB, 1, 2, 3).with(259, 50000).file()))
                .isEqualTo("compression zstd is not read; save it as LZW or deflate");
        assertThat(Pixels.reasonOf(
                        TiffFiles.bytes(RGB, 1, 2, 3).with(259, 34925).file()))
                .isEqualTo("compression LZMA is not read; save it as LZW or deflate");
        assertThat(Pixels.reasonOf(
                        TiffFiles.bytes(RGB, 1, 2, 3).with(259, 12345).file()))
                .isEqualTo("compression 12345 is not read; save it as LZW or deflate");
    }

    @Test
    void profilesOfGreyAndOfColoursAreApplied() throws Exception {
        byte[] linearRgb = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] linearGrey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        assertShown(TiffFiles.bytes(RGB, 55, 55, 55).withProfile(linearRgb), 1, 128, 128, 128);
        assertShown(TiffFiles.bytes(BLACK_IS_ZERO, 55).withProfile(linearGrey), 1, 128, 128, 128);
        assertShown(TiffFiles.bytes(BLACK_IS_ZERO, 55).withProfile(linearRgb), 0, 55, 55, 55);
        assertShown(TiffFiles.bytes(BLACK_IS_ZERO, 55).withProfile(new byte[200]), 0, 55, 55, 55);
    }

    @Test
    void aFileCutShortIsReported() {
        byte[] whole = TiffFiles.bytes(RGB, 10, 100, 200, 30).withExtra(0).file();
        for (int length = 8; length < whole.length; length++) {
            assertThat(Pixels.reasonOf(Arrays.copyOf(whole, length))).isIn("truncated TIFF", "damaged TIFF");
        }
    }
}
