package dev.ganvas.image.raster;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;

/**
 * How coarsely a JPEG stores colour beside brightness (ITU-T T.81, A.1.1).
 *
 * @param horizontal brightness samples for a colour sample from left to right: 1, 2 or 4
 * @param vertical brightness samples for a colour sample from top to bottom: 1, 2 or 4
 */
public record JpegSampling(int horizontal, int vertical) {
    /** 4:4:4, colour at every pixel. */
    public static final JpegSampling FULL = new JpegSampling(1, 1);
    /** 4:2:2, colour at every second pixel of a row. */
    public static final JpegSampling HALF = new JpegSampling(2, 1);
    /** 4:2:0, a colour for two by two pixels. */
    public static final JpegSampling QUARTER = new JpegSampling(2, 2);

    public JpegSampling {
        Require.that(
                isFactor(horizontal) && isFactor(vertical),
                "colour is sampled at every first, second or fourth pixel, not " + horizontal + " x " + vertical);
    }

    private static boolean isFactor(int value) {
        return value == 1 || value == 2 || value == 4;
    }

    /** Reads {@code 4:4:4}, {@code 4:2:2} or {@code 4:2:0}. */
    public static JpegSampling parse(String text) {
        return switch (text) {
            case "4:4:4" -> FULL;
            case "4:2:2" -> HALF;
            case "4:2:0" -> QUARTER;
            default -> throw new UsageException("sampling is 4:4:4, 4:2:2 or 4:2:0, not " + text);
        };
    }

    /** What {@link #parse} reads, and the usual name or the two factors for others. */
    @Override
    public String toString() {
        return switch (10 * horizontal + vertical) {
            case 11 -> "4:4:4";
            case 21 -> "4:2:2";
            case 22 -> "4:2:0";
            case 12 -> "4:4:0";
            case 41 -> "4:1:1";
            default -> horizontal + "x" + vertical;
        };
    }
}
