package dev.ganvas.repair;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.fill.HarmonicFill;

/** What a network that fills holes is given: a picture with a first guess in its holes, and where they are. */
public final class HoleInput {
    private HoleInput() {}

    /**
     * The picture, and 1 in its holes and 0 elsewhere.
     *
     * @param guess {@code [C, H, W]}: the picture where it is known, the first guess in the holes
     * @param mask {@code [1, H, W]}, above 0 in the holes
     * @return {@code [C + 1, H, W]}
     */
    public static Planes of(Planes guess, Planes mask) {
        Planes given = guess.with(RepairKind.FILL.told(), 0);
        int holes = guess.values().length;
        for (int i = 0; i < mask.area(); i++) {
            given.values()[holes + i] = mask.values()[i] > 0 ? 1 : 0;
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
