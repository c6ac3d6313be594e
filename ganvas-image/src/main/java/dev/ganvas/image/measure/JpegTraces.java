package dev.ganvas.image.measure;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.colour.Luma;

/**
 * What JPEG has left in pixels whose file no longer says so: the grid of blocks of 8 x 8 at which neighbours differ more than
 * elsewhere (after Wang, Sheikh, Bovik, "No-reference perceptual quality assessment of JPEG compressed images", ICIP 2002).
 *
 * @param blockiness mean step across the grid's lines, beyond what the steps beside them let expect, in levels of 255; of
 *     photographs 0.5 or less without JPEG, 0.7 at quality 80, 3 at quality 40 and 9 at quality 10
 * @param left first column of the grid's blocks, 0 to 7; other than 0 after cropping
 * @param top first row of the grid's blocks, 0 to 7
 */
public record JpegTraces(double blockiness, int left, int top) {
    private static final int BLOCK = 8;

    /**
     * Looks at luma.
     *
     * @param picture at least 32 x 32, of 1 or 3 channels
     */
    public static JpegTraces of(Planes picture) {
        Require.that(
                picture.width() >= 4 * BLOCK && picture.height() >= 4 * BLOCK,
                "JPEG cannot be told from less than 32x32 pixels, and this is " + picture.width() + "x"
                        + picture.height());
        Require.that(
                picture.channels() == 1 || picture.channels() == 3,
                "JPEG has 1 or 3 channels, not " + picture.channels());
        double[] columns = new double[BLOCK];
        double[] rows = new double[BLOCK];
        double[] columnCounts = new double[BLOCK];
        double[] rowCounts = new double[BLOCK];
        float[] luma = luma(picture);
        int width = picture.width();
        for (int y = 2; y < picture.height() - 1; y++) {
            for (int x = 2; x < width - 1; x++) {
                int at = y * width + x;
                columns[x % BLOCK] += excess(luma, at, 1);
                columnCounts[x % BLOCK]++;
                rows[y % BLOCK] += excess(luma, at, width);
                rowCounts[y % BLOCK]++;
            }
        }
        Grid across = Grid.of(columns, columnCounts);
        Grid down = Grid.of(rows, rowCounts);
        return new JpegTraces(255 * (across.strength + down.strength) / 2, across.first, down.first);
    }

    private static float[] luma(Planes picture) {
        if (picture.channels() == 1) {
            return picture.values();
        }
        float[] luma = new float[picture.area()];
        float[] values = picture.values();
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (float) Luma.full(values[i], values[luma.length + i], values[2 * luma.length + i]);
        }
        return luma;
    }

    /** By how much the step onto a pixel exceeds the mean of the steps before and after. */
    private static double excess(float[] luma, int at, int step) {
        double here = Math.abs(luma[at] - luma[at - step]);
        double before = Math.abs(luma[at - step] - luma[at - 2 * step]);
        double after = Math.abs(luma[at + step] - luma[at]);
        return here - (before + after) / 2;
    }

    /** Where steps exceed their neighbours most, and by how much more than at the other places. */
    private record Grid(int first, double strength) {
        static Grid of(double[] sums, double[] counts) {
            int first = 0;
            double total = 0;
            for (int i = 0; i < BLOCK; i++) {
                first = sums[i] / counts[i] > sums[first] / counts[first] ? i : first;
                total += sums[i] / counts[i];
            }
            double most = sums[first] / counts[first];
            // The two places beside a line fall below the others, as the line is one of their neighbours.
            double beside = sums[(first + 1) % BLOCK] / counts[(first + 1) % BLOCK]
                    + sums[(first + BLOCK - 1) % BLOCK] / counts[(first + BLOCK - 1) % BLOCK];
            double others = (total - most - beside) / (BLOCK - 3);
            return new Grid(first, Math.max(0, most - others));
        }
    }
}
