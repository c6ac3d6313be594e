package dev.ganvas.search;

import dev.ganvas.error.Require;

/** Arithmetic of feature vectors. */
final class Vectors {
    private Vectors() {}

    /** Scaled to length 1; one of zeros stays as it is. */
    static float[] unit(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            Require.that(Float.isFinite(value), "a feature vector holds a value that is not finite");
            sum += (double) value * value;
        }
        double scale = sum == 0 ? 0 : 1 / Math.sqrt(sum);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] * scale);
        }
        return unit;
    }

    /** The product of two vectors of one length. Eight sums, because a single one waits for itself at every step. */
    static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i + 7 < a.length; i += 8) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
