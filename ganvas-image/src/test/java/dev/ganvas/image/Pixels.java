package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.MalformedFileException;
import java.util.Arrays;

/** What tests of decoding ask. */
final class Pixels {
    private Pixels() {}

    static Picture decode(byte[] bytes) throws MalformedFileException {
        return PictureDecoder.decode(bytes, "x");
    }

    /** Why the bytes are refused. */
    static String reasonOf(byte[] bytes) {
        try {
            decode(bytes);
            return "readable";
        } catch (MalformedFileException e) {
            assertThat(e).hasMessage("x: " + e.reason());
            return e.reason();
        }
    }

    static int[] at(Picture picture, int x, int y) {
        int at = 3 * (y * picture.width() + x);
        return new int[] {picture.rgb()[at] & 0xff, picture.rgb()[at + 1] & 0xff, picture.rgb()[at + 2] & 0xff};
    }

    static void assertAt(Picture picture, int x, int y, int tolerance, int... rgb) {
        int[] seen = at(picture, x, y);
        for (int c = 0; c < 3; c++) {
            assertThat(seen[c]).as("channel %d of %s", c, Arrays.toString(seen)).isCloseTo(rgb[c], within(tolerance));
        }
    }

    static double meanDifference(Picture a, Picture b) {
        assertThat(a.width()).isEqualTo(b.width());
        assertThat(a.height()).isEqualTo(b.height());
        long sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff));
        }
        return (double) sum / a.rgb().length;
    }
}
