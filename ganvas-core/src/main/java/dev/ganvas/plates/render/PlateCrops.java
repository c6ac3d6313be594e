package dev.ganvas.plates.render;

import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.plates.PlateStrip;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Drawn plates as they are cut out of photographs: as a box around a plate that is seen aslant, or from the front as a finder of
 * corners has them, not quite exactly.
 */
public final class PlateCrops {
    /** Part of crops that are boxes around the plate. */
    private static final double BOXED = 0.55;

    private PlateCrops() {}

    /** A kind as often as readers need it: those of one country first. */
    static PlateKind kind(RandomStream random) {
        double choice = random.nextDouble();
        double[] upTo = {0.42, 0.54, 0.59, 0.68, 0.70, 0.74, 0.88};
        for (int i = 0; i < upTo.length; i++) {
            if (choice < upTo[i]) {
                return PlateKind.values()[i];
            }
        }
        return PlateKind.US;
    }

    /**
     * Draws one.
     *
     * @param background what may be around the plate, in sRGB
     * @param seed decides everything else
     */
    public static PlateCrop draw(Planes background, Seed seed) {
        return draw(background, kind(seed.child("kind").stream()), seed);
    }

    /** Draws one of a kind. */
    public static PlateCrop draw(Planes background, PlateKind kind, Seed seed) {
        RandomStream random = seed.child("crop").stream();
        String text = PlateNumbers.draw(kind, random);
        int strip = kind.twoRows() ? PlateStrip.TWO_ROWS_HEIGHT : PlateStrip.HEIGHT;
        double finer = finer(random);
        int width = (int) Math.round(PlateStrip.WIDTH * finer);
        int height = (int) Math.round(strip * finer);
        Quad quad = quad(kind, width, height, random);
        Planes picture = around(background, width, height, quad, random);
        Planes flat = PlatePainter.paint(kind, text, Math.min(1, 1.5 * width / kind.width()), seed.child("plate"));
        if (random.nextDouble() < 0.25) {
            Weather.soil(flat, seed.child("dirt"));
        }
        float light = (float) random.nextDouble(0.7, 1.1);
        Pasting.onto(picture, flat, quad, new float[] {light, (float) (light * random.nextDouble(0.75, 1.25))});
        if (random.nextDouble() < 0.2) {
            Weather.shade(picture, random);
        }
        if (random.nextDouble() < 0.08) {
            Weather.rain(picture, random);
        }
        Weather.expose(picture, random);
        Planes damaged = Weather.camera(finer).apply(picture, seed.child("camera"));
        // Many programs reduce without a filter, so that fine strokes break: so do those that made the crops of the
        // world.
        Interpolation way = random.nextDouble() < 0.7 ? Interpolation.BILINEAR : Interpolation.AREA;
        Planes seen = way.resize(damaged, PlateStrip.WIDTH, strip);
        return new PlateCrop((kind.twoRows() ? PlateStrip.ofTwoRows(seen) : seen).inEightBits(), text, kind);
    }

    /** Pixels of the photograph for one of the crop, along each axis. */
    private static double finer(RandomStream random) {
        double choice = random.nextDouble();
        if (choice < 0.35) {
            return random.nextDouble(1.5, 2.5);
        }
        return choice < 0.7 ? random.nextDouble(0.9, 1.5) : random.nextDouble(0.5, 1);
    }

    private static Quad quad(PlateKind kind, int width, int height, RandomStream random) {
        if (random.nextDouble() >= BOXED) {
            return exact(width, height, random);
        }
        Quad seen = PlatePose.draw(random).corners((double) kind.height() / kind.width());
        double wide = seen.right() - seen.left();
        double high = seen.bottom() - seen.top();
        double left = seen.left() - wide * random.nextDouble(-0.03, 0.06);
        double right = seen.right() + wide * random.nextDouble(-0.03, 0.06);
        double top = seen.top() - high * random.nextDouble(-0.06, 0.16);
        double bottom = seen.bottom() + high * random.nextDouble(-0.06, 0.16);
        UnaryOperator<Point> toCrop = point ->
                new Point((point.x() - left) / (right - left) * width, (point.y() - top) / (bottom - top) * height);
        return seen.map(toCrop);
    }

    /** The whole crop, each corner nearly. */
    private static Quad exact(int width, int height, RandomStream random) {
        double near = random.nextDouble(0.2, 1);
        List<Point> corners = new ArrayList<>();
        for (Point corner : Quad.rectangle(0, 0, width, height).corners()) {
            corners.add(corner.plus(
                    near * random.nextDouble(-0.06, 0.06) * width, near * random.nextDouble(-0.16, 0.16) * height));
        }
        return new Quad(corners);
    }

    /** What is around a plate: a photograph, or a car's body, and often a frame. */
    private static Planes around(Planes background, int width, int height, Quad quad, RandomStream random) {
        Planes picture = Interpolation.BILINEAR.resize(background, width, height);
        if (random.nextDouble() < 0.6) {
            float[] top = colour(random);
            float[] foot = colour(random);
            Pasting.fill(
                    picture, Quad.rectangle(-1, -1, width + 2.0, height + 2.0), top, random.nextBoolean() ? top : foot);
        }
        if (random.nextDouble() < 0.4) {
            double thickness = random.nextDouble(0.02, 0.1);
            Quad frame = quad.grown(thickness);
            float[] colour = colour(random);
            Pasting.fill(picture, frame, colour, colour);
        }
        return picture;
    }

    /** Of cars: dark, light or some colour. */
    static float[] colour(RandomStream random) {
        double bright = random.nextDouble();
        double spread = random.nextDouble() < 0.7 ? 0.06 : 0.5;
        float[] colour = new float[3];
        for (int c = 0; c < 3; c++) {
            colour[c] = (float) Math.max(0, Math.min(1, bright + random.nextDouble(-spread, spread)));
        }
        return colour;
    }
}
