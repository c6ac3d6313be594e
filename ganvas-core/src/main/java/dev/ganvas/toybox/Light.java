package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;

/**
 * How a scene is lit.
 *
 * @param time of the day
 * @param side where the light comes from, -1 left to 1 right; it always comes from above as well
 * @param strength of the shading, 0 to 1
 */
record Light(TimeOfDay time, double side, double strength) {
    static Light draw(RandomStream random, TimeOfDay time) {
        double side = random.nextDouble(0.35, 1) * (random.nextBoolean() ? 1 : -1);
        return new Light(time, side, random.nextDouble(0.5, 1));
    }
}
