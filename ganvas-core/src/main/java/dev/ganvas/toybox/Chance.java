package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.util.List;

/** Choices among a few. */
final class Chance {
    private Chance() {}

    /** One of {@code values}, each as likely; name one twice to make it twice as likely. */
    @SafeVarargs
    static <T> T among(RandomStream random, T... values) {
        return values[random.nextInt(values.length)];
    }

    static <T> T among(RandomStream random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    static boolean of(RandomStream random, double probability) {
        return random.nextDouble() < probability;
    }
}
