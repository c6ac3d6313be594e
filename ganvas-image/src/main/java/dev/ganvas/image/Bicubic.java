package dev.ganvas.image;

import dev.ganvas.error.Require;

/**
 * Bicubic resampling as MATLAB's {@code imresize} does it, which the published figures of super-resolution rest on: Keys'
 * cubic (a = -0.5, IEEE TASSP 29(6), 1981), stretched when reducing so that nothing aliases, mirrored at the edge. Results
 * may overshoot 0 to 1 and are not rounded. Safe from several threads, the same on every machine.
 *
 * <p>{@link Pictures#resize} is for pictures that people look at; this is for pairs that figures are compared on.
 */
public final class Bicubic {
    private static final double SUPPORT = 4;

    /** Pixels of a side, beyond which a scale is taken for a mistake. */
    private static final int MAX_SIDE = 1 << 17;

    private Bicubic() {}

    /**
     * Scales both axes; the size is {@code ceil(side * scale)}.
     *
     * @param scale above 0 and up to 64; below 1 it reduces
     */
    public static Planes scale(Planes planes, double scale) {
        int width = scaled(planes.width(), scale);
        int height = scaled(planes.height(), scale);
        return resample(planes, width, height, scale, scale);
    }

    /**
     * {@link #scale} with clamping and rounding to 8 bits after each axis, which is what MATLAB does to pictures of type
     * {@code uint8}. From the large pictures of Set5 and Set14 this makes the small ones that are published, to the bit, but
     * for the pixels at the edge: these files are of a MATLAB that still repeated the edge in place of mirroring it.
     */
    public static Planes scaleInEightBits(Planes planes, double scale) {
        Planes rows = resample(planes.inEightBits(), planes.width(), scaled(planes.height(), scale), 1, scale);
        return resample(rows.inEightBits(), scaled(planes.width(), scale), rows.height(), scale, 1)
                .inEightBits();
    }

    /** Resamples to a size; each axis has the scale that follows from it. */
    public static Planes resize(Planes planes, int width, int height) {
        Require.within(width, 1, MAX_SIDE, "width");
        Require.within(height, 1, MAX_SIDE, "height");
        return resample(
                planes, width, height, (double) width / planes.width(), (double) height / planes.height());
    }

    /** The largest part from the upper left whose sides are multiples of {@code multiple}, which a scale then divides evenly. */
    public static Planes modularCrop(Planes planes, int multiple) {
        Require.positive(multiple, "multiple");
        Require.that(
                planes.width() >= multiple && planes.height() >= multiple,
                "a picture of " + planes.width() + "x" + planes.height() + " is smaller than " + multiple + "x" + multiple);
        return planes.crop(0, 0, planes.width() / multiple * multiple, planes.height() / multiple * multiple);
    }

    private static int scaled(int side, double scale) {
        Require.that(scale > 0 && scale <= 64, "a scale must lie above 0 and up to 64, not " + scale);
        return Require.within((int) Math.min(Integer.MAX_VALUE, Math.ceil(side * scale)), 1, MAX_SIDE, "scaled side");
    }

    /** The axis that shrinks more comes first, as in MATLAB; rows when both are alike. */
    private static Planes resample(Planes planes, int width, int height, double acrossScale, double downScale) {
        Taps columns = Taps.of(planes.width(), width, acrossScale);
        Taps rows = Taps.of(planes.height(), height, downScale);
        if (acrossScale == 1) {
            return down(planes, rows);
        }
        if (downScale == 1) {
            return across(planes, columns);
        }
        return downScale <= acrossScale ? across(down(planes, rows), columns) : down(across(planes, columns), rows);
    }

    /** {@code [C, H, W]} to {@code [C, rows, W]}. */
    private static Planes down(Planes from, Taps taps) {
        int width = from.width();
        int height = taps.length();
        Planes to = Planes.black(width, height, from.channels());
        Rows.each(height * from.channels(), width * taps.count, row -> {
            int channel = row / height;
            int y = row % height;
            double[] sum = new double[width];
            for (int k = 0; k < taps.count; k++) {
                double weight = taps.weights[y * taps.count + k];
                int source = (channel * from.height() + taps.indices[y * taps.count + k]) * width;
                for (int x = 0; x < width; x++) {
                    sum[x] += weight * from.values()[source + x];
                }
            }
            for (int x = 0; x < width; x++) {
                to.values()[row * width + x] = (float) sum[x];
            }
        });
        return to;
    }

    /** {@code [C, H, W]} to {@code [C, H, columns]}. */
    private static Planes across(Planes from, Taps taps) {
        int width = taps.length();
        Planes to = Planes.black(width, from.height(), from.channels());
        float[] values = from.values();
        Rows.each(from.height() * from.channels(), width * taps.count, row -> {
            int source = row * from.width();
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int k = x * taps.count; k < (x + 1) * taps.count; k++) {
                    sum += taps.weights[k] * values[source + taps.indices[k]];
                }
                to.values()[row * width + x] = (float) sum;
            }
        });
        return to;
    }

    /** For each output position {@code count} input positions and their weights. */
    private record Taps(int count, int[] indices, double[] weights) {
        int length() {
            return indices.length / count;
        }

        static Taps of(int from, int to, double scale) {
            double stretch = Math.min(scale, 1);
            double support = SUPPORT / stretch;
            int count = (int) Math.ceil(support) + 2;
            int[] indices = new int[Math.multiplyExact(to, count)];
            double[] weights = new double[indices.length];
            for (int i = 0; i < to; i++) {
                double centre = (i + 1) / scale + 0.5 * (1 - 1 / scale);
                int left = (int) Math.floor(centre - support / 2);
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    double weight = cubic(Math.abs(stretch * (centre - left - k)));
                    indices[i * count + k] = mirror(left + k - 1, from);
                    weights[i * count + k] = weight;
                    sum += weight;
                }
                for (int k = 0; k < count; k++) {
                    weights[i * count + k] /= sum;
                }
            }
            return new Taps(count, indices, weights);
        }

        private static double cubic(double x) {
            if (x <= 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x <= 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
        }
    }

    /** Half-sample mirroring, {@code d c b a | a b c d | d c b a}, however far outside. */
    static int mirror(int i, int length) {
        int folded = Math.floorMod(i, 2 * length);
        return folded < length ? folded : 2 * length - 1 - folded;
    }
}
