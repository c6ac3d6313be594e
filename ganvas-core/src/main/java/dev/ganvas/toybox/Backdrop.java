package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.util.List;

/**
 * What is behind the subject.
 *
 * @param setting the kind of place
 * @param light by which the whole scene is seen
 * @param color of the wall, the curtain or the distant hills
 * @param sky light and dark of the sky are moved by this, -1 to 1
 * @param horizon height of the ground's far edge, unit coordinates from above
 * @param phase of whatever repeats, 0 to 1
 * @param spots places of clouds, flowers, bubbles, distant houses; {@value #SPOTS}
 */
record Backdrop(
        Setting setting, Light light, Swatch color, double sky, double horizon, double phase, List<Spot> spots) {
    private static final int SPOTS = 8;

    static Backdrop draw(RandomStream random, Setting setting, TimeOfDay time) {
        return new Backdrop(
                setting,
                Light.draw(random, time),
                Palette.pick(random, Palette.PASTEL),
                random.nextDouble(-1, 1),
                random.nextDouble(0.58, 0.72),
                random.nextDouble(),
                Spot.draw(random, SPOTS));
    }
}
