package dev.ganvas.repair.learn;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;

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
}
