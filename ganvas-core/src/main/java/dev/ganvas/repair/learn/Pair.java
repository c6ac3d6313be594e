package dev.ganvas.repair.learn;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.random.Seed;

/**
 * What a network is given, and what it should make of it.
 *
 * @param given the damaged picture, and the channels that are told beside it
 * @param clean of the size that comes out
 */
record Pair(Planes given, Planes clean) {
    Pair {
        Require.that(
                given.channels() >= clean.channels() && clean.width() % given.width() == 0,
                "a pair is of one size or a multiple, and of the same channels");
    }

    /** A picture and the same, damaged as the seed decides. */
    static Pair of(Degradation damage, Planes clean, Seed seed) {
        return new Pair(damage.apply(clean, seed), clean);
    }

    /** A square part of a pair of one size. */
    Pair crop(int left, int top, int side) {
        return new Pair(given.crop(left, top, side, side), clean.crop(left, top, side, side));
    }
}
