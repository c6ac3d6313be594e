package dev.ganvas.data;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Fit;
import dev.ganvas.image.PictureSize;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens a source's cache with the channels that its pictures ask for. Which these are is known for sure only when all are
 * decoded; so some pictures are looked at, and the others are decoded once more where that was misleading.
 */
final class SuitedChannels {
    private static final int LOOKED_AT = 16;

    private SuitedChannels() {}

    static PixelCache open(PictureSource source, PictureSize size, Fit fit, Path cacheRoot, ProgressListener listener)
            throws IOException {
        Channels guess = guess(source);
        PixelCache cache = PixelCache.open(source, new PixelLayout(size, fit, guess), cacheRoot, listener);
        Channels suited = cache.suitedChannels();
        if (suited == guess) {
            return cache;
        }
        cache.close();
        return PixelCache.open(source, new PixelLayout(size, fit, suited), cacheRoot, listener);
    }

    private static Channels guess(PictureSource source) throws IOException {
        PictureColours colours = PictureColours.NONE;
        int stride = Math.max(1, source.count() / LOOKED_AT);
        for (int i = 0; i < source.count(); i += stride) {
            try {
                colours = colours.and(PictureColours.of(source.read(i)));
            } catch (MalformedFileException e) {
                // The cache reports it with its reason; the others tell enough.
                continue;
            }
        }
        return colours.suited();
    }
}
