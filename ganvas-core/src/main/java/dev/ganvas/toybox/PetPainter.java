package dev.ganvas.toybox;

import dev.ganvas.toybox.AnimalScene.Pattern;
import dev.ganvas.toybox.AnimalScene.Stance;
import java.awt.Paint;

/** Paints cats, dogs and rabbits; the ground is at 0.78. */
final class PetPainter {
    private static final int PINK = 0xeb9aa0;
    private static final int NOSE = 0x2a2226;

    private final Canvas canvas;
    private final AnimalScene animal;
    private final Coat coat;
    private final double stout;

    PetPainter(Canvas canvas, AnimalScene animal) {
        this.canvas = canvas;
        this.animal = animal;
        this.coat = new Coat(canvas, animal);
        this.stout = 0.9 + 0.2 * animal.build();
    }

    void paint() {
        canvas.ellipse(canvas.ink(0x101020, 0.28), 0, 0.8, 0.62, 0.1);
        switch (animal.species()) {
            case CAT -> cat();
            case RABBIT -> rabbit();
            default -> {
                if (animal.stance() == Stance.SITTING) {
                    sittingDog();
                } else {
                    dog();
                }
            }
        }
    }

    private void cat() {
        double lean = 0.06 * animal.tilt();
        double wag = 0.2 * animal.stride();
        canvas.curve(coat.on(0.5, 0.4, 0.5), 0.14, 0.2, 0.7, 0.95, 0.85, 0.75, 0.15 + wag, 0.62 + wag * 0.6, -0.05);
        sittingBody();
        double x = lean;
        double y = -0.3;
        for (int side = -1; side <= 1; side += 2) {
            canvas.polygon(
                    coat.on(x, y, 0.6), x + side * 0.47, y - 0.06, x + side * 0.43, y - 0.56, x + side * 0.08, y - 0.3);
            canvas.polygon(
                    canvas.ink(PINK), x + side * 0.39, y - 0.14, x + side * 0.38, y - 0.43, x + side * 0.19, y - 0.28);
        }
        canvas.ellipse(coat.on(x, y, 0.5), x, y, 0.5 * stout, 0.42);
        if (animal.pattern() == Pattern.STRIPES) {
            for (int i = -1; i <= 1; i++) {
                canvas.line(coat.marking(), 0.055, x + i * 0.13, y - 0.37, x + i * 0.1, y - 0.2);
            }
        }
        canvas.ellipse(coat.pale(0.6), x, y + 0.2, 0.2, 0.14);
        int iris = Palette.mix(0x8fc44a, 0xf0c93e, animal.build());
        for (int side = -1; side <= 1; side += 2) {
            canvas.ellipse(canvas.ink(iris), x + side * 0.21, y - 0.02, 0.11, 0.115);
            canvas.ellipse(canvas.ink(0x17131c), x + side * 0.21, y - 0.02, 0.05, 0.1);
            canvas.ellipse(canvas.glow(0xffffff, 0.95), x + side * 0.21 + 0.03, y - 0.06, 0.028, 0.028);
            for (int i = 0; i < 2; i++) {
                canvas.line(
                        canvas.ink(Palette.WHITE, 0.8),
                        0.018,
                        x + side * 0.17,
                        y + 0.17 + 0.05 * i,
                        x + side * 0.58,
                        y + 0.1 + 0.13 * i);
            }
        }
        canvas.polygon(canvas.ink(0xd9707c), x - 0.07, y + 0.1, x + 0.07, y + 0.1, x, y + 0.18);
        canvas.curve(canvas.ink(NOSE), 0.025, x - 0.11, y + 0.24, x - 0.02, y + 0.3, x, y + 0.2);
        canvas.curve(canvas.ink(NOSE), 0.025, x + 0.11, y + 0.24, x + 0.02, y + 0.3, x, y + 0.2);
    }

    /** A sitting body seen from the front, with its fore legs. */
    private void sittingBody() {
        double b = 0.46 * stout;
        canvas.blob(coat.on(0, 0.3, 0.6), -0.28, 0, 0.28, 0, b, 0.5, b * 0.95, 0.78, 0, 0.82, -b * 0.95, 0.78, -b, 0.5);
        coat.mark(0, 0.42, 0.42 * stout, 0.34);
        canvas.ellipse(coat.pale(0.55), 0, 0.25, 0.17, 0.24);
        for (int side = -1; side <= 1; side += 2) {
            canvas.line(coat.shaded(0.18), 0.2, side * 0.15, 0.4, side * 0.15, 0.7);
            canvas.line(coat.on(side * 0.15, 0.5, 0.3), 0.165, side * 0.15, 0.38, side * 0.15, 0.7);
            canvas.ellipse(coat.pale(0.5), side * 0.16, 0.74, 0.12, 0.07);
        }
    }

    private void sittingDog() {
        double x = 0.05 * animal.tilt();
        double y = -0.28;
        canvas.curve(coat.on(0.5, 0.5, 0.3), 0.13, 0.3, 0.68, 0.62, 0.7, 0.74, 0.4 + 0.1 * animal.stride());
        sittingBody();
        canvas.line(canvas.ink(animal.accent().rgb()), 0.12, -0.22, 0.1, 0.22, 0.1);
        canvas.ellipse(canvas.ink(0xf2cf4a), 0, 0.19, 0.07, 0.07);
        canvas.ellipse(coat.on(x, y, 0.5), x, y, 0.42 * stout, 0.42);
        for (int side = -1; side <= 1; side += 2) {
            canvas.ellipse(coat.shaded(0.3), x + side * 0.45, y + 0.02, 0.15, 0.36, side * -14);
        }
        if (animal.pattern() == Pattern.SPOTS) {
            canvas.ellipse(coat.marking(), x + 0.18, y - 0.08, 0.17, 0.19);
        }
        for (int side = -1; side <= 1; side += 2) {
            coat.eye(x + side * 0.17, y - 0.08, 0.068);
        }
        canvas.ellipse(coat.pale(0.55), x, y + 0.2, 0.25, 0.2);
        canvas.ellipse(canvas.ink(0xe7707c), x, y + 0.37, 0.075, 0.12);
        canvas.curve(canvas.ink(NOSE), 0.035, x - 0.16, y + 0.25, x, y + 0.38, x + 0.16, y + 0.25);
        canvas.ellipse(canvas.ink(NOSE), x, y + 0.1, 0.11, 0.08);
    }

    private void dog() {
        double swing = animal.stance() == Stance.WALKING ? 0.13 + 0.07 * animal.stride() : 0.02;
        Paint far = coat.shaded(0.35);
        leg(far, -0.42, swing);
        leg(far, 0.3, -swing);
        canvas.curve(coat.on(-0.7, 0, 0.4), 0.13, -0.52, 0.12, -0.85, 0.05, -0.82, -0.32 + 0.1 * animal.stride());
        canvas.blob(
                coat.on(-0.1, 0.2, 0.6),
                -0.6,
                0.05,
                -0.1,
                -0.02,
                0.35,
                -0.08,
                0.48,
                0.2,
                0.36,
                0.46,
                -0.1,
                0.4 * stout,
                -0.52,
                0.42);
        coat.mark(-0.1, 0.19, 0.45, 0.21);
        leg(coat.on(-0.5, 0.5, 0.4), -0.52, -swing);
        leg(coat.on(0.3, 0.5, 0.4), 0.34, swing);
        double y = -0.3 + 0.06 * animal.tilt();
        canvas.line(coat.on(0.4, 0, 0.4), 0.34, 0.34, 0.08, 0.42, y + 0.1);
        canvas.line(canvas.ink(animal.accent().rgb()), 0.11, 0.25, y + 0.24, 0.55, y + 0.33);
        canvas.ellipse(coat.on(0.44, y, 0.4), 0.44, y, 0.33, 0.31);
        canvas.blob(coat.pale(0.35), 0.55, y - 0.06, 0.86, y + 0.0, 0.93, y + 0.12, 0.82, y + 0.23, 0.55, y + 0.25);
        canvas.ellipse(canvas.ink(NOSE), 0.91, y + 0.01, 0.085, 0.075);
        canvas.curve(canvas.ink(NOSE), 0.03, 0.64, y + 0.17, 0.76, y + 0.19, 0.87, y + 0.12);
        canvas.ellipse(coat.shaded(0.36), 0.25, y + 0.05, 0.14, 0.32, 12);
        coat.eye(0.52, y - 0.08, 0.062);
    }

    private void leg(Paint paint, double x, double swing) {
        canvas.line(paint, 0.19, x, 0.32, x + swing, 0.7);
        canvas.ellipse(paint, x + swing + 0.05, 0.74, 0.14, 0.07);
    }

    private void rabbit() {
        double y = -0.12 + 0.04 * animal.tilt();
        canvas.ellipse(coat.pale(0.7), -0.62, 0.48, 0.17, 0.16);
        canvas.ellipse(coat.on(-0.15, 0.35, 0.6), -0.15, 0.36, 0.5 * stout, 0.42);
        coat.mark(-0.15, 0.32, 0.46, 0.36);
        canvas.ellipse(coat.shaded(0.14), -0.25, 0.5, 0.3, 0.27);
        canvas.ellipse(coat.on(-0.25, 0.5, 0.3), -0.27, 0.51, 0.27, 0.24);
        canvas.ellipse(coat.pale(0.3), -0.1, 0.75, 0.28, 0.075);
        canvas.line(coat.on(0.2, 0.6, 0.3), 0.15, 0.22, 0.5, 0.28, 0.72);
        double bend = 10 + 16 * animal.stride();
        ear(0.2, y - 0.48, bend - 16, coat.shaded(0.22));
        ear(0.34, y - 0.48, bend, coat.on(0.3, y - 0.4, 0.5));
        canvas.ellipse(coat.on(0.34, y, 0.4), 0.34, y, 0.35, 0.31);
        canvas.ellipse(coat.pale(0.5), 0.52, y + 0.12, 0.17, 0.14);
        coat.eye(0.42, y - 0.05, 0.075);
        canvas.ellipse(canvas.ink(0xd9707c), 0.67, y + 0.05, 0.055, 0.045);
        canvas.ellipse(canvas.ink(PINK, 0.5), 0.36, y + 0.14, 0.09, 0.06);
    }

    private void ear(double x, double y, double degrees, Paint paint) {
        canvas.ellipse(paint, x + degrees * 0.006, y, 0.12, 0.4, degrees);
        canvas.ellipse(canvas.ink(PINK), x + degrees * 0.006 + 0.01, y + 0.02, 0.06, 0.29, degrees);
    }
}
