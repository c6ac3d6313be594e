package dev.ganvas.toybox;

import dev.ganvas.toybox.AnimalScene.Pattern;
import java.awt.Paint;
import java.util.List;

/** The colours of an animal in its light, and the markings of its coat. */
final class Coat {
    private final Canvas canvas;
    private final AnimalScene animal;
    private final int rgb;

    Coat(Canvas canvas, AnimalScene animal) {
        this.canvas = canvas;
        this.animal = animal;
        this.rgb = animal.coat().rgb();
    }

    /** The coat on a body of radius {@code r} around a point. */
    Paint on(double x, double y, double r) {
        return canvas.lit(rgb, x, y, r);
    }

    Paint shaded(double share) {
        return canvas.ink(Palette.darker(rgb, share));
    }

    Paint pale(double share) {
        // A dark dog is tan where others are pale.
        boolean tan = animal.species() == AnimalScene.Species.DOG && Palette.luma(rgb) < 95;
        return canvas.ink(tan ? Palette.mix(rgb, 0xd39a62, Math.min(1, share + 0.35)) : Palette.lighter(rgb, share));
    }

    /** The colour of markings: dark on a light coat, light on a dark one. */
    Paint marking() {
        return Palette.luma(rgb) > 95 ? shaded(0.38) : pale(0.6);
    }

    /** An eye with a highlight. */
    void eye(double x, double y, double r) {
        canvas.ellipse(canvas.ink(0xfffdf5), x, y, r * 1.3, r * 1.3);
        canvas.ellipse(canvas.ink(0x1b1620), x + 0.1 * r, y, r, r);
        canvas.ellipse(canvas.glow(0xffffff, 0.95), x + 0.35 * r, y - 0.35 * r, 0.36 * r, 0.36 * r);
    }

    /** Marks an ellipse that was filled before; nothing is painted outside it. */
    void mark(double x, double y, double rx, double ry) {
        if (animal.pattern() == Pattern.SPOTS) {
            spots(x, y, rx, ry);
        } else if (animal.pattern() == Pattern.STRIPES) {
            stripes(x, y, rx, ry);
        }
    }

    private void spots(double x, double y, double rx, double ry) {
        List<Spot> marks = animal.marks();
        for (int i = 0; i < 6; i++) {
            // One spot in each sixth of the ellipse, so that they do not pile up.
            double angle = 2 * Math.PI * (i + 0.8 * marks.get(i).x()) / 6;
            double reach = 0.35 + 0.33 * marks.get(i).y();
            double r = (0.2 + 0.12 * marks.get(i).size()) * Math.min(rx, ry);
            canvas.ellipse(
                    marking(),
                    x + StrictMath.cos(angle) * reach * rx,
                    y + StrictMath.sin(angle) * reach * ry,
                    1.15 * r,
                    r);
        }
    }

    private void stripes(double x, double y, double rx, double ry) {
        double shift = 0.12 * animal.stride();
        for (int i = -2; i <= 2; i++) {
            double u = 0.34 * i + shift;
            double half = StrictMath.sqrt(Math.max(0, 1 - u * u)) * 0.86;
            canvas.curve(
                    marking(),
                    0.13 * rx,
                    x + u * rx,
                    y - half * ry,
                    x + (u + 0.1) * rx,
                    y - 0.3 * ry,
                    x + u * rx,
                    y + 0.15 * ry);
        }
    }
}
