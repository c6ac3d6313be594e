package dev.ganvas.data;

import dev.ganvas.image.Channels;
import dev.ganvas.image.Fit;
import dev.ganvas.image.PictureSize;
import java.util.Optional;

/**
 * What a person may choose about how pictures are trained on; what is absent is chosen by the pictures.
 *
 * @param size by default 32 for small pictures, else 64
 * @param fit how pictures of other proportions come to this size; by default {@link Fit#CROP}
 * @param channels by default grey when every picture is, RGBA when at least half of them are transparent somewhere, else RGB
 */
public record PictureChoice(Optional<PictureSize> size, Fit fit, Optional<Channels> channels) {
    /** Everything is chosen by the pictures. */
    public static final PictureChoice AUTO = new PictureChoice(Optional.empty(), Fit.CROP, Optional.empty());

    /** Central squares with a side of so many pixels. */
    public static PictureChoice square(int side) {
        return AUTO.withSize(PictureSize.square(side));
    }

    public PictureChoice withSize(PictureSize other) {
        return new PictureChoice(Optional.of(other), fit, channels);
    }

    public PictureChoice withFit(Fit other) {
        return new PictureChoice(size, other, channels);
    }

    public PictureChoice withChannels(Channels other) {
        return new PictureChoice(size, fit, Optional.of(other));
    }
}
