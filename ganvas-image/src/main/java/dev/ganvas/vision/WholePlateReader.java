package dev.ganvas.vision;

import dev.ganvas.image.Planes;
import java.util.Optional;

/** Reads pictures of whole licence plates, whatever rows their text stands in. For one thread at a time. */
public interface WholePlateReader extends AutoCloseable {
    /** The name printed beside every reading of this reader. */
    String name();

    /**
     * Where a plate is from, as it looks.
     *
     * @param name of a country or a part of one
     * @param confidence 0 to 1
     */
    record Place(String name, double confidence) {}

    /**
     * What a plate says.
     *
     * @param characters from left to right, row after row
     * @param place where it is from, of readers that tell
     */
    record Said(CharacterProbabilities characters, Optional<Place> place) {}

    /**
     * Reads a plate.
     *
     * @param plate from the front, sRGB in [0, 1] with 3 channels, of any size
     */
    Said read(Planes plate);

    @Override
    void close();
}
