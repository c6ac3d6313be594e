package dev.ganvas.image.degrade;

import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Objects;

/**
 * A JPEG that was cropped and saved as JPEG once more, so that two grids of blocks lie across each other (Jiang, Zhang,
 * Timofte, "Towards flexible blind JPEG artifacts removal", ICCV 2021).
 *
 * @param first quality of the first, 1 to 100
 * @param second quality of the second, likewise
 */
public record DoubleJpeg(Span first, Span second) implements Degradation {
    private static final int BLOCK = 8;

    public DoubleJpeg {
        Objects.requireNonNull(first, "first").within(1, 100, "JPEG quality");
        Objects.requireNonNull(second, "second").within(1, 100, "JPEG quality");
    }

    @Override
    public String label() {
        return "JPEG twice, quality " + first + ", then " + second;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        RandomStream shift = seed.child("shift").stream();
        int left = shift.nextInt(BLOCK);
        int top = shift.nextInt(BLOCK);
        Planes once = new Jpeg(first).apply(withRoom(clean, left, top), seed.child("first"));
        return new Jpeg(second).apply(once.crop(left, top, clean.width(), clean.height()), seed.child("second"));
    }

    /** The picture with its first rows and columns mirrored before them. */
    private static Planes withRoom(Planes planes, int left, int top) {
        int width = planes.width() + left;
        int height = planes.height() + top;
        Planes larger = Planes.black(width, height, planes.channels());
        for (int row = 0; row < height * planes.channels(); row++) {
            int y = mirrored(row % height - top, planes.height());
            for (int x = 0; x < width; x++) {
                larger.values()[row * width + x] = planes.value(row / height, y, mirrored(x - left, planes.width()));
            }
        }
        return larger;
    }

    private static int mirrored(int i, int length) {
        return Math.min(length - 1, i < 0 ? -1 - i : i);
    }
}
