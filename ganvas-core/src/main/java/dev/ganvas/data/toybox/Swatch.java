package dev.ganvas.data.toybox;

import dev.ganvas.engine.random.RandomStream;

/**
 * A colour with the name people give it.
 *
 * @param name one English word or two joined by {@code -}
 * @param rgb {@code 0xRRGGBB}
 */
record Swatch(String name, int rgb) {
    /** The same name, a slightly different colour. */
    Swatch varied(RandomStream random) {
        double gain = random.nextDouble(0.9, 1.1);
        int red = vary(rgb >> 16, gain, random);
        int green = vary(rgb >> 8, gain, random);
        int blue = vary(rgb, gain, random);
        return new Swatch(name, red << 16 | green << 8 | blue);
    }

    private static int vary(int channel, double gain, RandomStream random) {
        double varied = (channel & 0xff) * gain + random.nextDouble(-8, 8);
        return (int) Math.max(0, Math.min(255, varied));
    }
}
