package dev.ganvas.data;

import dev.ganvas.error.Require;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Fit;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;

/**
 * What pictures of any size and kind are made into, so that all are alike.
 *
 * @param size each side 1 to {@value #MAX_SIDE}
 * @param fit how pictures of other proportions come to this size
 * @param channels what their pixels consist of
 */
public record PixelLayout(PictureSize size, Fit fit, Channels channels) {
    /** The largest width and height. */
    public static final int MAX_SIDE = 4096;

    public PixelLayout {
        Require.within(size.width(), 1, MAX_SIDE, "picture width");
        Require.within(size.height(), 1, MAX_SIDE, "picture height");
    }

    /** Central squares in RGB. */
    public static PixelLayout square(int side) {
        return new PixelLayout(PictureSize.square(side), Fit.CROP, Channels.RGB);
    }

    public PixelShape shape() {
        return new PixelShape(size, channels.count());
    }

    /** A picture in this layout. */
    public Picture of(Picture picture) {
        return fit.apply(channels.of(picture), size);
    }
}
