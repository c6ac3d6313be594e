package dev.ganvas.vision;

import dev.ganvas.image.Planes;

/** Turns a picture into a better one. Sizes, tiles and threads are its own business. */
public interface Restorer extends AutoCloseable {
    /** How many times as wide and as high the result is. */
    int scale();

    /** Channels of the pictures that it takes and gives. */
    int channels();

    /**
     * The better picture.
     *
     * @param picture sRGB values of {@link #channels()} channels, of any size; stays as it is
     * @param strength 0 to 1 for those that can be steered, such as the noise level as a part of white; ignored by others
     * @return {@link #scale()} times as wide and high; values may lie slightly outside 0 to 1
     */
    Planes restore(Planes picture, double strength);

    @Override
    void close();
}
