package dev.ganvas.image.tone;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.colour.Luma;

/**
 * Stretches the range of brightness that is used to the whole, and brings its middle to where photographs have it. One curve
 * serves all channels, so that grey stays grey and hues hardly turn; slopes are limited, so that a foggy or plain picture is
 * not torn apart.
 *
 * @param strength 0 for nothing to 1 for all of it
 */
public record AutoContrast(double strength) implements ToneOperator {
    private static final int LEVELS = 1024;

    /** So many pixels may become black, and as many white. */
    private static final double CLIPPED = 0.003;

    private static final double LEAST_RANGE = 0.4;
    private static final double MIDDLE = 0.45;
    private static final double MOST_GAMMA = 1.6;

    public AutoContrast {
        Require.within(strength, 0, 1, "strength");
    }

    @Override
    public ToneStatistics statistics(int width, int height) {
        return new Brightness();
    }

    @Override
    public boolean dependsOnPicture() {
        return strength > 0;
    }

    private Planes changed(Planes picture, float[] curve) {
        Planes changed = ToneOperator.copy(picture);
        if (strength == 0) {
            return changed;
        }
        for (int i = 0; i < changed.values().length; i++) {
            float at = Math.max(0, Math.min(1, changed.values()[i])) * LEVELS;
            int below = Math.min(LEVELS - 1, (int) at);
            changed.values()[i] = curve[below] + (at - below) * (curve[below + 1] - curve[below]);
        }
        return changed;
    }

    /** Values of 0 to 1 in {@code LEVELS} steps. */
    private float[] curve(long[] histogram) {
        double black = quantile(histogram, CLIPPED);
        double white = quantile(histogram, 1 - CLIPPED);
        double missing = Math.max(0, LEAST_RANGE - (white - black));
        black = Math.max(0, black - missing / 2);
        white = Math.min(1, white + missing / 2);
        double median = (quantile(histogram, 0.5) - black) / (white - black);
        double wanted = StrictMath.log(MIDDLE) / StrictMath.log(Math.max(0.02, Math.min(0.98, median)));
        // Only half of the way, as night scenes are meant to be dark.
        double gamma = Math.max(1 / MOST_GAMMA, Math.min(MOST_GAMMA, Math.sqrt(wanted)));
        float[] curve = new float[LEVELS + 1];
        for (int i = 0; i <= LEVELS; i++) {
            double value = (double) i / LEVELS;
            double stretched = Math.max(0, Math.min(1, (value - black) / (white - black)));
            curve[i] = (float) (value + strength * (StrictMath.pow(stretched, gamma) - value));
        }
        return curve;
    }

    /** Gathers how often each brightness is used. */
    private final class Brightness implements ToneStatistics {
        private final long[] histogram = new long[LEVELS + 1];

        @Override
        public void add(Planes rows) {
            float[] values = rows.values();
            int area = rows.area();
            for (int i = 0; i < area; i++) {
                double luma =
                        rows.channels() == 1 ? values[i] : Luma.full(values[i], values[area + i], values[2 * area + i]);
                histogram[(int) Math.round(LEVELS * Math.max(0, Math.min(1, luma)))]++;
            }
        }

        @Override
        public ToneRule rule() {
            float[] curve = curve(histogram);
            return (rows, top) -> changed(rows, curve);
        }
    }

    private static double quantile(long[] histogram, double part) {
        long all = 0;
        for (long count : histogram) {
            all += count;
        }
        long passed = 0;
        for (int i = 0; i < histogram.length; i++) {
            passed += histogram[i];
            if (passed >= part * all) {
                return (double) i / LEVELS;
            }
        }
        return 1;
    }
}
