package dev.ganvas.plates.render;

import dev.ganvas.image.Planes;
import dev.ganvas.plates.Country;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Optional;

/**
 * Draws plates as they are, flat and clean.
 *
 * <pre>{@code
 * Planes plate = PlatePainter.paint(PlateKind.CN_BLUE, "京A12345", 1, Seed.of(7));
 * }</pre>
 */
public final class PlatePainter {
    /** Channels of what is drawn: red, green, blue and opacity. */
    static final int CHANNELS = 4;

    private static final float[] EU_BLUE = {0.05f, 0.2f, 0.6f};
    private static final float[] EU_GOLD = {0.95f, 0.8f, 0.1f};
    private static final float[] WHITE = {0.93f, 0.93f, 0.93f};
    private static final float[] RED = {0.8f, 0.1f, 0.1f};
    private static final float[] GREY = {0.5f, 0.5f, 0.52f};

    /** Millimetres of the blue field at the left of European plates. */
    private static final double EU_BAND = 44;

    private PlatePainter() {}

    /**
     * A plate from the front.
     *
     * @param text of the form of its kind
     * @param scale pixels a millimetre
     * @param seed decides colours, letters and small things
     * @return red, green, blue and opacity in [0, 1], which is 0 beyond its round corners
     */
    public static Planes paint(PlateKind kind, String text, double scale, Seed seed) {
        return paint(kind, text, scale, seed, Optional.empty());
    }

    /**
     * As {@link #paint(PlateKind, String, double, Seed)}, of the USA with the name of a state above the number instead of letters at
     * random.
     *
     * @param state Latin letters and spaces
     */
    public static Planes paint(PlateKind kind, String text, double scale, Seed seed, Optional<String> state) {
        RandomStream random = seed.stream();
        PlateColours colours = PlateColours.draw(kind, random);
        Brush brush = Brush.of(kind.width(), kind.height(), scale);
        brush.paper(colours.paper(), colours.foot());
        if (kind == PlateKind.EU && random.nextDouble() < 0.85) {
            band(brush, random);
        }
        if (kind == PlateKind.US) {
            words(brush, colours.ink(), random, state);
        }
        brush.rim(random.nextDouble(3, 6), random.nextDouble(1.5, 3), colours.ink());
        screws(brush, kind, colours, random);
        List<PlateLayout.Placed> layout = PlateLayout.of(kind, text, random);
        double bold = random.nextDouble(-0.15, 0.25);
        for (PlateLayout.Placed placed : layout) {
            boolean police = placed.character() == '警';
            brush.glyph(placed, police ? RED : colours.ink(), bold);
        }
        if (kind.country() == Country.CN && kind != PlateKind.CN_GREEN) {
            dot(brush, kind, colours);
        }
        return brush.planes();
    }

    /** Between the place and the number; police plates have it, too. */
    private static void dot(Brush brush, PlateKind kind, PlateColours colours) {
        if (kind == PlateKind.CN_YELLOW_DOUBLE) {
            brush.disc(220, 45, 6, colours.ink());
        } else {
            brush.disc(134.5, 70, 5, colours.ink());
        }
    }

    private static void band(Brush brush, RandomStream random) {
        brush.box(0, 0, EU_BAND, 110, EU_BLUE);
        for (int i = 0; i < 12; i++) {
            double angle = Math.PI * i / 6;
            brush.disc(EU_BAND / 2 + 13 * Math.cos(angle), 35 + 13 * Math.sin(angle), 1.8, EU_GOLD);
        }
        StrokeFont font = new StrokeFont(StrokeFont.Pen.BOLD, false, false);
        int letters = random.nextInt(1, 2);
        for (int i = 0; i < letters; i++) {
            char letter = (char) ('A' + random.nextInt(26));
            brush.glyph(
                    new PlateLayout.Placed(letter, font.glyph(letter), letters == 1 ? 16 : 8 + 15 * i, 76, 12, 22),
                    WHITE,
                    0);
        }
        if (random.nextDouble() < 0.4) {
            // Seals between the district and the number.
            double at = random.nextDouble(140, 260);
            brush.disc(at, random.nextDouble(25, 40), 10, GREY);
            brush.disc(at, random.nextDouble(65, 85), 12, GREY);
        }
    }

    /** The name of a state above and a motto below, of letters at random. */
    private static void words(Brush brush, float[] ink, RandomStream random, Optional<String> state) {
        StrokeFont font =
                new StrokeFont(random.nextBoolean() ? StrokeFont.Pen.BOLD_ROUND : StrokeFont.Pen.USUAL, false, false);
        word(brush, font, ink, new Word(random.nextInt(4, 12), state), 10, random.nextDouble(14, 24), random);
        if (random.nextDouble() < 0.6) {
            Word motto = new Word(random.nextInt(6, 18), Optional.empty());
            word(brush, font, ink, motto, 132, random.nextDouble(8, 13), random);
        }
    }

    /**
     * A word.
     *
     * @param length letters, when they are drawn at random
     * @param letters when they are not
     */
    private record Word(int length, Optional<String> letters) {
        int count() {
            return letters.map(String::length).orElse(length);
        }

        char letter(int i, RandomStream random) {
            char any = (char) ('A' + random.nextInt(26));
            return letters.map(text -> Character.toUpperCase(text.charAt(i))).orElse(any);
        }
    }

    private static void word(
            Brush brush, StrokeFont font, float[] ink, Word word, double top, double height, RandomStream random) {
        double width = height * random.nextDouble(0.5, 0.8);
        double left = 152 - word.count() * width * 1.25 / 2;
        for (int i = 0; i < word.count(); i++) {
            char letter = word.letter(i, random);
            if (letter != ' ') {
                brush.glyph(
                        new PlateLayout.Placed(letter, font.glyph(letter), left + i * width * 1.25, top, width, height),
                        ink,
                        0);
            }
        }
    }

    private static void screws(Brush brush, PlateKind kind, PlateColours colours, RandomStream random) {
        float[] metal = random.nextBoolean() ? GREY : colours.ink();
        boolean below = random.nextDouble() < 0.4;
        double inset = kind == PlateKind.US ? 60 : kind.width() * random.nextDouble(0.2, 0.28);
        double radius = random.nextDouble(3, 7);
        for (double x : new double[] {inset, kind.width() - inset}) {
            if (kind != PlateKind.EU) {
                brush.disc(x, 13, radius, metal);
            }
            if (below && kind != PlateKind.EU) {
                brush.disc(x, kind.height() - 13.0, radius, metal);
            }
        }
    }
}
