package dev.ganvas.image.tone;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;

/**
 * A change of colour or light that follows a rule. A picture of any size is changed by reading its rows twice: once for the
 * {@linkplain #statistics statistics}, once for the change. Safe from several threads.
 */
public interface ToneOperator {
    /**
     * Begins to look at a picture.
     *
     * @param width pixels of the picture
     * @param height pixels of the picture
     */
    ToneStatistics statistics(int width, int height);

    /** Whether what it does depends on the picture, so that it has to be looked at first. */
    default boolean dependsOnPicture() {
        return true;
    }

    /**
     * The changed picture.
     *
     * @param picture sRGB of 1 or 3 channels, stays as it is
     */
    default Planes apply(Planes picture) {
        requireTones(picture);
        ToneStatistics statistics = statistics(picture.width(), picture.height());
        statistics.add(picture);
        return statistics.rule().apply(picture, 0);
    }

    /** Refuses what has no tones. */
    static void requireTones(Planes picture) {
        Require.that(
                picture.channels() == 1 || picture.channels() == 3,
                "tones are of pictures of 1 or 3 channels, not " + picture.channels());
    }

    /** A copy to change in place. */
    static Planes copy(Planes picture) {
        requireTones(picture);
        return new Planes(
                picture.width(),
                picture.height(),
                picture.channels(),
                picture.values().clone());
    }

    /** Whether a pixel has three equal channels. */
    static boolean grey(Planes picture, int pixel) {
        float[] values = picture.values();
        int area = picture.area();
        return picture.channels() == 1
                || (values[pixel] == values[area + pixel] && values[pixel] == values[2 * area + pixel]);
    }
}
