package dev.ganvas.plates.render;

import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;

/** Puts drawn plates into photographs, with and without a car's body around them, and things that are no plates. */
public final class PlateScenes {
    /** Fewer pixels of height show no plate. */
    private static final double LEAST_HEIGHT = 7;

    private static final int TRIES = 12;

    private PlateScenes() {}

    /**
     * What scenes are like.
     *
     * @param fewest plates
     * @param most plates
     * @param narrowest width of a plate, pixels
     * @param widest width of a plate, as a part of the photograph's shorter side
     */
    public record Plan(int fewest, int most, double narrowest, double widest) {
        /** To learn from: none to three, of all sizes. */
        static final Plan LEARNED = new Plan(0, 3, 24, 0.92);

        /** A plate that can be read. */
        public static final Plan STREET = new Plan(1, 2, 70, 0.7);
    }

    /** To learn finding from. */
    public static PlateScene draw(Planes background, Seed seed) {
        return draw(background, Plan.LEARNED, seed);
    }

    /**
     * Draws plates into a photograph.
     *
     * @param background stays as it is
     * @param seed decides everything else
     */
    public static PlateScene draw(Planes background, Plan plan, Seed seed) {
        RandomStream random = seed.child("scene").stream();
        Planes picture = background.crop(0, 0, background.width(), background.height());
        distract(picture, random);
        int wanted = random.nextInt(plan.fewest(), plan.most());
        List<PlateScene.Shown> shown = new ArrayList<>();
        for (int i = 0; i < TRIES && shown.size() < wanted; i++) {
            PlateKind kind = PlateCrops.kind(random);
            Quad quad = place(picture, kind, plan, random);
            boolean free = shown.stream().allMatch(other -> apart(other.corners(), quad));
            if (inside(quad, picture) && free) {
                shown.add(paste(picture, kind, quad, seed.child("plate").child(i)));
            }
        }
        if (random.nextDouble() < 0.15) {
            Weather.shade(picture, random);
        }
        if (random.nextDouble() < 0.08) {
            Weather.rain(picture, random);
        }
        Weather.expose(picture, random);
        double narrowest = shown.stream()
                .mapToDouble(plate -> plate.corners().width())
                .min()
                .orElse(100);
        Planes damaged =
                Weather.camera(Math.max(0.5, Math.min(2, narrowest / 100))).apply(picture, seed.child("camera"));
        return new PlateScene(damaged.inEightBits(), shown);
    }

    private static Quad place(Planes picture, PlateKind kind, Plan plan, RandomStream random) {
        double ratio = (double) kind.height() / kind.width();
        double least = Math.max(plan.narrowest(), LEAST_HEIGHT / ratio);
        double most = Math.max(least + 1, plan.widest() * Math.min(picture.width(), picture.height()));
        double width = least * Math.pow(most / least, random.nextDouble());
        double x = random.nextDouble(0, picture.width());
        double y = random.nextDouble(0, picture.height());
        return PlatePose.draw(random).corners(ratio).scaled(width).map(point -> point.plus(x, y));
    }

    private static boolean inside(Quad quad, Planes picture) {
        return quad.left() >= 1
                && quad.top() >= 1
                && quad.right() <= picture.width() - 1
                && quad.bottom() <= picture.height() - 1
                && quad.height() >= LEAST_HEIGHT - 1;
    }

    private static boolean apart(Quad one, Quad other) {
        return one.right() < other.left()
                || other.right() < one.left()
                || one.bottom() < other.top()
                || other.bottom() < one.top();
    }

    private static PlateScene.Shown paste(Planes picture, PlateKind kind, Quad quad, Seed seed) {
        RandomStream random = seed.child("around").stream();
        String text = PlateNumbers.draw(kind, random);
        if (random.nextDouble() < 0.55) {
            body(picture, quad, random);
        }
        if (random.nextDouble() < 0.4) {
            float[] colour = PlateCrops.colour(random);
            Pasting.fill(picture, quad.grown(random.nextDouble(0.03, 0.12)), colour, colour);
        }
        Planes flat = PlatePainter.paint(
                kind, text, Math.max(0.15, Math.min(1, 1.4 * quad.width() / kind.width())), seed.child("plate"));
        if (random.nextDouble() < 0.2) {
            Weather.soil(flat, seed.child("dirt"));
        }
        float light = (float) random.nextDouble(0.55, 1.1);
        Pasting.onto(picture, flat, quad, new float[] {light, (float) (light * random.nextDouble(0.8, 1.2))});
        return new PlateScene.Shown(quad, text, kind);
    }

    /** Some of a car around a plate: its body, and a bumper or a recess. */
    private static void body(Planes picture, Quad quad, RandomStream random) {
        float[] paint = PlateCrops.colour(random);
        float[] dark = {paint[0] * 0.6f, paint[1] * 0.6f, paint[2] * 0.6f};
        Pasting.fill(picture, quad.grown(random.nextDouble(0.5, 2.2)), paint, dark);
        if (random.nextBoolean()) {
            double grey = random.nextDouble(0, 0.3);
            float[] recess = {(float) grey, (float) grey, (float) grey};
            Pasting.fill(picture, quad.grown(random.nextDouble(0.15, 0.6)), recess, recess);
        }
    }

    /** Flat things of one colour, stripes and writing that are no plates. */
    private static void distract(Planes picture, RandomStream random) {
        int count = random.nextDouble() < 0.5 ? 0 : random.nextInt(1, 3);
        for (int i = 0; i < count; i++) {
            double width = random.nextDouble(0.06, 0.6) * picture.width();
            double x = random.nextDouble(0, picture.width());
            double y = random.nextDouble(0, picture.height());
            Quad quad = PlatePose.draw(random)
                    .corners(random.nextDouble(0.15, 1.2))
                    .scaled(width)
                    .map(point -> point.plus(x, y));
            Planes flat = Planes.black(96, 32, PlatePainter.CHANNELS);
            thing(flat, random);
            Pasting.onto(picture, flat, quad, new float[] {1, 1});
        }
    }

    private static void thing(Planes flat, RandomStream random) {
        float[] paper = PlateCrops.colour(random);
        float[] ink = PlateCrops.colour(random);
        int kind = random.nextInt(3);
        int period = random.nextInt(4, 24);
        int area = flat.area();
        for (int y = 0; y < flat.height(); y++) {
            for (int x = 0; x < flat.width(); x++) {
                boolean inked = kind == 1 && x % period < period / 2 || kind == 2 && y % period < period / 2;
                for (int c = 0; c < 3; c++) {
                    flat.values()[c * area + y * flat.width() + x] = inked ? ink[c] : paper[c];
                }
                flat.values()[3 * area + y * flat.width() + x] = 1;
            }
        }
    }
}
