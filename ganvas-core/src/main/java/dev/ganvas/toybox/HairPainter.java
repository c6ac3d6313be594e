package dev.ganvas.toybox;

import static dev.ganvas.toybox.Canvas.rectangle;

import dev.ganvas.toybox.FaceScene.Hair;
import java.awt.Paint;
import java.awt.geom.Path2D;

/** Paints hair, what of it is behind the head and what is before it, and the hat on it. */
final class HairPainter {
    private final Canvas canvas;
    private final FaceScene face;
    private final int rgb;
    private final double w;
    private final double parting;

    HairPainter(Canvas canvas, FaceScene face) {
        this.canvas = canvas;
        this.face = face;
        this.rgb = face.hairColor().rgb();
        this.w = face.shape().width();
        this.parting = face.parting();
    }

    void behind() {
        Paint shaded = canvas.lit(Palette.darker(rgb, 0.22), 0, 0, 1.6);
        switch (face.hair()) {
            case CURLY -> ring(shaded, 1.3, 0.5, -215, 35);
            case BOB ->
                canvas.blob(
                        shaded, 0, -1.5, 0.95 * w, -1.15, 1.22 * w, -0.2, 1.3 * w, 0.75, 0.9 * w, 1.1, 0, 1.1, -0.9 * w,
                        1.1, -1.3 * w, 0.75, -1.22 * w, -0.2, -0.95 * w, -1.15);
            case LONG ->
                canvas.blob(
                        shaded, 0, -1.5, 0.95 * w, -1.15, 1.22 * w, -0.2, 1.35 * w, 1, 1.3 * w, 2.2, 0, 2.4, -1.3 * w,
                        2.2, -1.35 * w, 1, -1.22 * w, -0.2, -0.95 * w, -1.15);
            case PONYTAIL ->
                canvas.blob(shaded, 0.7, -1.1, 1.35, -1.05, 1.75, -0.3, 1.6, 0.8, 1.35, 1.2, 1.2, 0.3, 0.9, -0.5);
            case BUN -> canvas.ellipse(canvas.lit(rgb, 0, -1.55, 0.45), 0, -1.52, 0.46, 0.42);
            case BALD, SHORT, SPIKY -> {}
        }
    }

    void front() {
        Paint lit = canvas.lit(rgb, 0, -0.7, 1.2);
        switch (face.hair()) {
            case BALD -> canvas.ellipse(canvas.glow(0xffffff, 0.22), 0.4 * canvas.lightX(), -0.85, 0.26, 0.14);
            case SHORT -> canvas.fill(lit, cap(-0.1, -0.62));
            case SPIKY -> {
                canvas.fill(lit, cap(-0.15, -0.72));
                spikes(lit);
            }
            case CURLY -> ring(lit, 1.08, 0.36, -168, -12);
            case BOB -> {
                canvas.fill(lit, cap(0.35, -0.4));
            }
            case LONG -> {
                canvas.fill(lit, cap(0.2, -0.7));
                strands(lit);
            }
            case PONYTAIL, BUN -> canvas.fill(lit, cap(-0.2, -0.8));
        }
        if (face.hair() != Hair.BALD && face.hair() != Hair.CURLY) {
            double x = 0.45 * canvas.lightX();
            canvas.curve(canvas.glow(Palette.lighter(rgb, 0.45), 0.55), 0.11, x - 0.3, -1.12, x, -1.25, x + 0.3, -1.12);
        }
    }

    /** Hair over the skull, down to {@code side} at the temples and to {@code fringe} at the forehead. */
    private Path2D cap(double side, double fringe) {
        Path2D cap = new Path2D.Double();
        cap.moveTo(-1.06 * w, side);
        cap.curveTo(-1.25 * w, -0.95, -0.75 * w, -1.5, 0, -1.48);
        cap.curveTo(0.75 * w, -1.5, 1.25 * w, -0.95, 1.06 * w, side);
        cap.lineTo(0.9 * w, Math.min(side - 0.15, -0.1));
        cap.curveTo(0.88 * w, fringe - 0.05, 0.6 * w, fringe, parting * w, fringe - 0.25);
        cap.curveTo(-0.6 * w, fringe, -0.88 * w, fringe - 0.05, -0.9 * w, Math.min(side - 0.15, -0.1));
        cap.closePath();
        return cap;
    }

    private void spikes(Paint paint) {
        Path2D spikes = new Path2D.Double();
        spikes.moveTo(-1.05 * w, -0.7);
        int count = 6;
        for (int i = 0; i < count; i++) {
            double from = -1.05 + 2.1 * i / count;
            double middle = from + 1.05 / count + 0.1 * parting;
            spikes.lineTo(middle * w * 1.12, -1.85 + 0.75 * middle * middle);
            double to = from + 2.1 / count;
            spikes.lineTo(to * w, -1.3 + 0.55 * to * to);
        }
        spikes.lineTo(0, -0.85);
        spikes.closePath();
        canvas.fill(paint, spikes);
    }

    private void strands(Paint paint) {
        for (int side = -1; side <= 1; side += 2) {
            double s = side * w;
            canvas.blob(
                    paint, s * 0.8, -0.85, s * 1.12, -0.4, s * 1.3, 0.6, s * 1.28, 1.7, s * 1.05, 1.95, s * 0.93, 1.3,
                    s * 0.97, 0.5, s * 0.9, -0.2);
        }
    }

    /** Curls of radius {@code r} along an arc of the skull, degrees clockwise from the right. */
    private void ring(Paint paint, double radius, double r, int from, int to) {
        int count = 9;
        for (int i = 0; i < count; i++) {
            double angle = StrictMath.toRadians(from + (double) (to - from) * i / (count - 1));
            double wobble = 1 + 0.06 * ((i * 5) % 3 - 1);
            double x = StrictMath.cos(angle) * radius * 0.92 * w;
            double y = StrictMath.sin(angle) * radius * 0.95 - 0.15;
            canvas.ellipse(paint, x, y, r * wobble, r * wobble);
        }
    }

    void hat() {
        int hat = face.hatColor().rgb();
        Paint lit = canvas.lit(hat, 0, -1.2, 1);
        Paint dark = canvas.ink(Palette.darker(hat, 0.28));
        switch (face.hat()) {
            case NONE -> {}
            case BEANIE -> {
                canvas.ellipse(canvas.ink(Palette.lighter(hat, 0.5)), 0, -1.78, 0.24, 0.22);
                canvas.dome(lit, 0, -0.62, 1.16 * w, 1.12);
                canvas.rounded(canvas.ink(Palette.lighter(hat, 0.3)), rectangle(-1.2 * w, -0.8, 2.4 * w, 0.34), 0.14);
            }
            case CAP -> {
                canvas.dome(lit, 0, -0.6, 1.14 * w, 0.98);
                canvas.blob(
                        dark, -1.05 * w, -0.62, 0, -0.82, 1.05 * w, -0.62, 1.25 * w, -0.36, 0, -0.58, -1.25 * w, -0.36);
                canvas.ellipse(dark, 0, -1.58, 0.12, 0.07);
            }
            case SUNHAT -> {
                canvas.ellipse(dark, 0, -0.6, 1.75, 0.34);
                canvas.ellipse(lit, 0, -0.68, 1.75, 0.3);
                canvas.dome(lit, 0, -0.68, 0.98 * w, 0.98);
                canvas.box(canvas.ink(Palette.darker(hat, 0.5)), -0.98 * w, -0.86, 1.96 * w, 0.2);
            }
        }
    }
}
