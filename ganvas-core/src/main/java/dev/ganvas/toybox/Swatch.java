package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;

/**
 * A colour with the name people give it.
 *
 * @param name one English word or two joined by {@code -}
 * @param rgb {@code 0xRRGGBB}
 */
record Swatch(String name, int rgb) {
    /** The same name, a slightly different colour: brightness by up to 10 %, each channel by up to 8 of 255. */
    Swatch varied(RandomStream random) {
        return varied(random, 0.1, 8);
    }

    /** The same name, brightness changed by up to {@code gain} as a share, each channel by up to {@code tint} of 255. */
    Swatch varied(RandomStream random, double gain, double tint) {
        double brightness = random.nextDouble(1 - gain, 1 + gain);
        int varied = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double channel = (rgb >> shift & 0xff) * brightness + random.nextDouble(-tint, tint);
            varied |= (int) Math.max(0, Math.min(255, channel)) << shift;
        }
        return new Swatch(name, varied);
    }
}
