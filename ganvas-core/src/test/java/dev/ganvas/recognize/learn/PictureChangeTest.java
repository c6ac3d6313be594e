package dev.ganvas.recognize.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.data.PixelShape;
import dev.ganvas.image.PictureSize;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PictureChangeTest {
    private static final int SIDE = 32;
    private static final PixelShape SHAPE = new PixelShape(PictureSize.square(SIDE), 3);

    /** Darker to the left, so that one can see which side is which. */
    private static byte[] slope() {
        byte[] pixels = new byte[SHAPE.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % SIDE * 8);
        }
        return pixels;
    }

    private static byte[] changed(PictureChange change, long pass, long seed) {
        byte[] into = new byte[SHAPE.values()];
        change.apply(slope(), SHAPE, pass, Seed.of(seed).stream(), into, 0);
        return into;
    }

    private static boolean rises(byte[] pixels) {
        return (pixels[3 * 2] & 0xff) < (pixels[3 * 29] & 0xff);
    }

    @Test
    void twoPassesShowBothSides() {
        PictureChange moved = new PictureChange.Moved(true);
        for (int pass = 0; pass < 6; pass++) {
            assertThat(rises(changed(moved, pass, pass))).isNotEqualTo(rises(changed(moved, pass + 1, pass + 50)));
        }
        for (int pass = 0; pass < 4; pass++) {
            assertThat(rises(changed(new PictureChange.Moved(false), pass, pass)))
                    .isTrue();
        }
    }

    @Test
    void aMovedPictureHasNoOtherValues() {
        byte[] moved = changed(new PictureChange.Moved(false), 0, 3);
        for (byte value : moved) {
            assertThat((value & 0xff) % 8).isZero();
        }
        // At most two pixels, which are eight levels each.
        byte[] before = slope();
        for (int i = 0; i < moved.length; i++) {
            assertThat(Math.abs((moved[i] & 0xff) - (before[i] & 0xff))).isLessThanOrEqualTo(16);
        }
    }

    @Test
    void strongChangesAreAFunctionOfTheSeed() {
        PictureChange strong = new StrongChange(new PictureChange.Moved(true));
        int same = 0;
        for (int seed = 0; seed < 30; seed++) {
            byte[] once = changed(strong, 0, seed);
            assertThat(changed(strong, 0, seed)).isEqualTo(once);
            same += Arrays.equals(once, changed(strong, 0, seed + 100)) ? 1 : 0;
        }
        assertThat(same).isLessThan(3);
    }
}
