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
    private static final double KEYS = -0.5;

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
        return resample(planes, width, height, (double) width / planes.width(), (double) height / planes.height());
    }

    /** The largest part from the upper left whose sides are multiples of {@code multiple}, which a scale then divides evenly. */
    public static Planes modularCrop(Planes planes, int multiple) {
        Require.positive(multiple, "multiple");
        Require.that(
                planes.width() >= multiple && planes.height() >= multiple,
                "a picture of " + planes.width() + "x" + planes.height() + " is smaller than " + multiple + "x"
                        + multiple);
        return planes.crop(0, 0, planes.width() / multiple * multiple, planes.height() / multiple * multiple);
    }

    private static int scaled(int side, double scale) {
        Require.that(scale > 0 && scale <= 64, "a scale must lie above 0 and up to 64, not " + scale);
        return Require.within((int) Math.min(Integer.MAX_VALUE, Math.ceil(side * scale)), 1, MAX_SIDE, "scaled side");
    }

    /** The axis that shrinks more comes first, as in MATLAB; rows when both are alike. */
    private static Planes resample(Planes planes, int width, int height, double acrossScale, double downScale) {
        AxisTaps columns = taps(planes.width(), width, acrossScale);
        AxisTaps rows = taps(planes.height(), height, downScale);
        if (acrossScale == 1) {
            return rows.down(planes);
        }
        if (downScale == 1) {
            return columns.across(planes);
        }
        return downScale <= acrossScale ? columns.across(rows.down(planes)) : rows.down(columns.across(planes));
    }

    private static AxisTaps taps(int from, int to, double scale) {
        double stretch = Math.min(scale, 1);
        double support = SUPPORT / stretch;
        int count = (int) Math.ceil(support) + 2;
        AxisTaps taps = AxisTaps.blank(to, count);
        for (int i = 0; i < to; i++) {
            double centre = (i + 1) / scale + 0.5 * (1 - 1 / scale);
            int left = (int) Math.floor(centre - support / 2);
            for (int k = 0; k < count; k++) {
                double weight = AxisTaps.cubic(Math.abs(stretch * (centre - left - k)), KEYS);
                taps.set(i, k, AxisTaps.mirror(left + k - 1, from), weight);
            }
            taps.normalise(i);
        }
        return taps;
    }
}
