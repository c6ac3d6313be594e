package dev.ganvas.toybox;

import static dev.ganvas.toybox.Canvas.rectangle;
import static dev.ganvas.toybox.Masonry.GROUND;

import dev.ganvas.toybox.BuildingScene.Roof;
import java.awt.Paint;

/** Paints houses, barns, shops and skyscrapers: a front, and a side that gives depth. */
final class BuildingPainter {
    private final Canvas canvas;
    private final BuildingScene building;
    private final Masonry masonry;
    private final int walls;
    private final int roof;

    BuildingPainter(Canvas canvas, BuildingScene building) {
        this.canvas = canvas;
        this.building = building;
        this.masonry = new Masonry(canvas, building);
        this.walls = building.walls().rgb();
        this.roof = building.roofColor().rgb();
    }

    void paint() {
        switch (building.kind()) {
            case HOUSE -> house();
            case BARN -> barn();
            case SHOP -> shop();
            default -> skyscraper();
        }
    }

    private void house() {
        int floors = building.floors();
        double half = 0.5 + 0.06 * building.wide();
        double left = -half - 0.1;
        double right = half - 0.1;
        double depth = 0.26;
        double floorHeight = floors == 1 ? 0.66 : 0.47;
        double top = GROUND - floors * floorHeight - 0.03 * building.tall();
        masonry.surroundings(half + 0.1);
        canvas.box(canvas.ink(masonry.sideColor(walls, 1)), right, top, depth, GROUND - top);
        canvas.box(masonry.wall(left, 2 * half), left, top, 2 * half, GROUND - top);
        double peak = top - 0.42 - 0.06 * building.tall();
        chimney(right - 0.02, peak);
        if (building.roof() == Roof.GABLE) {
            double middle = (left + right) / 2;
            canvas.polygon(masonry.wall(left, 2 * half), left, top, right, top, middle, peak);
            canvas.polygon(
                    canvas.ink(masonry.sideColor(roof, 1)),
                    middle - 0.02,
                    peak - 0.03,
                    middle + depth + 0.04,
                    peak - 0.03,
                    right + depth + 0.07,
                    top + 0.07,
                    right - 0.01,
                    top + 0.05);
            canvas.line(canvas.ink(roof), 0.085, left - 0.06, top + 0.05, middle, peak, right + 0.03, top + 0.05);
        } else {
            canvas.polygon(
                    canvas.lit(roof, 0, (top + peak) / 2, 0.6),
                    left - 0.09,
                    top + 0.03,
                    left + 0.28,
                    peak + 0.06,
                    right - 0.05,
                    peak + 0.06,
                    right + 0.03,
                    top + 0.03);
            canvas.polygon(
                    canvas.ink(masonry.sideColor(roof, 1)),
                    right - 0.05,
                    peak + 0.06,
                    right + depth + 0.08,
                    top + 0.03,
                    right + 0.03,
                    top + 0.03);
        }
        houseFront(left, half, top, floorHeight);
    }

    private void houseFront(double left, double half, double top, double floorHeight) {
        int columns = building.columns();
        double pitch = 2 * half / columns;
        double width = Math.min(0.24, 0.55 * pitch);
        boolean besideDoor = columns == 2;
        double doorX = left + half;
        for (int floor = 0; floor < building.floors(); floor++) {
            boolean lowest = floor == building.floors() - 1;
            for (int column = 0; column < columns; column++) {
                boolean door = lowest && !besideDoor && column == 1;
                if (!door) {
                    double shift = besideDoor ? (column == 0 ? -0.04 : 0.04) : 0;
                    double x = left + (column + 0.5) * pitch - width / 2 + shift;
                    masonry.window(x, top + floor * floorHeight + 0.13, width, 0.5 * floorHeight);
                }
            }
        }
        masonry.door(doorX, besideDoor ? 0.2 : 0.22, 0.4);
    }

    private void chimney(double x, double peak) {
        canvas.box(canvas.ink(0x9a5a48), x - 0.2, peak - 0.06, 0.14, 0.4);
        canvas.box(canvas.ink(0x7a463a), x - 0.22, peak - 0.1, 0.18, 0.06);
        if (building.turn() > 0.5) {
            canvas.ellipse(canvas.ink(0xffffff, 0.55), x - 0.08, peak - 0.2, 0.09, 0.07);
            canvas.ellipse(canvas.ink(0xffffff, 0.4), x + 0.03, peak - 0.32, 0.12, 0.08);
        }
    }

    private void barn() {
        double half = 0.56 + 0.06 * building.wide();
        double top = 0.16 - 0.06 * building.tall();
        double peak = top - 0.68 - 0.06 * building.tall();
        double depth = 0.24;
        double left = -half - 0.1;
        double right = half - 0.1;
        double middle = -0.1;
        masonry.surroundings(half + 0.1);
        boolean gambrel = building.roof() == Roof.GAMBREL;
        double kneeX = gambrel ? 0.66 * half : 0.5 * half;
        double kneeY = gambrel ? top - 0.42 : (top + peak) / 2;
        canvas.box(canvas.ink(masonry.sideColor(walls, 1)), right, top, depth, GROUND - top);
        canvas.polygon(
                canvas.ink(masonry.sideColor(roof, 1)),
                middle,
                peak - 0.03,
                middle + depth,
                peak - 0.03,
                middle + kneeX + depth + 0.04,
                kneeY,
                right + depth + 0.05,
                top + 0.05,
                right,
                top + 0.05,
                middle + kneeX,
                kneeY);
        canvas.polygon(
                masonry.wall(left, 2 * half),
                left,
                GROUND,
                left,
                top,
                middle - kneeX,
                kneeY,
                middle,
                peak,
                middle + kneeX,
                kneeY,
                right,
                top,
                right,
                GROUND);
        for (int i = 1; i < 6; i++) {
            double x = left + i * half / 3;
            canvas.line(canvas.ink(Palette.darker(walls, 0.3), 0.5), 0.015, x, top, x, GROUND - 0.02);
        }
        Paint trim = canvas.ink(0xf8f3e6);
        canvas.line(
                canvas.ink(roof),
                0.1,
                left - 0.04,
                top + 0.05,
                middle - kneeX,
                kneeY,
                middle,
                peak,
                middle + kneeX,
                kneeY,
                right + 0.04,
                top + 0.05);
        for (int i = 0; i < building.columns(); i++) {
            double x = middle + (i - (building.columns() - 1) / 2.0) * 0.36 - 0.1;
            masonry.window(x, top - 0.22, 0.2, 0.2);
        }
        barnDoor(middle, trim);
    }

    private void barnDoor(double x, Paint trim) {
        double width = 0.6;
        double y = GROUND - 0.48;
        canvas.box(trim, x - width / 2 - 0.04, y - 0.04, width + 0.08, 0.52);
        canvas.box(canvas.ink(Palette.darker(walls, 0.2)), x - width / 2, y, width, 0.48);
        canvas.box(trim, x - 0.02, y, 0.04, 0.48);
        for (int side = -1; side <= 1; side += 2) {
            canvas.line(trim, 0.045, x + side * 0.04, y + 0.02, x + side * 0.28, GROUND - 0.02);
            canvas.line(trim, 0.045, x + side * 0.28, y + 0.02, x + side * 0.04, GROUND - 0.02);
        }
    }

    private void shop() {
        double half = 0.7 + 0.08 * building.wide();
        boolean upper = building.floors() > 1;
        double top = upper ? -0.62 : -0.22 - 0.06 * building.tall();
        masonry.surroundings(half);
        canvas.box(masonry.wall(-half, 2 * half), -half, top, 2 * half, GROUND - top);
        canvas.box(canvas.ink(Palette.darker(walls, 0.35)), -half - 0.05, top - 0.07, 2 * half + 0.1, 0.1);
        if (upper) {
            double pitch = 2 * half / building.columns();
            double width = Math.min(0.26, 0.6 * pitch);
            for (int i = 0; i < building.columns(); i++) {
                masonry.window(-half + (i + 0.5) * pitch - width / 2, top + 0.1, width, 0.27);
            }
        }
        double signY = upper ? -0.16 : top + 0.09;
        canvas.rounded(
                canvas.ink(Palette.darker(building.door().rgb(), 0.45)),
                rectangle(-half + 0.08, signY, 2 * half - 0.16, 0.25),
                0.03);
        double letters = 0.135 * building.sign().length();
        canvas.text(canvas.glow(0xfff6dc, 1), building.sign(), rectangle(-letters / 2, signY + 0.045, letters, 0.16));
        masonry.window(-half + 0.1, 0.34, 1.22 * half - 0.2, 0.34);
        masonry.door(0.58 * half, 0.28, 0.54);
        awning(half, signY + 0.27);
    }

    private void awning(double half, double y) {
        int stripes = 8;
        double width = (2 * half + 0.1) / stripes;
        for (int i = 0; i < stripes; i++) {
            int rgb = i % 2 == 0 ? building.door().rgb() : 0xfdfaf2;
            // White stripes beside a white awning would make one cloth of it.
            int other = i % 2 == 0 && Palette.luma(rgb) > 215 ? 0x3f8f88 : rgb;
            double x = -half - 0.05 + i * width;
            Paint cloth = canvas.fade(other, y, Palette.darker(other, 0.15), y + 0.2);
            canvas.box(cloth, x, y, width, 0.16);
            canvas.ellipse(cloth, x + width / 2, y + 0.16, width / 2, 0.06);
        }
    }

    private void skyscraper() {
        double half = 0.36 + 0.07 * building.wide();
        double depth = 0.2;
        double top = -0.74 - 0.08 * building.tall();
        double left = -half - 0.09;
        masonry.surroundings(half + 0.05);
        crown(left + half, half, top);
        canvas.polygon(
                canvas.ink(masonry.sideColor(walls, 1)),
                left + 2 * half,
                top,
                left + 2 * half + depth,
                top + 0.07,
                left + 2 * half + depth,
                GROUND - 0.03,
                left + 2 * half,
                GROUND);
        canvas.box(masonry.wall(left, 2 * half), left, top, 2 * half, GROUND - top);
        int floors = building.floors();
        int columns = building.columns();
        double rowPitch = (GROUND - 0.22 - top) / floors;
        double pitch = 2 * half / columns;
        for (int floor = 0; floor < floors; floor++) {
            double y = top + (floor + 0.28) * rowPitch;
            for (int column = 0; column < columns; column++) {
                masonry.bareWindow(left + (column + 0.17) * pitch, y, 0.66 * pitch, 0.58 * rowPitch);
            }
            canvas.polygon(
                    canvas.ink(Palette.darker(walls, 0.5), 0.55),
                    left + 2 * half + 0.04,
                    y + 0.01,
                    left + 2 * half + depth - 0.03,
                    y + 0.04,
                    left + 2 * half + depth - 0.03,
                    y + 0.04 + 0.5 * rowPitch,
                    left + 2 * half + 0.04,
                    y + 0.5 * rowPitch);
        }
        canvas.box(canvas.ink(Palette.darker(walls, 0.55)), left + 0.6 * half, GROUND - 0.17, 0.8 * half, 0.17);
        canvas.box(canvas.ink(0xbfe0ee), left + 0.7 * half, GROUND - 0.14, 0.6 * half, 0.14);
    }

    private void crown(double x, double half, double top) {
        Paint paint = canvas.ink(Palette.darker(walls, 0.15));
        switch (building.roof()) {
            case SPIRE -> {
                canvas.polygon(paint, x - 0.6 * half, top, x, top - 0.22, x + 0.6 * half, top);
                canvas.line(paint, 0.045, x, top - 0.15, x, top - 0.34);
            }
            case STEPPED -> {
                canvas.box(paint, x - 0.66 * half, top - 0.1, 1.32 * half, 0.12);
                canvas.box(paint, x - 0.36 * half, top - 0.19, 0.72 * half, 0.12);
            }
            default -> canvas.box(paint, x - 1.08 * half, top - 0.05, 2.16 * half, 0.06);
        }
    }
}
