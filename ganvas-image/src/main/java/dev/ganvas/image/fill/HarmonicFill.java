package dev.ganvas.image.fill;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * Fills holes with the smoothest surface through their rim: each missing pixel becomes the mean of its four neighbours
 * (Laplace's equation; the rim is given, and nothing flows over the picture's edge). A pyramid of means carries colours across
 * wide holes (pull-push; Gortler et al., "The lumigraph", SIGGRAPH 1996), and on each level successive over-relaxation makes
 * them harmonic. Known pixels are never touched. It needs no network, and is what a network starts from.
 */
public final class HarmonicFill {
    /** Sweeps a level; with the coarser level to start from, errors left are below half a level of 8 bits. */
    private static final int SWEEPS = 40;

    /** Over-relaxation: high enough to carry errors across some ten pixels within these sweeps. */
    private static final float RELAXATION = 1.7f;

    /** Known pixels around the holes that coarse levels take their colours from. */
    private static final int MARGIN = 32;

    private static final float MID_GREY = 0.5f;

    private HarmonicFill() {}

    /**
     * The picture with its holes filled.
     *
     * @param mask {@code [1, H, W]}, above 0 where the picture is to be filled; what it holds there does not matter. A
     *     picture that is all hole becomes mid grey
     */
    public static Planes apply(Planes picture, Planes mask) {
        Require.that(
                mask.channels() == 1 && mask.width() == picture.width() && mask.height() == picture.height(),
                "the mask must be of one channel and as large as the picture");
        List<Region> holes = boxOf(mask);
        Planes filled = new Planes(
                picture.width(),
                picture.height(),
                picture.channels(),
                picture.values().clone());
        if (holes.isEmpty()) {
            return filled;
        }
        Region box = holes.get(0).grown(MARGIN, picture.width(), picture.height());
        Planes part = mask.crop(box.left(), box.top(), box.width(), box.height());
        Level finest = Level.of(part);
        // Channels do not depend on one another.
        Rows.each(picture.channels(), 1 << 20, channel -> {
            float[] values = new float[part.area()];
            for (int y = 0; y < box.height(); y++) {
                int source = (channel * picture.height() + box.top() + y) * picture.width() + box.left();
                System.arraycopy(picture.values(), source, values, y * box.width(), box.width());
            }
            finest.solve(values);
            for (int i : finest.holes) {
                int y = box.top() + i / box.width();
                int x = box.left() + i % box.width();
                filled.values()[(channel * picture.height() + y) * picture.width() + x] = values[i];
            }
        });
        return filled;
    }

    /** The box around all holes, if any. */
    private static List<Region> boxOf(Planes mask) {
        int left = mask.width();
        int right = -1;
        int top = mask.height();
        int bottom = -1;
        for (int i = 0; i < mask.area(); i++) {
            if (mask.values()[i] > 0) {
                left = Math.min(left, i % mask.width());
                right = Math.max(right, i % mask.width());
                top = Math.min(top, i / mask.width());
                bottom = Math.max(bottom, i / mask.width());
            }
        }
        return right < 0 ? List.of() : List.of(new Region(left, top, right - left + 1, bottom - top + 1, 0));
    }

    /** One level of the pyramid: which pixels are missing, the same for all channels. */
    private static final class Level {
        private final int width;
        private final int height;
        private final boolean[] missing;

        /** Missing pixels, first those whose column and row have an even sum, then the others. */
        private final int[] holes;

        private final List<Level> coarser;

        private Level(int width, int height, boolean[] missing) {
            this.width = width;
            this.height = height;
            this.missing = missing;
            this.holes = holes();
            boolean solvable = holes.length < missing.length;
            this.coarser =
                    holes.length == 0 || !solvable || Math.max(width, height) <= 1 ? List.of() : List.of(halved());
        }

        static Level of(Planes mask) {
            boolean[] missing = new boolean[mask.area()];
            for (int i = 0; i < missing.length; i++) {
                missing[i] = mask.values()[i] > 0;
            }
            return new Level(mask.width(), mask.height(), missing);
        }

        private int[] holes() {
            int[] found = new int[missing.length];
            int count = 0;
            for (int colour = 0; colour < 2; colour++) {
                for (int i = 0; i < missing.length; i++) {
                    if (missing[i] && (i % width + i / width) % 2 == colour) {
                        found[count++] = i;
                    }
                }
            }
            return Arrays.copyOf(found, count);
        }

        /** A pixel of the level above is missing when all four of its pixels are. */
        private Level halved() {
            int wide = (width + 1) / 2;
            int high = (height + 1) / 2;
            boolean[] all = new boolean[wide * high];
            Arrays.fill(all, true);
            for (int i = 0; i < missing.length; i++) {
                all[i / width / 2 * wide + i % width / 2] &= missing[i];
            }
            return new Level(wide, high, all);
        }

        /** Fills the missing values. */
        void solve(float[] values) {
            if (holes.length == missing.length) {
                Arrays.fill(values, MID_GREY);
                return;
            }
            for (Level above : coarser) {
                float[] coarse = meansOfKnown(values, above);
                above.solve(coarse);
                enlarge(coarse, above, values);
            }
            for (int sweep = 0; sweep < SWEEPS && holes.length > 0; sweep++) {
                relax(values, sweep == SWEEPS - 1 ? 1 : RELAXATION);
            }
        }

        private float[] meansOfKnown(float[] values, Level above) {
            float[] means = new float[above.missing.length];
            int[] counts = new int[means.length];
            for (int i = 0; i < missing.length; i++) {
                if (!missing[i]) {
                    int to = i / width / 2 * above.width + i % width / 2;
                    means[to] += values[i];
                    counts[to]++;
                }
            }
            for (int i = 0; i < means.length; i++) {
                means[i] /= Math.max(1, counts[i]);
            }
            return means;
        }

        /** Bilinear: three quarters of the nearest coarse pixel and a quarter of the next, on each axis. */
        private void enlarge(float[] coarse, Level above, float[] values) {
            for (int i : holes) {
                int x = i % width;
                int y = i / width;
                int nearX = x / 2;
                int nearY = y / 2;
                int nextX = Math.max(0, Math.min(above.width - 1, nearX + (x % 2 == 0 ? -1 : 1)));
                int nextY = Math.max(0, Math.min(above.height - 1, nearY + (y % 2 == 0 ? -1 : 1)));
                float near = 0.75f * coarse[nearY * above.width + nearX] + 0.25f * coarse[nearY * above.width + nextX];
                float next = 0.75f * coarse[nextY * above.width + nearX] + 0.25f * coarse[nextY * above.width + nextX];
                values[i] = 0.75f * near + 0.25f * next;
            }
        }

        private void relax(float[] values, float factor) {
            for (int i : holes) {
                int x = i % width;
                float sum = 0;
                int count = 0;
                if (x > 0) {
                    sum += values[i - 1];
                    count++;
                }
                if (x < width - 1) {
                    sum += values[i + 1];
                    count++;
                }
                if (i >= width) {
                    sum += values[i - width];
                    count++;
                }
                if (i < missing.length - width) {
                    sum += values[i + width];
                    count++;
                }
                values[i] += factor * (sum / count - values[i]);
            }
        }
    }
}
