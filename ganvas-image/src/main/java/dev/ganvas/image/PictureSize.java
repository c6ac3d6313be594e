package dev.ganvas.image;

import dev.ganvas.error.Require;

/**
 * How large an upright picture is, whatever became of its pixels.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record PictureSize(int width, int height) {
    public PictureSize {
        Require.positive(width, "width");
        Require.positive(height, "height");
    }
}
