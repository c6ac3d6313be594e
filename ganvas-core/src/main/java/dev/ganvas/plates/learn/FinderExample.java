package dev.ganvas.plates.learn;

import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.plates.network.FinderNetwork;
import dev.ganvas.plates.render.PlateScene;

/**
 * A scene and what the finder should say of it.
 *
 * @param heat how near each cell is to the middle of a plate, 1 in its middle
 * @param corners where corners are, {@code [8, cells]}, in the network's units
 * @param weights how much each cell's corners count
 */
record FinderExample(Planes picture, float[] heat, float[] corners, float[] weights) {
    /** Deviations of a plate's heat, as parts of its sides; never less than this part of a cell. */
    private static final double ACROSS = 0.12;

    private static final double DOWN = 0.22;
    private static final double LEAST = 0.7;

    /** Cells of less heat say nothing of corners. */
    private static final double COUNTED = 0.3;

    static FinderExample of(PlateScene scene) {
        int cell = FinderNetwork.CELL;
        int wide = scene.picture().width() / cell;
        int high = scene.picture().height() / cell;
        FinderExample example = new FinderExample(
                scene.picture(), new float[wide * high], new float[8 * wide * high], new float[wide * high]);
        for (PlateScene.Shown plate : scene.plates()) {
            example.mark(plate.corners(), wide, high);
        }
        return example;
    }

    private void mark(Quad plate, int wide, int high) {
        double cell = FinderNetwork.CELL;
        Point middle = plate.middle();
        double across = Math.max(LEAST, ACROSS * plate.width() / cell);
        double down = Math.max(LEAST, DOWN * plate.height() / cell);
        int middleX = (int) (middle.x() / cell);
        int middleY = (int) (middle.y() / cell);
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                double dx = (x + 0.5 - middle.x() / cell) / across;
                double dy = (y + 0.5 - middle.y() / cell) / down;
                boolean isMiddle = x == middleX && y == middleY;
                float near = isMiddle ? 1 : (float) Math.min(0.99, Math.exp(-(dx * dx + dy * dy) / 2));
                int at = y * wide + x;
                heat[at] = Math.max(heat[at], near);
                if (near > COUNTED) {
                    // An error of a pixel matters more where a plate is small.
                    weights[at] = (float) (near / Math.max(0.5, plate.height() / FinderNetwork.UNIT));
                    for (int i = 0; i < 4; i++) {
                        corners[2 * i * wide * high + at] =
                                (float) ((plate.corner(i).x() - (x + 0.5) * cell) / FinderNetwork.UNIT);
                        corners[(2 * i + 1) * wide * high + at] =
                                (float) ((plate.corner(i).y() - (y + 0.5) * cell) / FinderNetwork.UNIT);
                    }
                }
            }
        }
    }
}
