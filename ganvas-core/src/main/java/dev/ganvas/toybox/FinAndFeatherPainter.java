package dev.ganvas.toybox;

import dev.ganvas.toybox.AnimalScene.Species;
import dev.ganvas.toybox.AnimalScene.Stance;
import java.awt.Paint;

/** Paints birds and fish, seen from the side and looking right. */
final class FinAndFeatherPainter {
    private static final int BEAK = 0xf5a431;

    private final Canvas canvas;
    private final AnimalScene animal;
    private final Coat coat;
    private final double stout;
    private final double beat;

    FinAndFeatherPainter(Canvas canvas, AnimalScene animal) {
        this.canvas = canvas;
        this.animal = animal;
        this.coat = new Coat(canvas, animal);
        this.stout = 0.9 + 0.22 * animal.build();
        this.beat = animal.stride();
    }

    void paint() {
        if (animal.species() == Species.FISH) {
            fish();
        } else if (animal.stance() == Stance.FLYING) {
            flyingBird();
        } else {
            perchedBird();
        }
    }

    private void perchedBird() {
        double y = -0.34 + 0.04 * animal.tilt();
        canvas.line(canvas.ink(0x7a5335), 0.11, -1.3, 0.74, 1.3, 0.68);
        for (Spot spot : animal.marks().subList(0, 4)) {
            double x = -1 + 2 * spot.x();
            canvas.ellipse(canvas.ink(0x5fa24e), x, 0.62 + 0.24 * spot.y(), 0.17, 0.08, -40 + 80 * spot.size());
        }
        canvas.polygon(coat.shaded(0.3), -0.36, 0.2, -0.96, 0.62, -0.84, 0.76, -0.26, 0.52);
        for (int i = 0; i < 2; i++) {
            canvas.line(canvas.ink(BEAK), 0.05, -0.04 + 0.18 * i, 0.5, -0.04 + 0.18 * i, 0.69);
        }
        canvas.blob(
                coat.on(0, 0.1, 0.6),
                0.05,
                -0.34,
                0.42 * stout,
                0,
                0.38 * stout,
                0.4,
                0.02,
                0.6,
                -0.38,
                0.45,
                -0.5,
                0.22,
                -0.26,
                -0.1);
        canvas.ellipse(belly(), 0.2, 0.24, 0.22, 0.28, 12);
        head(0.2, y);
        canvas.blob(coat.shaded(0.24), -0.28, 0.0, 0.02, 0.08, 0.1, 0.28, -0.12, 0.46, -0.56, 0.54, -0.4, 0.24);
        canvas.curve(coat.shaded(0.45), 0.035, -0.36, 0.42, -0.14, 0.4, 0.0, 0.26);
    }

    private Paint belly() {
        return canvas.ink(Palette.mix(animal.coat().rgb(), 0xfff3da, 0.7));
    }

    private void head(double x, double y) {
        canvas.ellipse(coat.on(x, y, 0.36), x, y, 0.34, 0.33);
        canvas.polygon(coat.on(x, y, 0.4), x - 0.2, y - 0.22, x - 0.26, y - 0.5, x - 0.02, y - 0.3);
        canvas.polygon(canvas.ink(BEAK), x + 0.28, y - 0.1, x + 0.66, y + 0.04, x + 0.28, y + 0.15);
        canvas.line(canvas.ink(Palette.darker(BEAK, 0.3)), 0.025, x + 0.3, y + 0.035, x + 0.56, y + 0.045);
        coat.eye(x + 0.12, y - 0.05, 0.08);
    }

    private void flyingBird() {
        double lift = 0.6 + 0.2 * beat;
        canvas.blob(coat.shaded(0.4), 0.12, 0.02, -0.02, -0.3, 0.12, -lift - 0.1, 0.3, -0.45, 0.32, 0.02);
        canvas.polygon(coat.shaded(0.3), -0.36, 0.08, -0.98, -0.06, -0.88, 0.2, -0.94, 0.34, -0.34, 0.28);
        canvas.blob(
                coat.on(0, 0.1, 0.5),
                -0.5,
                0.14,
                0,
                -0.14 * stout,
                0.4,
                -0.12,
                0.5,
                0.16,
                0.1,
                0.4 * stout,
                -0.3,
                0.34);
        canvas.ellipse(belly(), 0.08, 0.25, 0.3, 0.13, 4);
        head(0.46, -0.02);
        canvas.blob(
                coat.shaded(0.2),
                0.18,
                0.12,
                -0.16,
                0.14,
                -0.5,
                -0.22,
                -0.6,
                -lift - 0.14,
                -0.26,
                -lift + 0.02,
                0.06,
                -0.3);
        canvas.blob(
                coat.pale(0.2),
                0.1,
                0.04,
                -0.12,
                0.06,
                -0.36,
                -0.2,
                -0.4,
                -lift + 0.16,
                -0.2,
                -lift + 0.22,
                0.02,
                -0.24);
        canvas.line(canvas.ink(BEAK), 0.05, -0.12, 0.36, -0.3, 0.5);
        canvas.line(canvas.ink(BEAK), 0.05, 0.02, 0.37, -0.14, 0.53);
    }

    private void fish() {
        double tail = 0.12 * beat;
        double tall = 0.44 * stout;
        Paint fin = coat.shaded(0.22);
        canvas.blob(fin, -0.46, 0, -0.72, -0.2, -0.96, -0.44 + tail, -0.86, tail, -0.96, 0.44 + tail, -0.72, 0.2);
        canvas.blob(fin, -0.34, -tall * 0.7, -0.3, -tall - 0.26, 0.1, -tall - 0.2, 0.36, -tall * 0.75);
        canvas.blob(fin, -0.24, tall * 0.7, -0.3, tall + 0.22, -0.02, tall + 0.12, 0.12, tall * 0.8);
        canvas.blob(
                coat.on(0.1, 0, 0.6),
                -0.58,
                0,
                -0.3,
                -tall * 0.72,
                0.15,
                -tall,
                0.6,
                -tall * 0.72,
                0.86,
                0,
                0.6,
                tall * 0.72,
                0.15,
                tall,
                -0.3,
                tall * 0.72);
        canvas.ellipse(canvas.ink(Palette.lighter(animal.coat().rgb(), 0.5), 0.6), 0.2, tall * 0.55, 0.42, tall * 0.3);
        coat.mark(-0.02, 0, 0.4, tall * 0.92);
        canvas.curve(coat.shaded(0.3), 0.045, 0.4, -tall * 0.6, 0.26, 0, 0.4, tall * 0.6);
        canvas.blob(fin, 0.16, 0.04, -0.12, 0.08 + 0.1 * beat, -0.16, 0.26 + 0.1 * beat, 0.12, 0.24);
        coat.eye(0.58, -0.12, 0.1);
        canvas.curve(coat.shaded(0.5), 0.04, 0.84, 0.08, 0.74, 0.16, 0.68, 0.1);
    }
}
