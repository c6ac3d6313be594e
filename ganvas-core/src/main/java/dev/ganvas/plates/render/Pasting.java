package dev.ganvas.plates.render;

import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Homography;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.image.geometry.Quad;
import java.util.Arrays;

/** Puts flat things into a picture. */
final class Pasting {
    private static final int MOST_SAMPLES = 3;

    private Pasting() {}

    /**
     * Puts a flat picture with opacity into four corners of another, which it changes.
     *
     * @param picture red, green, blue
     * @param flat red, green, blue, opacity
     * @param light multiplies what is pasted, at its left and its right edge
     */
    static void onto(Planes picture, Planes flat, Quad quad, float[] light) {
        Homography back = Homography.between(quad, Quad.rectangle(0, 0, flat.width(), flat.height()));
        int samples = (int) Math.max(2, Math.min(MOST_SAMPLES, Math.ceil(flat.width() / quad.width())));
        int firstX = (int) Math.max(0, Math.floor(quad.left()));
        int lastX = (int) Math.min(picture.width() - 1.0, Math.ceil(quad.right()));
        int firstY = (int) Math.max(0, Math.floor(quad.top()));
        int lastY = (int) Math.min(picture.height() - 1.0, Math.ceil(quad.bottom()));
        int area = picture.area();
        float[] sums = new float[PlatePainter.CHANNELS];
        float[] sample = new float[PlatePainter.CHANNELS];
        for (int y = firstY; y <= lastY; y++) {
            for (int x = firstX; x <= lastX; x++) {
                Arrays.fill(sums, 0);
                for (int i = 0; i < samples * samples; i++) {
                    Point at =
                            back.map(new Point(x + (i % samples + 0.5) / samples, y + (i / samples + 0.5) / samples));
                    if (at.x() >= 0 && at.y() >= 0 && at.x() <= flat.width() && at.y() <= flat.height()) {
                        Arrays.fill(sample, 0);
                        Homography.sample(flat, at.x(), at.y(), 1, sample);
                        float part = (float) at.x() / flat.width();
                        float shine = light[0] * (1 - part) + light[1] * part;
                        for (int c = 0; c < 3; c++) {
                            sums[c] += sample[3] * sample[c] * shine;
                        }
                        sums[3] += sample[3];
                    }
                }
                int count = samples * samples;
                for (int c = 0; c < 3 && sums[3] > 0; c++) {
                    int value = c * area + y * picture.width() + x;
                    float under = picture.values()[value];
                    picture.values()[value] = under * (1 - sums[3] / count) + sums[c] / count;
                }
            }
        }
    }

    /** Fills four corners with a colour that changes from top to bottom. */
    static void fill(Planes picture, Quad quad, float[] top, float[] foot) {
        Planes flat = Planes.black(2, 8, PlatePainter.CHANNELS);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 2; x++) {
                for (int c = 0; c < 3; c++) {
                    flat.values()[c * 16 + 2 * y + x] = top[c] + (foot[c] - top[c]) * y / 7;
                }
                flat.values()[48 + 2 * y + x] = 1;
            }
        }
        onto(picture, flat, quad, new float[] {1, 1});
    }
}
