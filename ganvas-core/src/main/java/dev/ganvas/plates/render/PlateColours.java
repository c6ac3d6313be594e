package dev.ganvas.plates.render;

import dev.ganvas.plates.PlateKind;
import dev.ganvas.random.RandomStream;

/**
 * Colours of a plate, sRGB in [0, 1].
 *
 * @param paper under the text, at the top
 * @param foot under the text, at the bottom
 * @param ink of the text and the rim
 */
record PlateColours(float[] paper, float[] foot, float[] ink) {
    private static final float[] WHITE = {0.93f, 0.93f, 0.92f};
    private static final float[] BLACK = {0.06f, 0.06f, 0.07f};
    private static final float[] YELLOW = {0.95f, 0.74f, 0.08f};
    private static final float[] BLUE = {0.08f, 0.24f, 0.72f};
    private static final float[] GREEN = {0.25f, 0.75f, 0.45f};

    /** How far colours differ from plate to plate. */
    private static final double SPREAD = 0.06;

    /** A part of European plates is yellow. */
    private static final double YELLOW_IN_EUROPE = 0.2;

    static PlateColours draw(PlateKind kind, RandomStream random) {
        return switch (kind) {
            case CN_BLUE -> plain(BLUE, WHITE, random);
            case CN_GREEN -> {
                float[] foot = varied(GREEN, random);
                // Cars fade from white to green, lorries are yellow at the left and green; both are dark on light.
                float[] top = random.nextDouble() < 0.7 ? mixed(foot, WHITE, random.nextDouble(0.5, 1)) : foot;
                yield new PlateColours(top, foot, varied(BLACK, random));
            }
            case CN_YELLOW, CN_YELLOW_DOUBLE -> plain(YELLOW, BLACK, random);
            case CN_BLACK -> plain(BLACK, WHITE, random);
            case CN_WHITE -> plain(WHITE, BLACK, random);
            case EU -> plain(random.nextDouble() < YELLOW_IN_EUROPE ? YELLOW : WHITE, BLACK, random);
            case US -> american(random);
        };
    }

    private static PlateColours american(RandomStream random) {
        if (random.nextDouble() < 0.2) {
            float[] dark = {
                (float) random.nextDouble(0, 0.4),
                (float) random.nextDouble(0, 0.35),
                (float) random.nextDouble(0.1, 0.5)
            };
            return new PlateColours(dark, dark, random.nextBoolean() ? YELLOW : WHITE);
        }
        float[] top = mixed(WHITE, any(random), random.nextDouble(0, 0.5));
        float[] foot = random.nextBoolean() ? top : mixed(WHITE, any(random), random.nextDouble(0, 0.5));
        float[] ink =
                random.nextBoolean() ? varied(BLACK, random) : mixed(BLACK, any(random), random.nextDouble(0, 0.6));
        return new PlateColours(top, foot, ink);
    }

    private static PlateColours plain(float[] paper, float[] ink, RandomStream random) {
        float[] own = varied(paper, random);
        return new PlateColours(own, own, varied(ink, random));
    }

    private static float[] any(RandomStream random) {
        return new float[] {(float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble()};
    }

    private static float[] varied(float[] colour, RandomStream random) {
        float[] varied = new float[colour.length];
        for (int c = 0; c < colour.length; c++) {
            varied[c] = (float) Math.max(0, Math.min(1, colour[c] + SPREAD * random.nextGaussian()));
        }
        return varied;
    }

    private static float[] mixed(float[] one, float[] other, double part) {
        float[] mixed = new float[one.length];
        for (int c = 0; c < one.length; c++) {
            mixed[c] = (float) (one[c] * (1 - part) + other[c] * part);
        }
        return mixed;
    }
}
