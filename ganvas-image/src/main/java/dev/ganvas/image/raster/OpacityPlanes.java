package dev.ganvas.image.raster;

import dev.ganvas.image.Planes;
import java.util.Arrays;

/**
 * What filters and networks need so that colours which are not seen never mix with those that are. The last of 2 or 4 planes is
 * opacity, 0 to 1; planes of other channels have none and come back as they are.
 *
 * <p>There are two ways. A filter that works on colours and opacity alike gets {@link #premultiplied} planes, and what it gives is
 * made {@link #straight} again. A network that knows no opacity gets the colours of {@link #bled} planes, and opacity is resized by
 * itself.
 */
public final class OpacityPlanes {
    /** Less is not seen in 16 bits, and dividing by it would make noise of rounding. */
    private static final float INVISIBLE = 0.5f / 65535;

    private OpacityPlanes() {}

    private static boolean hasOpacity(Planes planes) {
        return planes.channels() == 2 || planes.channels() == 4;
    }

    /** Copies with each colour multiplied by opacity. */
    public static Planes premultiplied(Planes planes) {
        if (!hasOpacity(planes)) {
            return planes;
        }
        Planes copy = copy(planes);
        int area = copy.area();
        int opacity = (copy.channels() - 1) * area;
        for (int i = 0; i < opacity; i++) {
            copy.values()[i] *= copy.values()[opacity + i % area];
        }
        return copy;
    }

    /**
     * Copies with each colour divided by opacity, cut off at 0 and 1. Where nothing is seen, the colour is filled in as {@link
     * #bled} does.
     *
     * @param planes as {@link #premultiplied} gives them, and what filters make of these
     */
    public static Planes straight(Planes planes) {
        if (!hasOpacity(planes)) {
            return planes;
        }
        Planes copy = copy(planes);
        float[] values = copy.values();
        int area = copy.area();
        int opacity = (copy.channels() - 1) * area;
        for (int i = 0; i < opacity; i++) {
            float seen = values[opacity + i % area];
            values[i] = seen < INVISIBLE ? 0 : Math.max(0, Math.min(1, values[i] / seen));
        }
        return bled(copy);
    }

    /**
     * Copies in which pixels of no opacity have the colours of the visible ones around, so that these bleed over their edges;
     * opacity and all visible colours stay. Where nothing is visible at all, colours are black.
     *
     * <p>Gortler, Grzeszczuk, Szeliski and Cohen, "The Lumigraph", 1996, section 3.4.2: visible colours, weighed by opacity,
     * are pulled into planes of half the size until all is known, and pushed back from there.
     */
    public static Planes bled(Planes planes) {
        if (!hasOpacity(planes)) {
            return planes;
        }
        int area = planes.area();
        int colours = planes.channels() - 1;
        Planes copy = copy(planes);
        float[] weights = Arrays.copyOfRange(planes.values(), colours * area, (colours + 1) * area);
        for (int i = 0; i < area; i++) {
            weights[i] = weights[i] < INVISIBLE ? 0 : weights[i];
        }
        new Level(planes.width(), planes.height(), colours, copy.values(), weights).fill();
        return copy;
    }

    private static Planes copy(Planes planes) {
        return new Planes(
                planes.width(),
                planes.height(),
                planes.channels(),
                planes.values().clone());
    }

    /**
     * Colours of which some are known.
     *
     * @param values plane after plane; may have more planes than colours
     * @param weights how much each pixel counts; 0 where the colour is not known
     */
    private record Level(int width, int height, int colours, float[] values, float[] weights) {
        /** Gives the pixels without a colour one. */
        void fill() {
            boolean complete = true;
            for (float weight : weights) {
                complete &= weight > 0;
            }
            if (complete) {
                return;
            }
            if (width == 1 && height == 1) {
                for (int c = 0; c < colours; c++) {
                    values[c] = 0;
                }
                return;
            }
            Level half = pulled();
            half.fill();
            push(half);
        }

        private Level pulled() {
            int wide = (width + 1) / 2;
            int high = (height + 1) / 2;
            Level half = new Level(wide, high, colours, new float[colours * wide * high], new float[wide * high]);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int from = y * width + x;
                    int to = y / 2 * wide + x / 2;
                    half.weights[to] += weights[from];
                    for (int c = 0; c < colours && weights[from] > 0; c++) {
                        half.values[c * wide * high + to] += weights[from] * values[c * width * height + from];
                    }
                }
            }
            for (int i = 0; i < half.values.length; i++) {
                float weight = half.weights[i % (wide * high)];
                half.values[i] = weight > 0 ? half.values[i] / weight : 0;
            }
            for (int i = 0; i < half.weights.length; i++) {
                half.weights[i] = Math.min(1, half.weights[i]);
            }
            return half;
        }

        /** Linear between the four nearest pixels of half the size, whose centres are a quarter or three away. */
        private void push(Level half) {
            for (int y = 0; y < height; y++) {
                int near = y / 2;
                int far = Math.max(0, Math.min(half.height - 1, near + (y % 2 == 0 ? -1 : 1)));
                for (int x = 0; x < width; x++) {
                    if (weights[y * width + x] > 0) {
                        continue;
                    }
                    int left = x / 2;
                    int right = Math.max(0, Math.min(half.width - 1, left + (x % 2 == 0 ? -1 : 1)));
                    for (int c = 0; c < colours; c++) {
                        float nearer = 0.75f * half.at(c, near, left) + 0.25f * half.at(c, near, right);
                        float farther = 0.75f * half.at(c, far, left) + 0.25f * half.at(c, far, right);
                        values[(c * height + y) * width + x] = 0.75f * nearer + 0.25f * farther;
                    }
                }
            }
        }

        private float at(int colour, int y, int x) {
            return values[(colour * height + y) * width + x];
        }
    }
}
