package dev.ganvas.image.tone;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import dev.ganvas.image.colour.Oklab;
import dev.ganvas.image.colour.Srgb;

/**
 * More or less colour at the same lightness and hue, in {@link Oklab}. Colours that sRGB would not have are drawn back towards
 * grey until it has them.
 *
 * @param strength -1 for no colour at all to 1 for twice as much; 0 changes nothing
 * @param evenly whether all colours gain alike (saturation); otherwise pale ones gain most and strong ones, which would become
 *     garish, hardly any
 */
public record Vibrance(double strength, boolean evenly) implements ToneOperator {
    /** The strongest colours of sRGB have about this chroma. */
    private static final double STRONG = 0.3;

    private static final int HALVINGS = 12;

    public Vibrance {
        Require.within(strength, -1, 1, "strength");
    }

    @Override
    public ToneStatistics statistics(int width, int height) {
        return ToneStatistics.none((rows, top) -> changed(rows));
    }

    @Override
    public boolean dependsOnPicture() {
        return false;
    }

    private Planes changed(Planes picture) {
        Planes changed = ToneOperator.copy(picture);
        if (strength == 0 || picture.channels() == 1) {
            return changed;
        }
        int area = picture.area();
        Rows.each(picture.height(), 64 * picture.width(), y -> {
            for (int i = y * picture.width(); i < (y + 1) * picture.width(); i++) {
                if (!ToneOperator.grey(picture, i)) {
                    float[] values = picture.values();
                    Oklab colour = Oklab.ofSrgb(values[i], values[area + i], values[2 * area + i]);
                    double[] light = withinSrgb(colour, factor(colour.chroma()));
                    for (int channel = 0; channel < 3; channel++) {
                        changed.values()[channel * area + i] = Srgb.encoded((float) light[channel]);
                    }
                }
            }
        });
        return changed;
    }

    private double factor(double chroma) {
        double room = evenly || strength < 0 ? 1 : Math.max(0, 1 - chroma / STRONG);
        return 1 + strength * room;
    }

    /** The largest factor up to this one that sRGB has, found by halving between it and 1. */
    private static double[] withinSrgb(Oklab colour, double factor) {
        double[] wanted = scaled(colour, factor);
        if (factor <= 1 || inside(wanted)) {
            return wanted;
        }
        double low = 1;
        double high = factor;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (inside(scaled(colour, middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return scaled(colour, low);
    }

    private static double[] scaled(Oklab colour, double factor) {
        return new Oklab(colour.lightness(), factor * colour.a(), factor * colour.b()).light();
    }

    private static boolean inside(double[] light) {
        for (double value : light) {
            if (value < -1e-4 || value > 1 + 1e-4) {
                return false;
            }
        }
        return true;
    }
}
