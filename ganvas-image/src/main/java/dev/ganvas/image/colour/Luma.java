package dev.ganvas.image.colour;

/** Brightness of gamma-encoded red, green and blue (ITU-R BT.601). */
public final class Luma {
    private Luma() {}

    /**
     * Y' of studio swing, as MATLAB's {@code rgb2ycbcr} gives it for 8 bits but without rounding; what the figures of
     * super-resolution are measured on.
     *
     * @return 16 for black to 235 for white
     */
    public static double studio(double red, double green, double blue) {
        return 16 + 65.481 * red + 128.553 * green + 24.966 * blue;
    }

    /** Y' from 0 for black to 1 for white, as JPEG has it. */
    public static double full(double red, double green, double blue) {
        return 0.299 * red + 0.587 * green + 0.114 * blue;
    }
}
