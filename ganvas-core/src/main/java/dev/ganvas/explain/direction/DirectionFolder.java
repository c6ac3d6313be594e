package dev.ganvas.explain.direction;

import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directions of a generator as a folder: a strip of pictures for each, and a {@link DirectionFile} of all.
 *
 * @param file of all directions
 * @param directions with their strips, the most telling first
 */
public record DirectionFolder(Path file, List<Shown> directions) {
    private static final int STRIP_ROWS = 5;

    public DirectionFolder {
        directions = List.copyOf(directions);
    }

    /**
     * A direction and the picture that shows it.
     *
     * @param strip PNG file, from -3 steps on the left to +3 on the right
     */
    public record Shown(LatentDirection direction, Path strip) {}

    /**
     * Explores and writes; files of the same names are replaced.
     *
     * @param origin goes into each picture, beside the direction's name
     */
    public static DirectionFolder write(Path folder, LatentExploration exploration, Origin origin) throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (LatentDirection direction : exploration.directions()) {
            Path strip = folder.resolve(direction.name().replaceAll("[^A-Za-z0-9.-]", "_") + ".png");
            Origin described = origin.with("direction", direction.name());
            Pictures.writePng(strip, exploration.strip(direction, STRIP_ROWS), described);
            shown.add(new Shown(direction, strip));
        }
        Path file = folder.resolve(DirectionFile.NAME);
        DirectionFile.write(file, shown.stream().map(Shown::direction).toList());
        return new DirectionFolder(file, shown);
    }
}
