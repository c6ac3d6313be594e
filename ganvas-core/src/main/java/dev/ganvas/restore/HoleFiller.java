package dev.ganvas.restore;

import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.FilmGrain;
import dev.ganvas.image.fill.DistanceMap;
import dev.ganvas.image.fill.HalfSize;
import dev.ganvas.image.fill.HarmonicFill;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.HoleInput;
import dev.ganvas.repair.RepairNetwork;
import java.util.Optional;

/**
 * Fills the holes of a picture: with the smoothest surface through their rims, to which a network adds. Where a hole is deeper than
 * networks have learned to fill, the picture is filled at half its size first, and that is gone on from.
 *
 * @param network for {@link dev.ganvas.repair.RepairKind#FILL}; without one the surface is the result
 * @param seed of what is made up
 * @param varied whether the surface, too, is another for every seed: it then follows some parts of the rim more than others
 */
record HoleFiller(Optional<RepairNetwork> network, Seed seed, boolean varied) {
    /** Pixels from the rim; half as deep as the deepest holes that are learned from. */
    private static final double DEEPEST = 24;

    /** A picture less wide or high than this is not halved any more. */
    private static final int LEAST_SIDE = 64;

    private static final int RGB = 3;

    /** Standard deviation of the logarithm of a rim's weights, and how far they hang together, in pixels. */
    private static final double VARIATION = 1;

    private static final double VARIATION_SIZE = 12;

    /**
     * The picture with its holes filled; what is known stays to the bit.
     *
     * @param picture of 1 or 3 channels
     * @param mask {@code [1, H, W]}, above 0 in the holes
     */
    Planes apply(Planes picture, Planes mask) {
        return filled(picture, mask);
    }

    private Planes filled(Planes picture, Planes mask) {
        double depth = depth(mask);
        if (depth == 0) {
            return picture;
        }
        boolean large = depth > DEEPEST && Math.min(picture.width(), picture.height()) >= LEAST_SIDE;
        if (network.isEmpty() || !large || Double.isInfinite(depth)) {
            Planes guess = varied ? varied(picture, mask) : HarmonicFill.apply(picture, mask);
            return network.isEmpty() || Double.isInfinite(depth) ? guess : better(guess, mask);
        }
        Planes half = filled(HalfSize.of(picture, mask), HalfSize.mask(mask));
        Planes inside = HalfSize.enlarged(half, picture.width(), picture.height());
        return better(HoleInput.guess(picture, inside, mask), mask);
    }

    /** How far the deepest missing pixel is from one that is known; 0 without holes, infinite where nothing is known. */
    private static double depth(Planes mask) {
        Planes known = Planes.black(mask.width(), mask.height(), 1);
        for (int i = 0; i < known.values().length; i++) {
            known.values()[i] = mask.values()[i] > 0 ? 0 : 1;
        }
        double most = 0;
        for (float squared : DistanceMap.of(known).squared()) {
            most = Math.max(most, squared);
        }
        return Math.sqrt(most);
    }

    /** The smoothest surface through a rim that is weighed: colours and weights are both harmonic, and their quotient fits the rim. */
    private Planes varied(Planes picture, Planes mask) {
        int area = picture.area();
        Planes grain = FilmGrain.grain(picture.width(), picture.height(), 1, VARIATION_SIZE, seed.child("variation"));
        Planes weighed = picture.with(1, 1);
        for (int i = 0; i < weighed.values().length; i++) {
            weighed.values()[i] *= (float) StrictMath.exp(VARIATION * grain.values()[i % area]);
        }
        Planes smooth = HarmonicFill.apply(weighed, mask);
        Planes guess = new Planes(
                picture.width(),
                picture.height(),
                picture.channels(),
                picture.values().clone());
        for (int i = 0; i < guess.values().length; i++) {
            if (mask.values()[i % area] > 0) {
                float weight = smooth.values()[picture.channels() * area + i % area];
                guess.values()[i] = Math.max(0, Math.min(1, smooth.values()[i] / weight));
            }
        }
        return guess;
    }

    private Planes better(Planes guess, Planes mask) {
        boolean grey = guess.channels() == 1;
        Planes given = HoleInput.of(grey ? coloured(guess) : guess, mask);
        Planes found = network.orElseThrow().restoreTold(given);
        int area = guess.area();
        for (int i = 0; i < found.values().length; i++) {
            found.values()[i] = Math.max(0, Math.min(1, found.values()[i]));
        }
        Planes result = Planes.black(guess.width(), guess.height(), guess.channels());
        for (int i = 0; i < result.values().length; i++) {
            float colour = grey ? mean(found, i) : found.values()[i];
            result.values()[i] = mask.values()[i % area] > 0 ? colour : guess.values()[i];
        }
        return result;
    }

    private static Planes coloured(Planes grey) {
        Planes colours = grey.with(RGB - 1, 0);
        for (int channel = 1; channel < RGB; channel++) {
            System.arraycopy(grey.values(), 0, colours.values(), channel * grey.area(), grey.area());
        }
        return colours;
    }

    private static float mean(Planes colours, int i) {
        int area = colours.area();
        return (colours.values()[i] + colours.values()[area + i] + colours.values()[2 * area + i]) / RGB;
    }
}
