package dev.ganvas.plates;

import dev.ganvas.image.Planes;
import dev.ganvas.vision.WholePlateReader.Place;
import java.util.Optional;

/** Says what the characters of a plate are, without a grammar. */
interface CharacterReader {
    /** For people, such as {@code own}. */
    String name();

    /**
     * What it sees.
     *
     * @param kinds logarithms of the probabilities of {@link PlateKind}s, in their order; all the same where it cannot tell
     * @param place where the plate looks to be from, of readers that tell
     */
    record Said(CharacterScores scores, double[] kinds, Optional<Place> place) {
        Said(CharacterScores scores, double[] kinds) {
            this(scores, kinds, Optional.empty());
        }
    }

    /**
     * Reads a plate.
     *
     * @param plate from the front, sRGB in [0, 1], of any size
     * @param twoRows whether its text is taken to stand in two rows
     */
    Said read(Planes plate, boolean twoRows);
}
