package dev.ganvas.restore;

import dev.ganvas.error.Require;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.image.fill.DistanceMap;
import dev.ganvas.image.raster.BoxReduction;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.repair.RepairNetwork;

/**
 * Marks the scratches, dust, folds and spots that a network finds. What it is hardly sure of counts only where it touches what it
 * is surer of (hysteresis: Canny, "A computational approach to edge detection", IEEE TPAMI 1986, section VII).
 *
 * @param network of the kind {@link dev.ganvas.repair.RepairKind#SCRATCHES}
 * @param sensitivity above 0 to 1: the probability that suffices is 1 minus it
 */
public record Scratches(RepairNetwork network, double sensitivity) implements Filling.Marked {
    /** Nine times in ten right: what is marked in vain costs a clean picture more than a mark that is missed. */
    public static final double USUAL = 0.1;

    /** A picture with a smaller part marked is taken to be whole: so much is found in clean ones, too. */
    static final double LEAST_PART = 5e-5;

    /** By how much surer one pixel of a mark must be, as a logit. */
    private static final double SURER = 1.5;

    private static final int LEAST_PIXELS = 3;

    /** Marks are larger on finer scans; the network knows them as they are on prints whose shorter side has so many pixels. */
    private static final int KNOWN_SIDE = 512;

    private static final double SUREST = 1e-3;
    private static final int RGB = 3;

    public Scratches {
        Require.that(network.model().kind().isDetector(), "scratches are found by a network of the task scratches");
        Require.within(sensitivity, 0, 1, "sensitivity");
    }

    /** {@code [1, H, W]}: 1 where there is damage, 0 elsewhere; all 0 for a picture that is as good as whole. */
    @Override
    public Planes in(Raster raster) {
        int factor = Math.max(1, Math.min(raster.width(), raster.height()) / KNOWN_SIDE);
        Planes logits = network.restore(colours(BoxReduction.of(raster, factor)), 0);
        double enough = Math.max(SUREST, Math.min(1 - SUREST, 1 - sensitivity));
        float threshold = (float) Math.log(enough / (1 - enough));
        Planes kept = kept(logits, threshold);
        long marked = 0;
        for (float value : kept.values()) {
            marked += value > 0 ? 1 : 0;
        }
        if (marked < LEAST_PART * kept.area()) {
            return Planes.black(raster.width(), raster.height(), 1);
        }
        // Of a finer scan the edges are known to a pixel of the reduced picture.
        return factor == 1
                ? kept
                : DistanceMap.of(enlarged(kept, raster.width(), raster.height()))
                        .dilated(factor / 2.0);
    }

    private static Planes enlarged(Planes mask, int width, int height) {
        Planes large = Bicubic.resize(mask, width, height);
        for (int i = 0; i < large.values().length; i++) {
            large.values()[i] = large.values()[i] >= 0.5f ? 1 : 0;
        }
        return large;
    }

    private static Planes colours(Raster raster) {
        Planes all = raster.planes();
        Planes colours = Planes.black(raster.width(), raster.height(), RGB);
        int area = all.area();
        for (int channel = 0; channel < RGB; channel++) {
            int from = raster.header().isGrey() ? 0 : channel;
            System.arraycopy(all.values(), from * area, colours.values(), channel * area, area);
        }
        return colours;
    }

    /** What is above the threshold and hangs together with what is well above it. */
    private static Planes kept(Planes logits, float threshold) {
        Planes kept = Planes.black(logits.width(), logits.height(), 1);
        boolean[] seen = new boolean[logits.area()];
        int[] mark = new int[logits.area()];
        for (int start = 0; start < seen.length; start++) {
            if (logits.values()[start] > threshold + SURER && !seen[start]) {
                int count = flood(logits, threshold, start, seen, mark);
                for (int i = 0; count >= LEAST_PIXELS && i < count; i++) {
                    kept.values()[mark[i]] = 1;
                }
            }
        }
        return kept;
    }

    /** Writes the pixels of a mark, whose pixels touch at sides or corners, into {@code mark}, and says how many there are. */
    private static int flood(Planes logits, float threshold, int start, boolean[] seen, int[] mark) {
        int width = logits.width();
        int count = 0;
        seen[start] = true;
        mark[count++] = start;
        for (int next = 0; next < count; next++) {
            int x = mark[next] % width;
            int y = mark[next] / width;
            for (int ny = Math.max(0, y - 1); ny <= Math.min(logits.height() - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int at = ny * width + nx;
                    if (!seen[at] && logits.values()[at] > threshold) {
                        seen[at] = true;
                        mark[count++] = at;
                    }
                }
            }
        }
        return count;
    }
}
