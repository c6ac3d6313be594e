package dev.ganvas.toybox;

import static dev.ganvas.toybox.Canvas.rectangle;

import dev.ganvas.toybox.FaceScene.Beard;
import java.awt.Paint;
import java.awt.geom.Path2D;

/** Paints a face; the head is 2 units wide and 2.4 high around the origin. */
final class FacePainter {
    private final Canvas canvas;
    private final FaceScene face;
    private final HairPainter hair;
    private final int skin;
    private final double w;
    private final double turn;

    FacePainter(Canvas canvas, FaceScene face) {
        this.canvas = canvas;
        this.face = face;
        this.skin = face.skin().rgb();
        this.w = face.shape().width();
        this.turn = 0.14 * face.shape().yaw();
        this.hair = new HairPainter(canvas, face);
    }

    void paint() {
        hair.behind();
        body();
        for (int side = -1; side <= 1; side += 2) {
            double x = side * 0.99 * w - 0.5 * turn;
            canvas.ellipse(canvas.lit(skin, 0, 0, 1.2), x, 0.1, 0.17, 0.25);
            canvas.ellipse(canvas.ink(Palette.darker(Palette.mix(skin, 0xd05a4a, 0.25), 0.12)), x, 0.1, 0.08, 0.14);
        }
        canvas.fill(canvas.lit(skin, 0, 0, 1.2), head());
        double cheeks = 0.3;
        for (int side = -1; side <= 1; side += 2) {
            canvas.ellipse(
                    canvas.ink(Palette.mix(skin, 0xe8514a, 0.4), cheeks), side * 0.55 * w + turn, 0.42, 0.22, 0.15);
        }
        beard();
        new FeaturePainter(canvas, face).paint();
        hair.front();
        hair.hat();
    }

    private Path2D head() {
        double jaw = 0.8 * w * face.jaw();
        Path2D head = new Path2D.Double();
        head.moveTo(-w, -0.1);
        head.curveTo(-w, -0.9, -0.6 * w, -1.22, 0, -1.22);
        head.curveTo(0.6 * w, -1.22, w, -0.9, w, -0.1);
        head.curveTo(w, 0.6, jaw, 1.17, 0.4 * turn, 1.17);
        head.curveTo(-jaw, 1.17, -w, 0.6, -w, -0.1);
        head.closePath();
        return head;
    }

    private void body() {
        int cloth = face.clothingColor().rgb();
        int shade = Palette.darker(skin, 0.28);
        Paint fabric = canvas.lit(cloth, 0, 1.9, 1.6);
        canvas.rounded(canvas.ink(shade), rectangle(-0.42, 0.7, 0.84, 1), 0.2);
        canvas.blob(
                fabric, -1.75, 2.6, -1.55, 1.75, -0.95, 1.42, -0.45, 1.3, 0, 1.36, 0.45, 1.3, 0.95, 1.42, 1.55, 1.75,
                1.75, 2.6, 0, 3.2);
        switch (face.clothing()) {
            case TSHIRT -> {
                canvas.ellipse(canvas.ink(Palette.darker(cloth, 0.25)), 0, 1.28, 0.58, 0.3);
                canvas.ellipse(canvas.ink(shade), 0, 1.22, 0.5, 0.28);
            }
            case SHIRT -> collar(Palette.lighter(cloth, 0.45), shade);
            case HOODIE -> {
                canvas.curve(canvas.ink(Palette.darker(cloth, 0.22)), 0.34, -0.72, 1.3, 0, 1.85, 0.72, 1.3);
                canvas.line(canvas.ink(Palette.WHITE), 0.07, -0.22, 1.6, -0.24, 2.05);
                canvas.line(canvas.ink(Palette.WHITE), 0.07, 0.22, 1.6, 0.24, 2.05);
            }
            case SUIT -> {
                canvas.polygon(canvas.ink(Palette.WHITE), -0.5, 1.25, 0.5, 1.25, 0, 2.7);
                collar(Palette.WHITE, shade);
                canvas.polygon(canvas.ink(tie(cloth)), -0.13, 1.5, 0.13, 1.5, 0.2, 2.4, -0.2, 2.4);
            }
        }
    }

    /** A tie is seen against both jacket and shirt. */
    private static int tie(int cloth) {
        return Palette.luma(cloth) > 110 ? 0x3a3f5c : 0xc8423d;
    }

    private void collar(int rgb, int shade) {
        canvas.polygon(canvas.ink(shade), -0.42, 1.2, 0.42, 1.2, 0, 1.68);
        for (int side = -1; side <= 1; side += 2) {
            canvas.polygon(canvas.ink(rgb), side * 0.4, 1.12, side * 0.66, 1.36, side * 0.36, 1.8, side * 0.02, 1.56);
        }
    }

    private void beard() {
        int rgb = face.hairColor().rgb();
        if (face.beard() == Beard.FULL) {
            Path2D beard = new Path2D.Double();
            double jaw = 0.86 * w * face.jaw();
            beard.moveTo(-1.01 * w, 0.05);
            beard.curveTo(-0.95 * w, 0.7, -jaw, 1.32, 0.4 * turn, 1.32);
            beard.curveTo(jaw, 1.32, 0.95 * w, 0.7, 1.01 * w, 0.05);
            beard.curveTo(0.85 * w, 0.5, 0.6 * w, 0.42, turn, 0.42);
            beard.curveTo(-0.6 * w, 0.42, -0.85 * w, 0.5, -1.01 * w, 0.05);
            beard.closePath();
            canvas.fill(canvas.lit(rgb, 0, 0.7, 0.9), beard);
        }
        if (face.beard() == Beard.MOUSTACHE) {
            double y = 0.5 + 0.05 * face.shape().pitch();
            canvas.blob(
                    canvas.ink(rgb),
                    turn,
                    y - 0.06,
                    turn + 0.25,
                    y - 0.06,
                    turn + 0.48,
                    y + 0.14,
                    turn + 0.2,
                    y + 0.1,
                    turn,
                    y + 0.05,
                    turn - 0.2,
                    y + 0.1,
                    turn - 0.48,
                    y + 0.14,
                    turn - 0.25,
                    y - 0.06);
        }
    }
}
