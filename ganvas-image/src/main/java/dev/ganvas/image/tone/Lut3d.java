package dev.ganvas.image.tone;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import java.util.Objects;

/**
 * A table of colours: for each of a lattice of red, green and blue from 0 to 1, what it becomes; between them tetrahedral
 * interpolation (Kasson, Nin, Plouffe, Hafner, "Performing color space conversions with three-dimensional linear
 * interpolation", Journal of Electronic Imaging 4(3), 1995), which keeps greys between grey corners grey.
 *
 * @param size points along each axis, 2 to {@value #MAX_SIZE}
 * @param values {@code size^3} times red, green, blue; the red index runs fastest, then green; finite, not copied
 */
public record Lut3d(int size, float[] values) implements ToneOperator, ToneRule {
    /** Points along an axis; more than any program writes. */
    public static final int MAX_SIZE = 129;

    public Lut3d {
        Require.within(size, 2, MAX_SIZE, "size of a lookup table");
        Objects.requireNonNull(values, "values");
        Require.that(
                values.length == 3 * size * size * size,
                "a lookup table of " + size + " needs " + 3 * size * size * size + " values, not " + values.length);
    }

    /** The colour that another becomes, all from 0 to 1. */
    @FunctionalInterface
    public interface Mapping {
        float[] of(float red, float green, float blue);
    }

    /** The table of a mapping. */
    public static Lut3d of(int size, Mapping mapping) {
        Require.within(size, 2, MAX_SIZE, "size of a lookup table");
        float[] values = new float[3 * size * size * size];
        float last = size - 1;
        for (int i = 0; i < values.length / 3; i++) {
            float[] colour = mapping.of(i % size / last, i / size % size / last, i / size / size / last);
            System.arraycopy(colour, 0, values, 3 * i, 3);
        }
        return new Lut3d(size, values);
    }

    /** The table that does what an operator does that is the same for every picture and place. */
    public static Lut3d of(ToneOperator operator, int size) {
        Require.that(!operator.dependsOnPicture(), "what depends on the picture has no table");
        Lut3d same = identity(size);
        int count = same.values.length / 3;
        Planes lattice = Planes.black(count, 1, 3);
        for (int i = 0; i < same.values.length; i++) {
            lattice.values()[i % 3 * count + i / 3] = same.values[i];
        }
        float[] becomes = operator.apply(lattice).values();
        float[] values = new float[same.values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = becomes[i % 3 * count + i / 3];
        }
        return new Lut3d(size, values);
    }

    /** The table that changes nothing. */
    public static Lut3d identity(int size) {
        return of(size, (red, green, blue) -> new float[] {red, green, blue});
    }

    @Override
    public ToneStatistics statistics(int width, int height) {
        return ToneStatistics.none(this);
    }

    @Override
    public boolean dependsOnPicture() {
        return false;
    }

    /** Colours beyond 0 to 1 are clamped. A picture of one channel gets the mean of what its grey becomes. */
    @Override
    public Planes apply(Planes picture, int top) {
        Planes changed = ToneOperator.copy(picture);
        int area = picture.area();
        float[] from = picture.values();
        boolean colour = picture.channels() == 3;
        Rows.each(picture.height(), 16 * picture.width(), y -> {
            float[] out = new float[3];
            for (int i = y * picture.width(); i < (y + 1) * picture.width(); i++) {
                look(from[i], from[colour ? area + i : i], from[colour ? 2 * area + i : i], out);
                if (colour) {
                    changed.values()[i] = out[0];
                    changed.values()[area + i] = out[1];
                    changed.values()[2 * area + i] = out[2];
                } else {
                    changed.values()[i] = (out[0] + out[1] + out[2]) / 3;
                }
            }
        });
        return changed;
    }

    private void look(float red, float green, float blue, float[] out) {
        float x = place(red);
        float y = place(green);
        float z = place(blue);
        int left = Math.min(size - 2, (int) x);
        int top = Math.min(size - 2, (int) y);
        int front = Math.min(size - 2, (int) z);
        float r = x - left;
        float g = y - top;
        float b = z - front;
        int base = 3 * (left + size * (top + size * front));
        int far = base + 3 * (1 + size + size * size);
        // From the near corner to the far one, first along the axis with the largest part.
        int first = largest(r, g, b);
        int last = smallest(r, g, b);
        int second = 3 - first - last;
        int one = base + step(first);
        int two = one + step(second);
        float high = part(first, r, g, b);
        float middle = part(second, r, g, b);
        float low = part(last, r, g, b);
        for (int c = 0; c < 3; c++) {
            out[c] = (1 - high) * values[base + c]
                    + (high - middle) * values[one + c]
                    + (middle - low) * values[two + c]
                    + low * values[far + c];
        }
    }

    private float place(float value) {
        return Math.max(0, Math.min(1, value)) * (size - 1);
    }

    private static int largest(float r, float g, float b) {
        if (r >= g && r >= b) {
            return 0;
        }
        return g >= b ? 1 : 2;
    }

    /** Another axis than the largest, also when all are alike. */
    private static int smallest(float r, float g, float b) {
        if (b <= g && b <= r) {
            return 2;
        }
        return g <= r ? 1 : 0;
    }

    private static float part(int axis, float r, float g, float b) {
        if (axis == 0) {
            return r;
        }
        return axis == 1 ? g : b;
    }

    private int step(int axis) {
        if (axis == 0) {
            return 3;
        }
        return axis == 1 ? 3 * size : 3 * size * size;
    }
}
