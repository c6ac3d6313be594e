package dev.ganvas.plates;

import dev.ganvas.image.geometry.Quad;
import java.util.Optional;

/**
 * A plate in a photograph.
 *
 * @param corners pixels; upper left, upper right, lower right, lower left of the plate itself
 * @param score of the finder, 0 to 1
 * @param reading what it says
 * @param restored what it says after it was restored, where that is something else
 */
public record Plate(Quad corners, double score, PlateReading reading, Optional<PlateReading> restored) {}
