package dev.ganvas.image.fill;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import java.util.Arrays;

/** Pictures with holes at half their size, and back. Odd sides are rounded up. */
public final class HalfSize {
    private HalfSize() {}

    /**
     * Means of squares of 2x2 pixels, over the known ones of each; black where none is known.
     *
     * @param mask {@code [1, H, W]}, above 0 where nothing is known
     */
    public static Planes of(Planes picture, Planes mask) {
        Require.that(
                mask.channels() == 1 && mask.width() == picture.width() && mask.height() == picture.height(),
                "the mask must be of one channel and as large as the picture");
        int wide = (picture.width() + 1) / 2;
        Planes half = Planes.black(wide, (picture.height() + 1) / 2, picture.channels());
        int[] counts = new int[half.area()];
        for (int i = 0; i < mask.area(); i++) {
            if (mask.values()[i] <= 0) {
                int to = i / mask.width() / 2 * wide + i % mask.width() / 2;
                counts[to]++;
                for (int channel = 0; channel < picture.channels(); channel++) {
                    half.values()[channel * half.area() + to] += picture.values()[channel * mask.area() + i];
                }
            }
        }
        for (int i = 0; i < half.values().length; i++) {
            half.values()[i] /= Math.max(1, counts[i % counts.length]);
        }
        return half;
    }

    /** 1 where all pixels of a square are missing, 0 elsewhere. */
    public static Planes mask(Planes mask) {
        int wide = (mask.width() + 1) / 2;
        Planes half = Planes.black(wide, (mask.height() + 1) / 2, 1);
        Arrays.fill(half.values(), 1);
        for (int i = 0; i < mask.area(); i++) {
            if (mask.values()[i] <= 0) {
                half.values()[i / mask.width() / 2 * wide + i % mask.width() / 2] = 0;
            }
        }
        return half;
    }

    /**
     * Twice as large, bilinear: three quarters of the nearest pixel and a quarter of the next, on each axis.
     *
     * @param width pixels, such that half of it, rounded up, is that of {@code half}
     * @param height likewise
     */
    public static Planes enlarged(Planes half, int width, int height) {
        Require.that(
                (width + 1) / 2 == half.width() && (height + 1) / 2 == half.height(),
                width + "x" + height + " is not twice " + half.width() + "x" + half.height());
        Planes large = Planes.black(width, height, half.channels());
        for (int channel = 0; channel < half.channels(); channel++) {
            for (int y = 0; y < height; y++) {
                int near = y / 2;
                int next = beside(y, half.height());
                for (int x = 0; x < width; x++) {
                    int beside = beside(x, half.width());
                    float first = 0.75f * half.value(channel, near, x / 2) + 0.25f * half.value(channel, near, beside);
                    float second = 0.75f * half.value(channel, next, x / 2) + 0.25f * half.value(channel, next, beside);
                    large.values()[(channel * height + y) * width + x] = 0.75f * first + 0.25f * second;
                }
            }
        }
        return large;
    }

    private static int beside(int at, int length) {
        return Math.max(0, Math.min(length - 1, at / 2 + (at % 2 == 0 ? -1 : 1)));
    }
}
