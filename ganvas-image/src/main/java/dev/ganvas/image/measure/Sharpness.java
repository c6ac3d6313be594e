package dev.ganvas.image.measure;

import dev.ganvas.error.Require;
import dev.ganvas.image.GaussianFilter;
import dev.ganvas.image.Planes;
import dev.ganvas.image.colour.Luma;
import java.util.Arrays;

/**
 * How wide the edges of a picture are: it is blurred once more by a known sigma, and the less its steepest slopes lose by that,
 * the wider they were (Zhuo and Sim, "Defocus map estimation from a single image", Pattern Recognition 44(9), 2011).
 */
public final class Sharpness {
    private static final double REBLUR = 1;

    /** The steepest slopes, among which edges are sought. */
    private static final double STEEPEST = 0.02;

    /** Wider edges than this are not told apart. */
    private static final double MOST_PIXELS = 10;

    private Sharpness() {}

    /**
     * The sigma of the Gaussian that a step would have gone through to become as wide as this picture's edges: about 0.8 for
     * the hardest step that pixels can show. Noise makes it smaller, so noise should be removed first.
     *
     * @param picture at least 16 x 16, of 1 or 3 channels
     * @return pixels, 0 to {@value #MOST_PIXELS}; the latter also when there are no edges
     */
    public static double edgeSigma(Planes picture) {
        Require.that(
                picture.width() >= 16 && picture.height() >= 16,
                "edges are not to be told in less than 16x16 pixels, and this is " + picture.width() + "x"
                        + picture.height());
        Planes luma = luma(picture);
        float[] before = slopes(luma);
        float[] after = slopes(GaussianFilter.apply(luma, REBLUR));
        float[] sorted = before.clone();
        Arrays.sort(sorted);
        float steep = sorted[(int) ((1 - STEEPEST) * (sorted.length - 1))];
        if (steep <= 1 / 255f) {
            return MOST_PIXELS;
        }
        double[] ratios = new double[before.length];
        int count = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] >= steep && after[i] > 0) {
                ratios[count++] = before[i] / after[i];
            }
        }
        Arrays.sort(ratios, 0, count);
        double ratio = count == 0 ? 1 : ratios[count / 2];
        return ratio <= 1 ? MOST_PIXELS : Math.min(MOST_PIXELS, REBLUR / Math.sqrt(ratio * ratio - 1));
    }

    private static Planes luma(Planes picture) {
        Require.that(
                picture.channels() == 1 || picture.channels() == 3,
                "sharpness is told of 1 or 3 channels, not " + picture.channels());
        if (picture.channels() == 1) {
            return picture;
        }
        Planes luma = Planes.black(picture.width(), picture.height(), 1);
        float[] values = picture.values();
        int area = picture.area();
        for (int i = 0; i < area; i++) {
            luma.values()[i] = (float) Luma.full(values[i], values[area + i], values[2 * area + i]);
        }
        return luma;
    }

    /** Central differences; 0 at the edge of the picture. */
    private static float[] slopes(Planes luma) {
        int width = luma.width();
        float[] values = luma.values();
        float[] slopes = new float[values.length];
        for (int y = 1; y < luma.height() - 1; y++) {
            for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
                float across = values[i + 1] - values[i - 1];
                float down = values[i + width] - values[i - width];
                slopes[i] = (float) Math.sqrt(across * across + down * down) / 2;
            }
        }
        return slopes;
    }
}
