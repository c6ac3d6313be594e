package dev.ganvas.repair;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.fill.HarmonicFill;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;

/** What a network that fills holes is given: a picture with a first guess in its holes, where they are, and noise in them. */
public final class HoleInput {
    private HoleInput() {}

    /**
     * The picture, its holes and noise, even from -0.5 to 0.5 in the holes and 0 elsewhere, one after another.
     *
     * @param guess {@code [C, H, W]}: the picture where it is known, the first guess in the holes
     * @param mask {@code [1, H, W]}, above 0 in the holes
     * @param seed of the noise
     * @return {@code [C + 2, H, W]}
     */
    public static Planes of(Planes guess, Planes mask, Seed seed) {
        Planes given = guess.with(RepairKind.FILL.told(), 0);
        RandomStream stream = seed.stream();
        int holes = guess.values().length;
        int noise = holes + mask.area();
        for (int i = 0; i < mask.area(); i++) {
            if (mask.values()[i] > 0) {
                given.values()[holes + i] = 1;
                given.values()[noise + i] = (float) (stream.nextDouble() - 0.5);
            }
        }
        return given;
    }

    /**
     * A first guess from what is in the holes already, such as an enlarged guess from a smaller picture: the step at the rim is spread
     * over the hole as smoothly as can be (Perez et al., "Poisson image editing", SIGGRAPH 2003, as a membrane).
     *
     * @param picture where it is known
     * @param inside of the same size, in the holes and at their rims
     * @param mask {@code [1, H, W]}, above 0 in the holes
     */
    public static Planes guess(Planes picture, Planes inside, Planes mask) {
        Require.that(picture.values().length == inside.values().length, "both pictures must be of one size");
        Planes step = Planes.black(picture.width(), picture.height(), picture.channels());
        boolean known = false;
        for (int i = 0; i < step.values().length; i++) {
            step.values()[i] = picture.values()[i] - inside.values()[i];
            known |= mask.values()[i % mask.area()] <= 0;
        }
        Planes spread = known ? HarmonicFill.apply(step, mask) : step;
        Planes guess = Planes.black(picture.width(), picture.height(), picture.channels());
        for (int i = 0; i < guess.values().length; i++) {
            boolean hole = mask.values()[i % mask.area()] > 0;
            float added = known ? spread.values()[i] : 0;
            guess.values()[i] = hole ? inside.values()[i] + added : picture.values()[i];
        }
        return guess;
    }
}
