package dev.ganvas.image.tone;

import dev.ganvas.error.Require;
import dev.ganvas.image.Kernel;
import dev.ganvas.image.Planes;
import dev.ganvas.image.colour.Luma;

/**
 * Gives a denoised picture back some of the luma that went with the noise: what was removed is split into bands of the starlet
 * wavelet (Starck, Fadili, Murtagh, "The undecimated wavelet decomposition and its reconstruction", IEEE TIP 16(2), 2007), small
 * values of each band are taken as noise, and the rest returns.
 *
 * @param strength 0 for nothing to 1 for all that stands out
 */
public record DetailRecovery(double strength) {
    /** Below these values, a band from fine to coarse is noise; 0 to 1 is the range from black to white. */
    private static final float[] THRESHOLDS = {0.04f, 0.008f, 0.002f, 0.0005f, 0.0001f};

    /** The cubic spline. */
    private static final float[] SPLINE = {1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f};

    public DetailRecovery {
        Require.within(strength, 0, 1, "strength");
    }

    /**
     * The denoised picture with details. Each channel of a pixel changes by the same amount.
     *
     * @param noisy what was denoised
     * @param denoised of the same size and channels, 1 or 3
     */
    public Planes apply(Planes noisy, Planes denoised) {
        Planes recovered = ToneOperator.copy(denoised);
        Require.that(
                noisy.width() == denoised.width()
                        && noisy.height() == denoised.height()
                        && noisy.channels() == denoised.channels(),
                "both pictures must be of one size");
        if (strength == 0) {
            return recovered;
        }
        Planes removed = removed(noisy, denoised);
        for (int band = 0; band < THRESHOLDS.length; band++) {
            Planes smooth = spline(1 << band).convolve(removed);
            for (int i = 0; i < removed.area(); i++) {
                float detail = removed.values()[i] - smooth.values()[i];
                float kept = Math.signum(detail) * Math.max(0, Math.abs(detail) - THRESHOLDS[band]);
                for (int at = i; at < recovered.values().length; at += removed.area()) {
                    recovered.values()[at] += (float) strength * kept;
                }
            }
            removed = smooth;
        }
        return recovered;
    }

    private static Planes removed(Planes noisy, Planes denoised) {
        Planes removed = Planes.black(noisy.width(), noisy.height(), 1);
        for (int i = 0; i < removed.area(); i++) {
            removed.values()[i] = (float) (luma(noisy, i) - luma(denoised, i));
        }
        return removed;
    }

    private static double luma(Planes picture, int i) {
        float[] values = picture.values();
        int area = picture.area();
        return picture.channels() == 1 ? values[i] : Luma.full(values[i], values[area + i], values[2 * area + i]);
    }

    /** Weights this far apart; of the zeros between them a convolution makes nothing. */
    private static Kernel spline(int apart) {
        int size = 4 * apart + 1;
        float[] weights = new float[size * size];
        for (int i = 0; i < 25; i++) {
            weights[i / 5 * apart * size + i % 5 * apart] = SPLINE[i / 5] * SPLINE[i % 5];
        }
        return new Kernel(size, weights);
    }
}
