package dev.ganvas.toybox;

import static dev.ganvas.toybox.Masonry.GROUND;

import dev.ganvas.toybox.BuildingScene.Roof;
import java.awt.Paint;

/** Paints castles, lighthouses and windmills. */
final class LandmarkPainter {
    private final Canvas canvas;
    private final BuildingScene building;
    private final Masonry masonry;
    private final int walls;
    private final int roof;

    LandmarkPainter(Canvas canvas, BuildingScene building) {
        this.canvas = canvas;
        this.building = building;
        this.masonry = new Masonry(canvas, building);
        this.walls = building.walls().rgb();
        this.roof = building.roofColor().rgb();
    }

    void paint() {
        switch (building.kind()) {
            case CASTLE -> castle();
            case LIGHTHOUSE -> lighthouse();
            default -> windmill();
        }
    }

    private void castle() {
        double tower = 0.21 + 0.02 * building.wide();
        double apart = 0.55 + 0.05 * building.wide();
        double top = -0.36 - 0.1 * building.tall();
        masonry.surroundings(apart + tower);
        canvas.box(masonry.wall(-0.24, 0.48), -0.24, -0.34, 0.48, 0.6);
        battlements(0, 0.24, -0.34);
        flag(0, -0.4);
        canvas.box(masonry.wall(-apart, 2 * apart), -apart, 0.06, 2 * apart, GROUND - 0.06);
        battlements(0, apart, 0.06);
        for (int side = -1; side <= 1; side += 2) {
            double x = side * apart;
            canvas.box(canvas.lit(walls, x, 0.2, 0.5), x - tower, top, 2 * tower, GROUND - top);
            if (building.roof() == Roof.CONE) {
                canvas.polygon(
                        canvas.lit(roof, x, top - 0.2, 0.25),
                        x - tower - 0.07,
                        top + 0.02,
                        x,
                        top - 0.5,
                        x + tower + 0.07,
                        top + 0.02);
            } else {
                battlements(x, tower + 0.03, top);
            }
        }
        for (int floor = 0; floor < building.floors(); floor++) {
            for (int side = -1; side <= 1; side += 2) {
                masonry.bareWindow(side * apart - 0.055, top + 0.16 + 0.4 * floor, 0.11, 0.2);
            }
        }
        gate();
    }

    private void battlements(double x, double half, double y) {
        Paint stone = canvas.ink(Palette.darker(walls, 0.1));
        int teeth = half > 0.3 ? 6 : 3;
        double width = 2 * half / (2 * teeth - 1);
        canvas.box(stone, x - half, y - 0.02, 2 * half, 0.06);
        for (int i = 0; i < teeth; i++) {
            canvas.box(stone, x - half + 2 * i * width, y - 0.12, width, 0.12);
        }
    }

    private void flag(double x, double y) {
        double wave = 0.06 * (building.turn() - 0.5);
        canvas.line(canvas.ink(0x5f4a3a), 0.03, x, y, x, y - 0.4);
        canvas.polygon(canvas.ink(roof), x, y - 0.4, x + 0.28, y - 0.3 + wave, x, y - 0.2);
    }

    private void gate() {
        canvas.dome(canvas.ink(Palette.darker(walls, 0.4)), 0, GROUND - 0.26, 0.24, 0.26);
        canvas.box(canvas.ink(Palette.darker(walls, 0.4)), -0.24, GROUND - 0.27, 0.48, 0.27);
        canvas.dome(canvas.ink(0x5b3b24), 0, GROUND - 0.25, 0.19, 0.21);
        canvas.box(canvas.ink(0x5b3b24), -0.19, GROUND - 0.26, 0.38, 0.26);
        for (int i = -1; i <= 1; i++) {
            canvas.box(canvas.ink(0x34210f), i * 0.1 - 0.012, GROUND - 0.42, 0.024, 0.42);
        }
    }

    private void lighthouse() {
        double foot = 0.36 + 0.04 * building.wide();
        double head = 0.22 + 0.02 * building.wide();
        double top = -0.44 - 0.06 * building.tall();
        masonry.surroundings(foot);
        beam(top - 0.17);
        int bands = 5;
        for (int i = 0; i < bands; i++) {
            double from = i / (double) bands;
            double to = (i + 1) / (double) bands;
            double y0 = top + (GROUND - top) * from;
            double y1 = top + (GROUND - top) * to;
            double r0 = head + (foot - head) * from;
            double r1 = head + (foot - head) * to;
            canvas.polygon(
                    canvas.lit(i % 2 == 0 ? walls : 0xf6f3ec, 0, (y0 + y1) / 2, 0.4), -r0, y0, r0, y0, r1, y1, -r1, y1);
        }
        for (int floor = 0; floor < building.floors(); floor++) {
            masonry.window(-0.065, top + 0.14 + 0.3 * floor, 0.13, 0.15);
        }
        masonry.door(0, 0.2, 0.3);
        boolean shining = building.backdrop().light().time() != TimeOfDay.DAY;
        canvas.box(canvas.ink(0x3a3d48), -head - 0.07, top - 0.04, 2 * head + 0.14, 0.07);
        canvas.box(shining ? canvas.glow(0xffe48a, 1) : canvas.ink(0xbfe3ef), -0.15, top - 0.29, 0.3, 0.26);
        for (int i = -1; i <= 1; i++) {
            canvas.box(canvas.ink(0x3a3d48), i * 0.14 - 0.014, top - 0.29, 0.028, 0.26);
        }
        cap(0, top - 0.28, 0.22);
    }

    private void beam(double y) {
        if (building.backdrop().light().time() == TimeOfDay.NIGHT) {
            double tilt = 0.3 * (building.turn() - 0.5);
            canvas.polygon(canvas.glow(0xfff0b0, 0.4), 0, y, 2, y + tilt - 0.3, 2, y + tilt + 0.22);
            canvas.polygon(canvas.glow(0xfff0b0, 0.25), 0, y, -2, y - tilt - 0.16, -2, y - tilt + 0.18);
        }
    }

    private void cap(double x, double y, double r) {
        Paint paint = canvas.lit(roof, x, y - 0.1, r);
        if (building.roof() == Roof.DOME) {
            canvas.dome(paint, x, y, r, 0.85 * r);
        } else {
            canvas.polygon(paint, x - r - 0.03, y, x, y - 1.15 * r, x + r + 0.03, y);
        }
        canvas.ellipse(
                canvas.ink(Palette.darker(roof, 0.3)),
                x,
                y - (building.roof() == Roof.DOME ? 0.88 : 1.15) * r,
                0.03,
                0.04);
    }

    private void windmill() {
        double foot = 0.4 + 0.05 * building.wide();
        double head = 0.25 + 0.02 * building.wide();
        double top = -0.24 - 0.05 * building.tall();
        masonry.surroundings(foot);
        canvas.polygon(canvas.lit(walls, 0, 0.3, 0.6), -head, top, head, top, foot, GROUND, -foot, GROUND);
        canvas.polygon(
                canvas.ink(Palette.darker(walls, 0.22)),
                -0.94 * foot,
                GROUND - 0.1,
                0.94 * foot,
                GROUND - 0.1,
                foot,
                GROUND,
                -foot,
                GROUND);
        for (int floor = 0; floor < building.floors(); floor++) {
            masonry.window(-0.08, top + 0.28 + 0.27 * floor, 0.16, 0.15);
        }
        masonry.door(0, 0.22, 0.3);
        cap(0, top + 0.02, head + 0.04);
        double hubY = top - 0.02;
        for (int i = 0; i < 4; i++) {
            sail(hubY, (building.turn() + i) * Math.PI / 2);
        }
        canvas.ellipse(canvas.ink(0x4a3526), 0, hubY, 0.065, 0.065);
    }

    /** A sail from the hub outwards: a spar and the cloth on one side of it. */
    private void sail(double hubY, double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double length = 0.72;
        double near = 0.16;
        double cloth = 0.17;
        canvas.polygon(
                canvas.ink(0xfaf3df),
                near * cos,
                hubY + near * sin,
                length * cos,
                hubY + length * sin,
                length * cos - cloth * sin,
                hubY + length * sin + cloth * cos,
                near * cos - cloth * sin,
                hubY + near * sin + cloth * cos);
        canvas.line(canvas.ink(0x5b4030), 0.045, 0, hubY, length * cos, hubY + length * sin);
        for (int i = 1; i <= 3; i++) {
            double at = near + (length - near) * i / 3.5;
            canvas.line(
                    canvas.ink(0x8a6a4a),
                    0.018,
                    at * cos,
                    hubY + at * sin,
                    at * cos - cloth * sin,
                    hubY + at * sin + cloth * cos);
        }
    }
}
