package dev.ganvas.data;

import dev.ganvas.image.Channels;
import dev.ganvas.image.PictureSize;

/**
 * What a picture is as numbers, {@code [height, width, channels]}.
 *
 * @param channels 1 for grey, 3 for RGB, 4 for RGB multiplied by opacity and opacity
 */
public record PixelShape(PictureSize size, int channels) {
    public PixelShape {
        Channels.of(channels);
    }

    /** Square, in RGB. */
    public static PixelShape square(int side) {
        return new PixelShape(PictureSize.square(side), Channels.RGB.count());
    }

    public int width() {
        return size.width();
    }

    public int height() {
        return size.height();
    }

    /** Values of a picture. */
    public int values() {
        return Math.multiplyExact(Math.multiplyExact(width(), height()), channels);
    }
}
