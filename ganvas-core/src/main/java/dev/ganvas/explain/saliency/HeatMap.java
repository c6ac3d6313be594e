package dev.ganvas.explain.saliency;

import dev.ganvas.error.Require;
import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;

/** Maps for people to look at: heat over a grey picture. */
public final class HeatMap {
    /** Shorter sides are enlarged to about this many pixels. */
    private static final int SMALLEST_SHOWN = 256;

    /** From weak to strong: dark red, red, orange, yellow, near white. Each brighter than the one before, so that grey print tells it too. */
    private static final float[][] HEAT = {
        {0.35f, 0f, 0.1f}, {0.8f, 0.1f, 0.05f}, {1f, 0.45f, 0f}, {1f, 0.8f, 0.1f}, {1f, 1f, 0.75f}
    };

    /** The grey picture shows through, most where the map is weak. */
    private static final float MOST_COVER = 0.8f;

    private HeatMap() {}

    /** A picture in the size that it is shown in. */
    public static Picture shown(Picture seen) {
        int factor = factor(seen.width(), seen.height());
        return Pictures.resize(seen.toRgb(), factor * seen.width(), factor * seen.height());
    }

    /**
     * The map over its picture, as large as {@link #shown} shows it.
     *
     * @param map of the picture's size
     */
    public static Picture over(Picture seen, SaliencyMap map) {
        Require.that(
                map.width() == seen.width() && map.height() == seen.height(),
                "the map is of another size than the picture");
        Planes picture = Planes.of(shown(seen));
        double[] relative = map.relative();
        float[] values = new float[relative.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) relative[i];
        }
        float[] strength = Interpolation.BILINEAR
                .resize(new Planes(map.width(), map.height(), 1, values), picture.width(), picture.height())
                .values();
        int area = picture.area();
        float[] all = picture.values();
        for (int i = 0; i < area; i++) {
            float grey = (all[i] + all[area + i] + all[2 * area + i]) / 3;
            float[] heat = heat(strength[i]);
            float cover = MOST_COVER * strength[i];
            for (int c = 0; c < 3; c++) {
                all[c * area + i] = cover * heat[c] + (1 - cover) * grey;
            }
        }
        return picture.toPicture();
    }

    private static int factor(int width, int height) {
        return Math.max(1, SMALLEST_SHOWN / Math.min(width, height));
    }

    private static float[] heat(float strength) {
        float at = Math.max(0, Math.min(1, strength)) * (HEAT.length - 1);
        int left = Math.min(HEAT.length - 2, (int) at);
        float[] colour = new float[3];
        for (int c = 0; c < 3; c++) {
            colour[c] = HEAT[left][c] + (at - left) * (HEAT[left + 1][c] - HEAT[left][c]);
        }
        return colour;
    }
}
