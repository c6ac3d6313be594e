package dev.ganvas.vision;

import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Quad;
import java.util.List;

/** Finds licence plates in photographs. For one thread at a time. */
public interface PlateDetector extends AutoCloseable {
    /**
     * A plate.
     *
     * @param corners pixels
     * @param score 0 to 1
     */
    record Sighting(Quad corners, double score) {}

    /**
     * All that may be plates, in any order; one plate may be told more than once.
     *
     * @param photo sRGB in [0, 1] with 3 channels, of any size
     */
    List<Sighting> find(Planes photo);

    @Override
    void close();
}
