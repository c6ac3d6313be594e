package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.random.Seed;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int SIZE = 16;
    private static final byte[] PICTURE = new byte[SIZE * SIZE * 3];

    static {
        var random = Seed.of(4).stream();
        for (int i = 0; i < PICTURE.length; i++) {
            PICTURE[i] = (byte) random.nextInt(256);
        }
    }

    private static byte[] changed(Augmentation augmentation, long seed) {
        byte[] into = new byte[PICTURE.length + 7];
        augmentation.apply(PICTURE, PixelShape.square(SIZE), Seed.of(seed).stream(), into, 7);
        return java.util.Arrays.copyOfRange(into, 7, into.length);
    }

    @Test
    void nothingAskedForChangesNothing() {
        assertThat(changed(new Augmentation(0, 1, 0, 0, false), 1)).isEqualTo(PICTURE);
    }

    @Test
    void aMirrorIsExactAndComesAboutHalfTheTime() {
        byte[] mirror = new byte[PICTURE.length];
        for (int i = 0; i < PICTURE.length; i++) {
            int x = i / 3 % SIZE;
            mirror[i] = PICTURE[i + 3 * (SIZE - 1 - 2 * x)];
        }
        int mirrored = 0;
        for (int seed = 0; seed < 200; seed++) {
            byte[] result = changed(Augmentation.mirroring(), seed);
            boolean same = java.util.Arrays.equals(result, PICTURE);
            assertThat(same || java.util.Arrays.equals(result, mirror)).isTrue();
            mirrored += same ? 0 : 1;
        }
        assertThat(mirrored).isBetween(70, 130);
    }

    @Test
    void shiftsAreWholePixelsOfAllAmounts() {
        Set<Integer> seen = new TreeSet<>();
        for (int seed = 0; seed < 300; seed++) {
            byte[] result = changed(new Augmentation(0.125, 1, 0, 0, false), seed);
            seen.add(shiftOf(result));
        }
        assertThat(seen).hasSize(25);
    }

    /** The only shift of up to two pixels in both directions under which the middle agrees. */
    private static int shiftOf(byte[] result) {
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                int at = ((8 + dy) * SIZE + 8 + dx) * 3;
                int here = (8 * SIZE + 8) * 3;
                boolean same = true;
                for (int i = 0; i < 9; i++) {
                    same &= result[here + i] == PICTURE[at + i];
                }
                if (same) {
                    return 10 * dy + dx;
                }
            }
        }
        throw new AssertionError("no shift explains the picture");
    }

    @Test
    void greyLeavesNoColour() {
        byte[] result = changed(new Augmentation(0, 1, 0, 1, false), 3);
        for (int i = 0; i < result.length; i += 3) {
            assertThat(result[i]).isEqualTo(result[i + 1]).isEqualTo(result[i + 2]);
        }
    }

    @Test
    void viewsOfOnePictureDifferAndAreRepeatable() {
        Augmentation view = Augmentation.view(true);
        assertThat(changed(view, 1)).isEqualTo(changed(view, 1)).isNotEqualTo(changed(view, 2));
    }
}
