package dev.ganvas.data;

import dev.ganvas.image.Channels;
import dev.ganvas.image.Opacity;
import dev.ganvas.image.Picture;

/**
 * What pictures need channels for.
 *
 * @param pictures how many there are
 * @param coloured those with a visible pixel that is not grey
 * @param transparent those with a pixel that is not opaque
 */
record PictureColours(int pictures, int coloured, int transparent) {
    static final PictureColours NONE = new PictureColours(0, 0, 0);

    static PictureColours of(Picture picture) {
        return new PictureColours(1, isColoured(picture) ? 1 : 0, Opacity.isNeeded(picture) ? 1 : 0);
    }

    private static boolean isColoured(Picture picture) {
        if (picture.channels() == Channels.GREY.count()) {
            return false;
        }
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return true;
            }
        }
        return false;
    }

    PictureColours and(PictureColours other) {
        return new PictureColours(
                pictures + other.pictures, coloured + other.coloured, transparent + other.transparent);
    }

    /** Opacity where at least half of the pictures make use of it, else grey where all are. */
    Channels suited() {
        if (pictures > 0 && 2L * transparent >= pictures) {
            return Channels.RGBA;
        }
        return coloured == 0 && pictures > 0 ? Channels.GREY : Channels.RGB;
    }
}
