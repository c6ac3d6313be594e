package dev.ganvas.toybox;

import java.awt.Paint;

/** The parts buildings share: walls, windows, doors and the trees beside; the ground is at {@value #GROUND}. */
final class Masonry {
    static final double GROUND = 0.8;

    private static final int LAMPLIGHT = 0xffd976;

    private final Canvas canvas;
    private final BuildingScene building;
    private int nextWindow;

    Masonry(Canvas canvas, BuildingScene building) {
        this.canvas = canvas;
        this.building = building;
    }

    /** The shadow on the ground and the trees. */
    void surroundings(double halfWidth) {
        canvas.ellipse(canvas.ink(0x101020, 0.25), 0.04, GROUND, halfWidth + 0.12, 0.07);
        for (int i = 0; i < building.trees(); i++) {
            tree(
                    i == 0 ? -0.84 : 0.86,
                    0.5 + 0.35 * building.backdrop().spots().get(i).size());
        }
    }

    private void tree(double x, double height) {
        canvas.line(canvas.ink(0x77502f), 0.075, x, GROUND, x, GROUND - 0.5 * height);
        int leaves = building.season().leaves;
        if (building.season() == BuildingScene.Season.WINTER) {
            double h = height * 1.25;
            canvas.polygon(canvas.ink(0x4f8068), x, GROUND - h, x + 0.22, GROUND - 0.1, x - 0.22, GROUND - 0.1);
            canvas.polygon(canvas.ink(leaves), x, GROUND - h, x + 0.1, GROUND - 0.6 * h, x - 0.1, GROUND - 0.6 * h);
        } else {
            canvas.ellipse(
                    canvas.lit(leaves, x, GROUND - 0.85 * height, 0.3), x, GROUND - 0.85 * height, 0.23, 0.4 * height);
        }
    }

    /** A wall in the light: brighter towards it. */
    Paint wall(double x, double width) {
        return canvas.lit(building.walls().rgb(), x + width / 2, 0.2, 0.9);
    }

    /** The colour of a wall that faces right, or left for a negative {@code side}. */
    int sideColor(int rgb, double side) {
        double facing = canvas.lightX() * side;
        return facing > 0 ? Palette.lighter(rgb, 0.12 * facing) : Palette.darker(rgb, 0.18 - 0.25 * facing);
    }

    /** The next window; {@code x, y} is its upper left corner. */
    void window(double x, double y, double width, double height) {
        boolean lit = building.isLit(nextWindow++);
        double rim = Math.min(0.028, 0.14 * width);
        canvas.box(canvas.ink(0xf8f5ec), x - rim, y - rim, width + 2 * rim, height + 2 * rim);
        pane(lit, x, y, width, height);
        if (width > 0.13) {
            canvas.box(canvas.ink(0xf8f5ec), x + width / 2 - rim / 2, y, rim, height);
            canvas.box(canvas.ink(0xf8f5ec), x, y + 0.45 * height, width, rim);
        }
    }

    /** The next window, without a frame. */
    void bareWindow(double x, double y, double width, double height) {
        pane(building.isLit(nextWindow++), x, y, width, height);
    }

    private void pane(boolean lit, double x, double y, double width, double height) {
        Paint glass = lit ? canvas.glow(LAMPLIGHT, 1) : canvas.fade(0x5d83a8, y, 0x39536f, y + height);
        canvas.box(glass, x, y, width, height);
    }

    /** A door standing on the ground, {@code x} its middle. */
    void door(double x, double width, double height) {
        int rgb = building.door().rgb();
        canvas.box(canvas.ink(0xf8f5ec), x - width / 2 - 0.028, GROUND - height - 0.028, width + 0.056, height + 0.028);
        canvas.box(
                canvas.fade(rgb, GROUND - height, Palette.darker(rgb, 0.25), GROUND),
                x - width / 2,
                GROUND - height,
                width,
                height);
        canvas.ellipse(canvas.ink(0xf6d66a), x + 0.3 * width, GROUND - 0.45 * height, 0.022, 0.022);
    }
}
