package dev.ganvas.cli;

import dev.ganvas.image.Picture;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.plates.FoundPlates.Found;
import dev.ganvas.plates.PlateFinder;
import dev.ganvas.vision.Face;
import dev.ganvas.vision.FaceDetector;
import java.util.List;

/** Licence plates as what is to be covered beside faces. */
record PlatesToCover(PlateFinder finder) implements FaceDetector {
    @Override
    public String name() {
        return PlateFinder.SHIPPED;
    }

    @Override
    public List<Face> find(Picture picture) {
        return finder.find(picture).stream().map(PlatesToCover::box).toList();
    }

    private static Face box(Found found) {
        Quad corners = found.corners();
        double width = corners.right() - corners.left();
        double height = corners.bottom() - corners.top();
        return new Face(
                corners.left(), corners.top(), Math.max(1, width), Math.max(1, height), found.score(), List.of());
    }

    @Override
    public void close() {
        finder.close();
    }
}
