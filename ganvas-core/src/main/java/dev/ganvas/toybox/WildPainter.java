package dev.ganvas.toybox;

import dev.ganvas.toybox.AnimalScene.Stance;
import java.awt.Paint;
import java.awt.geom.Path2D;

/** Paints elephants, giraffes and turtles, seen from the side and looking right; the ground is at 0.8. */
final class WildPainter {
    private final Canvas canvas;
    private final AnimalScene animal;
    private final Coat coat;
    private final double swing;

    WildPainter(Canvas canvas, AnimalScene animal) {
        this.canvas = canvas;
        this.animal = animal;
        this.coat = new Coat(canvas, animal);
        this.swing = animal.stance() == Stance.WALKING ? 0.1 + 0.05 * animal.stride() : 0.01 * animal.stride();
    }

    void paint() {
        canvas.ellipse(canvas.ink(0x101020, 0.28), 0, 0.82, 0.7, 0.1);
        switch (animal.species()) {
            case ELEPHANT -> elephant();
            case GIRAFFE -> giraffe();
            default -> turtle();
        }
    }

    private void elephant() {
        double stout = 0.94 + 0.1 * animal.build();
        thickLeg(coat.shaded(0.35), -0.4, swing);
        thickLeg(coat.shaded(0.35), 0.22, -swing);
        canvas.curve(coat.shaded(0.25), 0.06, -0.7, 0, -0.88, 0.1, -0.84, 0.42 + 0.1 * animal.stride());
        canvas.ellipse(coat.on(-0.18, 0.02, 0.7), -0.16, 0.06, 0.6, 0.45 * stout);
        thickLeg(coat.on(-0.5, 0.5, 0.4), -0.54, -swing);
        thickLeg(coat.on(0.2, 0.5, 0.4), 0.12, swing);
        double y = -0.2 + 0.05 * animal.tilt();
        trunk(y);
        canvas.ellipse(coat.on(0.46, y, 0.4), 0.46, y, 0.34, 0.35);
        canvas.curve(canvas.ink(0xfbf5e2), 0.085, 0.62, y + 0.24, 0.72, y + 0.44, 0.92, y + 0.34);
        canvas.blob(
                coat.shaded(0.2),
                0.32,
                y - 0.3,
                0.02,
                y - 0.42,
                -0.16,
                y - 0.1,
                -0.08,
                y + 0.3,
                0.16,
                y + 0.42,
                0.34,
                y + 0.15);
        canvas.blob(
                coat.on(0.1, y, 0.4),
                0.32,
                y - 0.26,
                0.05,
                y - 0.36,
                -0.11,
                y - 0.08,
                -0.04,
                y + 0.25,
                0.15,
                y + 0.34,
                0.3,
                y + 0.12);
        canvas.blob(
                canvas.ink(Palette.mix(animal.coat().rgb(), 0xe8a0a0, 0.55)),
                0.24,
                y - 0.14,
                0.07,
                y - 0.22,
                -0.03,
                y - 0.04,
                0.03,
                y + 0.17,
                0.15,
                y + 0.22,
                0.24,
                y + 0.06);
        coat.eye(0.56, y - 0.06, 0.055);
    }

    private void thickLeg(Paint paint, double x, double shift) {
        canvas.polygon(paint, x - 0.14, 0.2, x + 0.16, 0.2, x + shift + 0.14, 0.8, x + shift - 0.14, 0.8);
        for (int i = -1; i <= 1; i++) {
            canvas.ellipse(canvas.ink(0xf3ead6), x + shift + i * 0.085, 0.785, 0.04, 0.03);
        }
    }

    /** Hanging or raised, thinner towards its end. */
    private void trunk(double y) {
        boolean raised = animal.tilt() > 0.2;
        double endX = raised ? 0.98 : 0.84;
        double endY = raised ? y - 0.42 : y + 0.86;
        double midX = raised ? 1.02 : 0.88;
        double midY = raised ? y + 0.5 : y + 0.3;
        Path2D trunk = new Path2D.Double();
        trunk.moveTo(0.56, y - 0.12);
        trunk.quadTo(midX + 0.04, midY - (raised ? 0.25 : 0.32), endX + 0.06, endY);
        trunk.lineTo(endX - 0.08, endY);
        trunk.quadTo(midX - (raised ? 0.14 : 0.1), midY + 0.02, 0.52, y + 0.3);
        trunk.closePath();
        Paint skin = coat.on(0.7, y + 0.2, 0.5);
        canvas.fill(skin, trunk);
        canvas.stroke(skin, 0.05, trunk);
    }

    private void giraffe() {
        double stout = 0.9 + 0.2 * animal.build();
        thinLeg(coat.shaded(0.32), -0.34, swing);
        thinLeg(coat.shaded(0.32), 0.12, -swing);
        canvas.curve(coat.shaded(0.3), 0.05, -0.56, 0.1, -0.72, 0.15, -0.68, 0.44);
        canvas.ellipse(canvas.ink(0x5a3a22), -0.68, 0.47, 0.05, 0.09);
        double x = 0.5 + 0.05 * animal.tilt();
        double y = -0.74;
        canvas.blob(
                coat.on(0.2, -0.2, 0.6),
                -0.56,
                0.06,
                -0.2,
                -0.02,
                0.02,
                -0.12,
                x - 0.14,
                y + 0.1,
                x - 0.02,
                y - 0.06,
                x + 0.08,
                y + 0.1,
                0.32,
                0.05,
                0.3,
                0.3,
                -0.1,
                0.36 * stout,
                -0.5,
                0.34);
        thinLeg(coat.on(-0.5, 0.5, 0.4), -0.46, -swing);
        thinLeg(coat.on(0.2, 0.5, 0.4), 0.2, swing);
        patches(x, y);
        for (int i = 0; i < 2; i++) {
            canvas.line(coat.shaded(0.35), 0.05, x + 0.08 * i, y, x - 0.02 + 0.09 * i, y - 0.2);
            canvas.ellipse(canvas.ink(0x5a3a22), x - 0.02 + 0.09 * i, y - 0.2, 0.05, 0.045);
        }
        canvas.ellipse(coat.shaded(0.2), x - 0.16, y - 0.04, 0.13, 0.05, 15);
        canvas.ellipse(coat.on(x + 0.1, y, 0.25), x + 0.1, y + 0.01, 0.2, 0.14, 14);
        canvas.ellipse(coat.pale(0.45), x + 0.27, y + 0.07, 0.12, 0.1, 10);
        canvas.ellipse(canvas.ink(0x3a2a22), x + 0.33, y + 0.04, 0.022, 0.022);
        coat.eye(x + 0.08, y - 0.03, 0.045);
    }

    private void thinLeg(Paint paint, double x, double shift) {
        canvas.line(paint, 0.12, x, 0.25, x + 0.5 * shift, 0.52, x + shift, 0.74);
        canvas.ellipse(canvas.ink(0x5a3a22), x + shift + 0.01, 0.78, 0.075, 0.045);
    }

    private void patches(double x, double y) {
        Paint patch = canvas.ink(Palette.mix(animal.coat().rgb(), 0x6b3a1c, 0.72));
        double[][] places = {
            {-0.42, 0.15},
            {-0.25, 0.08},
            {-0.06, 0.04},
            {0.14, 0.08},
            {-0.33, 0.28},
            {-0.12, 0.22},
            {0.1, 0.25},
            {0.2, -0.08}
        };
        for (int i = 0; i < places.length; i++) {
            Spot spot = animal.marks().get(i);
            double r = 0.055 + 0.025 * spot.size();
            canvas.ellipse(patch, places[i][0] + 0.04 * spot.x(), places[i][1] + 0.03 * spot.y(), 1.15 * r, r);
        }
        for (int i = 0; i < 4; i++) {
            double share = 0.12 + 0.24 * i;
            double px = 0.2 + (x - 0.22) * share + 0.03 * (i % 2);
            canvas.ellipse(patch, px, -0.1 + (y + 0.2) * share, 0.058 - 0.006 * i, 0.062 - 0.006 * i);
        }
    }

    private void turtle() {
        Paint skin = canvas.lit(0x9fbf5e, 0.5, 0.4, 0.4);
        Paint farSkin = canvas.ink(Palette.darker(0x9fbf5e, 0.35));
        double walk = swing;
        foot(farSkin, -0.32, walk);
        foot(farSkin, 0.36, -walk);
        canvas.polygon(skin, -0.66, 0.42, -0.92, 0.6, -0.6, 0.58);
        double y = 0.08 + 0.1 * animal.tilt();
        canvas.line(skin, 0.22, 0.5, 0.42, 0.7, y + 0.1);
        canvas.ellipse(canvas.lit(0x9fbf5e, 0.74, y, 0.25), 0.75, y, 0.23, 0.2);
        coat.eye(0.8, y - 0.05, 0.055);
        canvas.curve(canvas.ink(0x3a4a22), 0.03, 0.84, y + 0.1, 0.9, y + 0.11, 0.95, y + 0.05);
        foot(skin, -0.46, -walk);
        foot(skin, 0.3, walk);
        double tall = 0.72 + 0.16 * animal.build();
        canvas.rounded(
                canvas.ink(Palette.mix(animal.coat().rgb(), 0xf0d98c, 0.6)),
                Canvas.rectangle(-0.74, 0.4, 1.38, 0.17),
                0.08);
        canvas.dome(coat.shaded(0.35), -0.05, 0.47, 0.72, tall + 0.03);
        canvas.dome(coat.on(-0.05, 0.1, 0.7), -0.05, 0.45, 0.68, tall);
        scutes(tall);
    }

    private void foot(Paint paint, double x, double shift) {
        canvas.line(paint, 0.22, x, 0.5, x + shift, 0.68);
        canvas.ellipse(paint, x + shift + 0.04, 0.74, 0.15, 0.075);
    }

    private void scutes(double tall) {
        double top = 0.45 - tall;
        Paint paint = coat.marking();
        if (animal.pattern() == AnimalScene.Pattern.SPOTS) {
            coat.mark(-0.05, 0.45 - tall * 0.42, 0.55, tall * 0.42);
            return;
        }
        canvas.polygon(
                paint,
                -0.05,
                top + 0.14,
                0.15,
                top + 0.26,
                0.13,
                top + 0.5,
                -0.05,
                top + 0.6,
                -0.23,
                top + 0.5,
                -0.25,
                top + 0.26);
        for (int side = -1; side <= 1; side += 2) {
            double x = -0.05;
            canvas.polygon(
                    paint,
                    x + side * 0.28,
                    top + 0.3,
                    x + side * 0.42,
                    top + 0.32,
                    x + side * 0.55,
                    top + 0.56,
                    x + side * 0.34,
                    top + 0.6,
                    x + side * 0.24,
                    top + 0.5);
        }
    }
}
