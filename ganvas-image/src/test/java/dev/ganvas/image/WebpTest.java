package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WebpTest {
    private static final List<byte[]> FILES = List.of(
            PictureFiles.WEBP_LOSSLESS,
            PictureFiles.WEBP_LOSSY,
            PictureFiles.WEBP_ALPHA,
            WebpFiles.LOSSY_GRADIENT,
            WebpFiles.LOSSY_ALPHA,
            WebpFiles.animation());

    private static byte[] lossless() {
        return WebpFiles.picture(PictureFiles.WEBP_LOSSLESS);
    }

    @Test
    void losslessGivesTheSamePixels() throws Exception {
        Picture picture = Pixels.decode(PictureFiles.WEBP_LOSSLESS);
        Pixels.assertAt(picture, 5, 3, 0, 250, 240, 50);
        Pixels.assertAt(picture, 0, 0, 0, 0, 0, 200);
        Pixels.assertAt(Pixels.decode(PictureFiles.WEBP_ALPHA), 1, 1, 1, 255, 127, 127);
    }

    @Test
    void lossyDoesNotDrift() throws Exception {
        Picture decoded = Pixels.decode(WebpFiles.LOSSY_GRADIENT);
        assertThat(Pixels.meanDifference(decoded, PictureFiles.gradient(64, 64)))
                .isLessThan(3.5);
        Pixels.assertAt(Pixels.decode(PictureFiles.WEBP_LOSSY), 8, 8, 1, 201, 60, 30);
    }

    @Test
    void alphaOfALossyPictureShowsWhite() throws Exception {
        Picture picture = Pixels.decode(WebpFiles.LOSSY_ALPHA);
        Pixels.assertAt(picture, 0, 8, 0, 255, 255, 255);
        Pixels.assertAt(picture, 5, 8, 1, 237, 190, 180); // A third of the colour.
        Pixels.assertAt(picture, 15, 8, 1, 201, 60, 30);
    }

    @Test
    void theFirstFrameOfAnAnimationLiesOnItsCanvas() throws Exception {
        Picture picture = Pixels.decode(WebpFiles.animation());
        assertThat(picture.width()).isEqualTo(20);
        assertThat(picture.height()).isEqualTo(16);
        Pixels.assertAt(picture, 8, 10, 0, 0, 0, 200);
        Pixels.assertAt(picture, 13, 13, 0, 250, 240, 50);
        Pixels.assertAt(picture, 14, 13, 0, 255, 255, 255);
        Pixels.assertAt(picture, 7, 10, 0, 255, 255, 255);
    }

    @Test
    void alphaOfALossyFrameIsKept() throws Exception {
        byte[] chunks = Arrays.copyOfRange(WebpFiles.LOSSY_ALPHA, 30, WebpFiles.LOSSY_ALPHA.length);
        Picture picture =
                Pixels.decode(WebpFiles.riff(WebpFiles.extended(16, 18), WebpFiles.frame(0, 2, 16, 16, chunks)));
        Pixels.assertAt(picture, 0, 10, 0, 255, 255, 255);
        Pixels.assertAt(picture, 15, 10, 1, 201, 60, 30);
        Pixels.assertAt(picture, 15, 1, 0, 255, 255, 255);
    }

    @Test
    void theProfileIsAppliedAndTheOrientationToo() throws Exception {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] tagged = WebpFiles.riff(
                WebpFiles.extended(6, 4),
                WebpFiles.chunk("ICCP", linear),
                lossless(),
                WebpFiles.chunk("EXIF", PictureFiles.exif(6)));
        Picture picture = Pixels.decode(tagged);
        assertThat(picture.width()).isEqualTo(4);
        Pixels.assertAt(picture, 3, 1, 1, 123, 0, 214); // Linear (50, 0, 170), which lay at (1, 0).
    }

    @Test
    void aPictureCanBeReadCoarsely() throws Exception {
        WebpStructure structure = WebpStructure.of(WebpFiles.LOSSY_GRADIENT);
        Picture coarse = Pictures.of(
                LibWebp.decode(structure.frame().file(), structure.frame().size(), 3));
        assertThat(coarse.width()).isEqualTo(22);
        assertThat(Pixels.meanDifference(coarse, Pictures.resize(PictureFiles.gradient(64, 64), 22, 22)))
                .isLessThan(8);
    }

    @Test
    void aFileCutShortIsReported() {
        for (byte[] whole : FILES) {
            for (int length = 20; length < whole.length; length++) {
                assertThat(Pixels.reasonOf(Arrays.copyOf(whole, length))).isEqualTo("truncated WebP");
            }
        }
    }

    @Test
    void brokenAlphaIsDamageAndNoLackOfMemory() {
        int damaged = 0;
        for (int at = 38; at < 58; at++) {
            byte[] file = WebpFiles.LOSSY_ALPHA.clone();
            file[at] ^= (byte) 0xff;
            String reason = Pixels.reasonOf(file);
            assertThat(reason).isIn("readable", "damaged WebP");
            damaged += reason.equals("readable") ? 0 : 1;
        }
        assertThat(damaged).isPositive();
    }

    @Test
    void sizesThatContradictEachOtherAreRefusedBeforeDecoding() {
        List<byte[]> contradictions = List.of(
                WebpFiles.riff(WebpFiles.extended(7, 4), lossless()),
                WebpFiles.riff(WebpFiles.extended(20, 16), WebpFiles.frame(0, 0, 6, 5, lossless())),
                WebpFiles.riff(WebpFiles.extended(20, 16), WebpFiles.frame(16, 0, 6, 4, lossless())),
                WebpFiles.riff(WebpFiles.frame(0, 0, 6, 4, lossless())),
                WebpFiles.riff(WebpFiles.chunk("VP8X", new byte[4]), lossless()),
                WebpFiles.riff(WebpFiles.chunk("VP8 ", new byte[30])),
                WebpFiles.riff(WebpFiles.chunk("VP8L", new byte[30])));
        for (byte[] file : contradictions) {
            assertThatThrownBy(() -> WebpStructure.of(file)).isInstanceOf(IOException.class);
            assertThat(Pixels.reasonOf(file)).isEqualTo("damaged WebP");
        }
    }

    @Test
    void chunkLengthsBeyondTheFileAreRefused() {
        byte[] file = PictureFiles.WEBP_LOSSY.clone();
        Arrays.fill(file, 16, 20, (byte) 0xff);
        assertThat(Pixels.reasonOf(file)).isEqualTo("truncated WebP");
        byte[] unknown = WebpFiles.riff(WebpFiles.extended(6, 4), WebpFiles.chunk("XXXX", new byte[2]), lossless());
        Arrays.fill(unknown, 34, 38, (byte) 0x7f);
        assertThat(Pixels.reasonOf(unknown)).isEqualTo("truncated WebP");
        assertThat(Pixels.reasonOf("RIFF\4\0\0\0WEBP".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("truncated WebP");
    }

    @Test
    void anAnimationThatClaimsTooMuchIsRefused() {
        byte[] huge = WebpFiles.riff(WebpFiles.extended(1 << 24, 1 << 24), WebpFiles.frame(0, 0, 6, 4, lossless()));
        assertThat(Pixels.reasonOf(huge)).isEqualTo("claims 16777216 x 16777216 pixels, above the limit of 120000000");
    }

    @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
    void whateverTheBytesThereIsAPictureOrAReason(@ForAll @IntRange(min = 0, max = 5) int which, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = FILES.get(which).clone();
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 48);
            bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        try {
            Picture picture = Pixels.decode(bytes);
            assertThat(picture.rgb()).hasSize(3 * picture.width() * picture.height());
        } catch (MalformedFileException e) {
            assertThat(e.reason()).isNotBlank().hasSizeLessThan(80);
        }
    }
}
