package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.label.VisibleLabel;
import dev.ganvas.image.label.VisibleLabel.Corner;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LabelDrawingTest {
    /** Plain, shaded, noisy or striped, of any brightness. */
    static Picture picture(Random random, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        int kind = random.nextInt(4);
        int base = random.nextInt(256);
        int other = random.nextInt(256);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    int value =
                            switch (kind) {
                                case 0 -> base;
                                case 1 -> base + (other - base) * x / width + 20 * c;
                                case 2 -> random.nextInt(256);
                                default -> (x / 7 + y / 5) % 2 == 0 ? base : other;
                            };
                    rgb[3 * (y * width + x) + c] = (byte) Math.max(0, Math.min(255, value));
                }
            }
        }
        return new Picture(width, height, rgb);
    }

    /** WCAG 2.2, relative luminance, written anew. */
    private static double luminance(Picture picture, int x, int y) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int c = 0; c < 3; c++) {
            double v = (picture.pixels()[3 * (y * picture.width() + x) + c] & 0xff) / 255.0;
            sum += weights[c] * (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    /**
     * The contrast between the purest pixel of the words and the worst of the margin around them, in the box where pixels may have
     * changed: its border is free of words.
     */
    private static double contrast(Picture marked, int left, int top, int right, int bottom, int margin) {
        double darkestMargin = 1;
        double lightestMargin = 0;
        double darkest = 1;
        double lightest = 0;
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double here = luminance(marked, x, y);
                boolean free = x < left + margin || x > right - margin || y < top + margin || y > bottom - margin;
                if (free) {
                    darkestMargin = Math.min(darkestMargin, here);
                    lightestMargin = Math.max(lightestMargin, here);
                }
                darkest = Math.min(darkest, here);
                lightest = Math.max(lightest, here);
            }
        }
        return Math.max((lightest + 0.05) / (lightestMargin + 0.05), (darkestMargin + 0.05) / (darkest + 0.05));
    }

    private static void check(Random random, int width, int height) {
        Picture picture = picture(random, width, height);
        Picture marked = LabelDrawing.on(picture, VisibleLabel.USUAL);
        int shorter = Math.min(width, height);
        double asked = Math.max(12, Math.ceil(0.05 * shorter));
        int[] box = box(asked, width, height);
        double contrast = contrast(marked, box[0], box[1], box[2], box[3], Math.max(1, (int) (0.35 * asked) - 1));
        assertThat(contrast).as(width + "x" + height).isGreaterThanOrEqualTo(4.5);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
                int at = 3 * (y * width + x);
                if (!inside && picture.pixels()[at] != marked.pixels()[at]) {
                    throw new AssertionError("a pixel outside of the label at " + x + ", " + y + " was changed");
                }
            }
        }
    }

    /** Where the label stands: at the lower right, letters of the asked height, 0.35 of it around. */
    private static int[] box(double asked, int width, int height) {
        var bounds = LabelGlyphs.outline(VisibleLabel.USUAL.text()).getBounds2D();
        int padding = (int) (0.35 * asked);
        int wide = (int) Math.ceil(asked / bounds.getHeight() * bounds.getWidth()) + 2 * padding;
        int high = (int) asked + 2 * padding;
        return new int[] {width - wide - padding, height - high - padding, width - 1 - padding, height - 1 - padding};
    }

    @Test
    void isReadableOnPicturesOfAllBrightnessAndNeverLargerThanAsked() {
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            check(random, 64 + random.nextInt(400), 64 + random.nextInt(400));
        }
    }

    @Test
    @Tag("slow")
    void isReadableOnTwoHundredPicturesOfUpTo4096Pixels() {
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            double exponent = 6 + 6 * random.nextDouble();
            int width = (int) Math.pow(2, exponent);
            check(random, width, Math.max(64, Math.min(4096, (int) (width * (0.6 + random.nextDouble())))));
        }
        check(random, 4096, 4096);
        check(random, 64, 64);
    }

    @Test
    void greyAndTransparentPicturesTakeItToo() {
        Picture grey = new Picture(64, 64, 1, new byte[64 * 64]);
        Picture marked = LabelDrawing.on(grey, VisibleLabel.USUAL);
        assertThat(marked.channels()).isEqualTo(1);
        assertThat(marked.pixels()).isNotEqualTo(grey.pixels());
        Picture clear = new Picture(64, 64, 4, new byte[4 * 64 * 64]);
        Picture seen = LabelDrawing.on(clear, new VisibleLabel("AI", Corner.TOP_LEFT, 0.1));
        assertThat(seen.pixels()[4 * (64 * 8 + 8) + 3]).isEqualTo((byte) 255);
        assertThat(seen.pixels()[4 * (64 * 60 + 60) + 3]).isZero();
    }

    @Test
    void ownWordsAreDrawnOrRefusedInWords() {
        Picture picture = picture(new Random(7), 256, 256);
        assertThat(LabelDrawing.on(picture, VisibleLabel.USUAL.saying("Made with AI"))
                        .pixels())
                .isNotEqualTo(picture.pixels());
        assertThatThrownBy(() -> LabelDrawing.on(picture, VisibleLabel.USUAL.saying("\uE123")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("No font");
        assertThatThrownBy(() ->
                        LabelDrawing.on(picture(new Random(7), 64, 2000), VisibleLabel.USUAL.saying("A".repeat(40))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("shorten");
    }
}
