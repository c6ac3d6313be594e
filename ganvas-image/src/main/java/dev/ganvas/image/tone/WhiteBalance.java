package dev.ganvas.image.tone;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import dev.ganvas.image.colour.Srgb;

/**
 * Takes the colour of the light out, as far as it can be told from the picture alone: the light's colour is taken to be the
 * Minkowski mean of the linear values (shades of grey; Finlayson and Trezzi, "Shades of gray and colour constancy", CIC 2004),
 * without pixels that are nearly black, clipped or strongly coloured. Exactly grey pixels
 * stay as they are.
 *
 * @param strength 0 for nothing to 1 for all of it
 */
public record WhiteBalance(double strength) implements ToneOperator {
    private static final double MINKOWSKI = 6;
    private static final float DARK = 0.05f;
    private static final float LIGHT = 0.98f;

    /** Colours farther from grey than this belong to things, not to the light: largest over least channel. */
    private static final float MOST_COLOURED = 3;

    /** A cast stronger than this is taken to be wanted, such as a sunset, and taken out only so far. */
    private static final double MOST_GAIN = 1.8;

    public WhiteBalance {
        Require.within(strength, 0, 1, "strength");
    }

    @Override
    public ToneStatistics statistics(int width, int height) {
        return new Light((long) width * height);
    }

    @Override
    public boolean dependsOnPicture() {
        return strength > 0;
    }

    private Planes changed(Planes picture, float[] gains) {
        Planes changed = ToneOperator.copy(picture);
        if (strength == 0 || picture.channels() == 1) {
            return changed;
        }
        int area = picture.area();
        Rows.each(picture.height(), 16 * picture.width(), y -> {
            for (int i = y * picture.width(); i < (y + 1) * picture.width(); i++) {
                if (!ToneOperator.grey(picture, i)) {
                    for (int channel = 0; channel < 3; channel++) {
                        int at = channel * area + i;
                        changed.values()[at] = Srgb.encoded(gains[channel] * Srgb.light(picture.values()[at]));
                    }
                }
            }
        });
        return changed;
    }

    /** Gathers the Minkowski means of the channels. */
    private final class Light implements ToneStatistics {
        private final long area;
        private final double[] sums = new double[3];
        private long count;

        Light(long area) {
            this.area = area;
        }

        @Override
        public void add(Planes rows) {
            if (rows.channels() == 3) {
                addColours(rows);
            }
        }

        @Override
        public ToneRule rule() {
            float[] gains = gains(sums, count, area);
            return (rows, top) -> changed(rows, gains);
        }

        private void addColours(Planes rows) {
            int area = rows.area();
            float[] values = rows.values();
            for (int i = 0; i < area; i++) {
                float most = Math.max(values[i], Math.max(values[area + i], values[2 * area + i]));
                float least = Math.min(values[i], Math.min(values[area + i], values[2 * area + i]));
                if (least > DARK && most < LIGHT && most < MOST_COLOURED * least) {
                    for (int channel = 0; channel < 3; channel++) {
                        sums[channel] += StrictMath.pow(Srgb.light(values[channel * area + i]), MINKOWSKI);
                    }
                    count++;
                }
            }
        }
    }

    /** Factors of linear red, green and blue whose product is 1. */
    private float[] gains(double[] sums, long count, long area) {
        if (count < area / 100 || count == 0) {
            return new float[] {1, 1, 1};
        }
        double[] gains = new double[3];
        double mean = 0;
        for (int channel = 0; channel < 3; channel++) {
            gains[channel] = StrictMath.pow(sums[channel] / count, -1 / MINKOWSKI);
            mean += StrictMath.log(gains[channel]) / 3;
        }
        float[] factors = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            double gain = gains[channel] / StrictMath.exp(mean);
            double limited = Math.max(1 / MOST_GAIN, Math.min(MOST_GAIN, gain));
            factors[channel] = (float) StrictMath.pow(limited, strength);
        }
        return factors;
    }
}
