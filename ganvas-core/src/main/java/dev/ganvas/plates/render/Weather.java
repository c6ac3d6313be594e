package dev.ganvas.plates.render;

import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Blur;
import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.degrade.Jpeg;
import dev.ganvas.image.degrade.OneOf;
import dev.ganvas.image.degrade.Sequence;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.List;

/** Light, weather, lens and file: what lies between a plate and its picture. Changes what it is given, where it says so. */
final class Weather {
    /** Steps of a curve. */
    private static final int LEVELS = 1023;

    private Weather() {}

    /** Dirt on a flat plate: soft patches of one colour. */
    static void soil(Planes flat, Seed seed) {
        RandomStream random = seed.stream();
        int wide = random.nextInt(3, 14);
        int high = random.nextInt(2, 6);
        Planes coarse = Planes.black(wide, high, 1);
        for (int i = 0; i < coarse.values().length; i++) {
            coarse.values()[i] = (float) random.nextDouble();
        }
        Planes patches = Interpolation.BICUBIC.resize(coarse, flat.width(), flat.height());
        float[] dirt = {
            (float) random.nextDouble(0.1, 0.6),
            (float) random.nextDouble(0.1, 0.5),
            (float) random.nextDouble(0.05, 0.45)
        };
        double amount = random.nextDouble(0.2, 0.75);
        double floor = random.nextDouble(0.3, 0.7);
        int area = flat.area();
        for (int i = 0; i < area; i++) {
            float part = (float) Math.max(0, Math.min(amount, (patches.values()[i] - floor) * 3 * amount));
            for (int c = 0; c < 3; c++) {
                flat.values()[c * area + i] += part * (dirt[c] - flat.values()[c * area + i]);
            }
        }
    }

    /** A shadow's edge across a picture, which it changes. */
    static void shade(Planes picture, RandomStream random) {
        double angle = random.nextDouble(0, 2 * Math.PI);
        double across = Math.cos(angle);
        double down = Math.sin(angle);
        double at = random.nextDouble(-0.35, 0.35);
        double soft = random.nextDouble(0.01, 0.3);
        double dark = random.nextDouble(0.25, 0.75);
        int area = picture.area();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double side =
                        ((double) x / picture.width() - 0.5) * across + ((double) y / picture.height() - 0.5) * down;
                double part = Math.max(0, Math.min(1, (side - at) / soft));
                float factor = (float) (1 - (1 - dark) * part);
                for (int c = 0; c < 3; c++) {
                    picture.values()[c * area + y * picture.width() + x] *= factor;
                }
            }
        }
    }

    /** Drops that fall while the shutter is open: bright streaks, in a picture which it changes. */
    static void rain(Planes picture, RandomStream random) {
        int drops = random.nextInt(4, 8 + picture.area() / 700);
        double slant = random.nextDouble(-0.3, 0.3);
        int area = picture.area();
        for (int i = 0; i < drops; i++) {
            double x = random.nextDouble(0, picture.width());
            double y = random.nextDouble(-picture.height() / 3.0, picture.height());
            double length = random.nextDouble(0.15, 0.5) * Math.min(picture.height(), 60);
            float part = (float) random.nextDouble(0.1, 0.4);
            for (int k = 0; k < length; k++) {
                int row = (int) (y + k);
                int column = (int) (x + k * slant);
                if (row >= 0 && row < picture.height() && column >= 0 && column < picture.width()) {
                    for (int c = 0; c < 3; c++) {
                        int at = c * area + row * picture.width() + column;
                        picture.values()[at] += part * (0.85f - picture.values()[at]);
                    }
                }
            }
        }
    }

    /** Brightness, contrast, tint and gamma of a whole picture, which it changes; some are at night or in glare. */
    static void expose(Planes picture, RandomStream random) {
        double kind = random.nextDouble();
        boolean night = kind < 0.15;
        boolean glare = kind > 0.88;
        double gain = night ? random.nextDouble(0.18, 0.5) : random.nextDouble(0.55, 1.35);
        double contrast = glare ? random.nextDouble(0.25, 0.6) : random.nextDouble(0.7, 1.15);
        double level = glare ? random.nextDouble(0.4, 0.9) : random.nextDouble(0.2, 0.6);
        double gamma = random.nextDouble(0.65, night ? 1.1 : 1.5);
        double grey = random.nextDouble() < 0.15 ? random.nextDouble(0.3, 1) : 0;
        double[] tint = new double[3];
        for (int c = 0; c < 3; c++) {
            tint[c] = random.nextDouble(0.78, 1.22);
        }
        float[] curve = new float[LEVELS + 1];
        for (int i = 0; i <= LEVELS; i++) {
            curve[i] = (float) Math.pow((double) i / LEVELS, gamma);
        }
        int area = picture.area();
        float[] values = picture.values();
        for (int i = 0; i < area; i++) {
            double mean = (values[i] + values[area + i] + values[2 * area + i]) / 3;
            for (int c = 0; c < 3; c++) {
                double value = values[c * area + i] * (1 - grey) + mean * grey;
                value = (level + (value - level) * contrast) * gain * tint[c];
                values[c * area + i] = curve[(int) (LEVELS * Math.max(0, Math.min(1, value)))];
            }
        }
    }

    /**
     * What lens, sensor and file do.
     *
     * @param scale length of blurs against those of a small crop
     */
    static Degradation camera(double scale) {
        return Sequence.of(
                new OneOf(
                        0.75,
                        List.of(
                                new Blur(Blur.Kind.GAUSSIAN, new Span(0.2, 0.9 * scale)),
                                new Blur(Blur.Kind.GAUSSIAN, new Span(0.4, 1.5 * scale)),
                                new Blur(Blur.Kind.MOTION, new Span(1, 4 * scale)))),
                OneOf.sometimes(0.6, new GaussianNoise(new Span(1, 14), false)),
                OneOf.sometimes(0.6, new Jpeg(new Span(25, 92))));
    }
}
