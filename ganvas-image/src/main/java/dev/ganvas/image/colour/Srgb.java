package dev.ganvas.image.colour;

/** The transfer function of sRGB (IEC 61966-2-1): light, and the values that files hold. */
public final class Srgb {
    private static final int STEPS = 4096;

    /** {@link #toLight(double)} at multiples of 1 / STEPS, and one more for interpolation at 1. */
    private static final float[] LIGHT = new float[STEPS + 2];

    /** {@link #fromLight(double)} at the squares of multiples of 1 / STEPS, where the curve is nearly straight. */
    private static final float[] ENCODED = new float[STEPS + 2];

    static {
        for (int i = 0; i < LIGHT.length; i++) {
            double at = (double) i / STEPS;
            LIGHT[i] = (float) toLight(at);
            ENCODED[i] = (float) fromLight(at * at);
        }
    }

    private Srgb() {}

    /** Linear light of an sRGB value; values beyond 0 to 1 go on along the curve, negative ones mirrored. */
    public static double toLight(double value) {
        double size = Math.abs(value);
        double light = size <= 0.04045 ? size / 12.92 : StrictMath.pow((size + 0.055) / 1.055, 2.4);
        return Math.copySign(light, value);
    }

    /** The sRGB value of linear light, inverse to {@link #toLight(double)}. */
    public static double fromLight(double light) {
        double size = Math.abs(light);
        double value = size <= 0.0031308 ? size * 12.92 : 1.055 * StrictMath.pow(size, 1 / 2.4) - 0.055;
        return Math.copySign(value, light);
    }

    /** {@link #toLight(double)} from a table, clamped to 0 to 1; off by less than 1e-6. */
    public static float light(float value) {
        float at = clamped(value) * STEPS;
        int below = (int) at;
        return LIGHT[below] + (at - below) * (LIGHT[below + 1] - LIGHT[below]);
    }

    /** {@link #fromLight(double)} from a table, clamped to 0 to 1; off by less than 1e-5. */
    public static float encoded(float light) {
        float at = (float) Math.sqrt(clamped(light)) * STEPS;
        int below = (int) at;
        return ENCODED[below] + (at - below) * (ENCODED[below + 1] - ENCODED[below]);
    }

    private static float clamped(float value) {
        return Math.max(0, Math.min(1, value));
    }
}
