package dev.ganvas.plates.render;

import dev.ganvas.image.Planes;
import dev.ganvas.plates.PlateKind;

/**
 * A drawn plate as a reader sees it, with what it says.
 *
 * @param picture sRGB in [0, 1], of the sides of a {@link dev.ganvas.plates.PlateStrip}
 */
public record PlateCrop(Planes picture, String text, PlateKind kind) {}
