package dev.ganvas.evaluate.distribution;

import dev.ganvas.image.Picture;
import java.util.Iterator;

/** A feature extractor as evaluation sees it: pictures in, numbers out, always the same for the same picture. */
@FunctionalInterface
public interface PictureFeatures {
    /**
     * Features of the next {@code count} pictures, in their order.
     *
     * @param pictures yields at least {@code count}; each is used up before the next is asked for, or in small batches
     */
    Features of(Iterator<Picture> pictures, int count);
}
