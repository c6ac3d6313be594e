package dev.ganvas.image;

import java.awt.image.BufferedImage;
import java.util.Objects;

/**
 * A picture as its file stores it: not turned upright, in its own colours.
 *
 * @param format of the file
 * @param orientation 1 to 8, by which it is still to be turned, see {@link Orientation#source}
 * @param image its samples; what is neither grey nor RGB is in the colour space that the image names
 */
public record StoredPicture(PictureFormat format, int orientation, BufferedImage image) {
    public StoredPicture {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(image, "image");
    }
}
