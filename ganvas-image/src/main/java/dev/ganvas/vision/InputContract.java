package dev.ganvas.vision;

import dev.ganvas.error.Require;

/**
 * What a network's pictures are like: those it takes, or those it draws. Values lie in [-1, 1], in sRGB.
 *
 * @param width pixels
 * @param height pixels
 * @param channels values of a pixel
 */
public record InputContract(int width, int height, int channels) {
    /** Values of a pixel in colour. */
    public static final int RGB = 3;

    public InputContract {
        Require.that(width >= 0 && height >= 0 && channels >= 0, "sizes of pictures must not be negative");
    }

    /** Colour pictures of a side. */
    public static InputContract rgb(int size) {
        return new InputContract(size, size, RGB);
    }
}
