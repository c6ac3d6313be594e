package dev.ganvas.toybox;

import static dev.ganvas.toybox.Canvas.rectangle;

import dev.ganvas.toybox.FaceScene.Beard;
import dev.ganvas.toybox.FaceScene.Expression;
import dev.ganvas.toybox.FaceScene.Glasses;
import java.awt.Paint;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;

/** Paints what makes the expression: eyes, brows, nose, mouth, and the glasses before them. */
final class FeaturePainter {
    private static final int MOUTH = 0x6e2230;
    private static final int LIPS_ON_DARK = 0xd9656e;
    private static final double EYE_X = 0.42;

    private final Canvas canvas;
    private final FaceScene face;
    private final Expression expression;
    private final double middle;
    private final double eyeY;

    FeaturePainter(Canvas canvas, FaceScene face) {
        this.canvas = canvas;
        this.face = face;
        this.expression = face.expression();
        this.middle = 0.14 * face.shape().yaw();
        this.eyeY = 0.02 + 0.07 * face.shape().pitch();
    }

    void paint() {
        for (int side = -1; side <= 1; side += 2) {
            // The eye that is turned away looks narrower.
            double narrow = 1 - 0.9 * middle * side;
            double x = middle + side * EYE_X * (1 - 0.25 * middle * side);
            eye(x, narrow);
            brow(x, side);
        }
        nose();
        mouth();
        glasses();
    }

    private void eye(double x, double narrow) {
        double open =
                switch (expression) {
                    case SURPRISED -> 1.3;
                    case GRIN -> 0.8;
                    case SAD, ANGRY -> 0.85;
                    default -> 1;
                };
        double size = face.shape().eyeSize();
        double rx = 0.205 * size * narrow;
        double ry = 0.19 * size * open;
        int gaze =
                switch (face.gaze()) {
                    case LEFT -> -1;
                    case AHEAD -> 0;
                    case RIGHT -> 1;
                };
        double look = x + (face.pose().mirrored() ? -gaze : gaze) * 0.09 * narrow;
        double iris = 0.125 * size;
        canvas.ellipse(canvas.ink(0xfffdf8), x, eyeY, rx, ry);
        canvas.ellipse(canvas.ink(face.eyes().rgb()), look, eyeY + 0.01, iris * narrow, Math.min(iris, ry));
        canvas.ellipse(canvas.ink(0x17131c), look, eyeY + 0.01, 0.07 * size, Math.min(0.07 * size, ry));
        canvas.ellipse(canvas.glow(0xffffff, 0.95), look + 0.05 * canvas.lightX(), eyeY - 0.05, 0.035, 0.035);
        canvas.stroke(
                canvas.ink(Palette.darker(face.skin().rgb(), 0.65)),
                0.065,
                new Arc2D.Double(x - rx, eyeY - ry, 2 * rx, 2 * ry, 15, 150, Arc2D.OPEN));
    }

    private void brow(double x, int side) {
        double lift =
                switch (expression) {
                    case SURPRISED -> 0.14;
                    case SMILE, GRIN -> 0.04;
                    case ANGRY -> -0.06;
                    default -> 0;
                };
        double tilt =
                switch (expression) {
                    case ANGRY -> -0.13;
                    case SAD -> 0.12;
                    default -> 0;
                };
        int rgb = face.hairColor().rgb();
        int color = Palette.mix(
                Palette.darker(rgb, 0.35), Palette.darker(face.skin().rgb(), 0.55), 0.4);
        double y = eyeY - 0.34 - lift;
        canvas.curve(
                canvas.ink(color),
                0.095,
                x - side * 0.19,
                y - tilt + 0.02,
                x,
                y - (expression == Expression.ANGRY ? 0 : 0.07),
                x + side * 0.2,
                y + tilt + 0.04);
    }

    private void nose() {
        int shade = Palette.darker(Palette.mix(face.skin().rgb(), 0xc8503c, 0.2), 0.18);
        double x = middle * 1.45;
        double y = 0.3 + 0.08 * face.shape().pitch();
        canvas.ellipse(canvas.ink(shade), x - 0.02 * canvas.lightX(), y + 0.02, 0.13, 0.085);
        canvas.ellipse(canvas.lit(Palette.lighter(face.skin().rgb(), 0.08), x, y, 0.1), x, y - 0.02, 0.105, 0.08);
    }

    private void mouth() {
        double x = middle * 1.2;
        double y = 0.68 + 0.06 * face.shape().pitch();
        int lips = Palette.luma(face.skin().rgb()) < 125 ? LIPS_ON_DARK : MOUTH;
        Paint line = canvas.ink(Palette.mix(lips, face.skin().rgb(), face.beard() == Beard.FULL ? 0.35 : 0.12));
        switch (expression) {
            case SMILE -> canvas.curve(line, 0.1, x - 0.33, y - 0.06, x, y + 0.24, x + 0.33, y - 0.06);
            case GRIN -> {
                canvas.dome(canvas.ink(MOUTH), x, y - 0.09, 0.38, -0.34);
                canvas.rounded(canvas.ink(Palette.WHITE), rectangle(x - 0.31, y - 0.08, 0.62, 0.11), 0.03);
                canvas.ellipse(canvas.ink(0xe0707a), x, y + 0.16, 0.17, 0.07);
            }
            case NEUTRAL -> canvas.line(line, 0.1, x - 0.24, y, x + 0.24, y);
            case SURPRISED -> {
                canvas.ellipse(canvas.ink(MOUTH), x, y + 0.06, 0.17, 0.22);
                canvas.ellipse(canvas.ink(0xc65a66), x, y + 0.17, 0.11, 0.08);
            }
            case SAD -> canvas.curve(line, 0.1, x - 0.28, y + 0.13, x, y - 0.15, x + 0.28, y + 0.13);
            case ANGRY -> {
                canvas.rounded(canvas.ink(MOUTH), rectangle(x - 0.27, y - 0.06, 0.54, 0.2), 0.07);
                canvas.box(canvas.ink(Palette.WHITE), x - 0.21, y - 0.01, 0.42, 0.09);
            }
        }
    }

    private void glasses() {
        if (face.glasses() == Glasses.NONE) {
            return;
        }
        boolean dark = face.glasses() == Glasses.SUNGLASSES;
        // Frames are seen against the skin: gold on dark, dark on light.
        int metal = Palette.luma(face.skin().rgb()) < 125 ? 0xecd9a0 : 0x2b2530;
        Paint frame = canvas.ink(
                dark ? 0x1d1b24 : Palette.mix(metal, face.clothingColor().rgb(), 0.25));
        for (int side = -1; side <= 1; side += 2) {
            double x = middle + side * (EYE_X + 0.01);
            canvas.line(
                    frame,
                    0.06,
                    x + side * 0.28,
                    eyeY - 0.03,
                    side * 0.98 * face.shape().width(),
                    eyeY);
            var lens = face.glasses() == Glasses.ROUND
                    ? new Ellipse2D.Double(x - 0.31, eyeY - 0.29, 0.62, 0.6)
                    : new RoundRectangle2D.Double(x - 0.32, eyeY - 0.24, 0.64, 0.5, 0.2, 0.2);
            canvas.fill(
                    dark ? canvas.fade(0x2a2633, eyeY - 0.3, 0x5a5570, eyeY + 0.3) : canvas.glow(0xffffff, 0.16), lens);
            canvas.stroke(frame, 0.075, lens);
            if (dark) {
                canvas.line(canvas.glow(0xffffff, 0.4), 0.05, x - 0.14, eyeY + 0.06, x + 0.02, eyeY - 0.12);
            }
        }
        canvas.line(frame, 0.075, middle - 0.12, eyeY - 0.03, middle + 0.12, eyeY - 0.03);
    }
}
