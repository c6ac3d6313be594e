package dev.ganvas.plates.render;

import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.plates.PlateKind;
import java.util.List;

/**
 * A photograph with drawn plates in it, and what is right about them.
 *
 * @param picture sRGB in [0, 1]
 */
public record PlateScene(Planes picture, List<Shown> plates) {
    public PlateScene {
        plates = List.copyOf(plates);
    }

    /** A plate, with its corners in pixels. */
    public record Shown(Quad corners, String text, PlateKind kind) {}
}
