package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;

/** A place and a size, each in {@code [0, 1)}: where a cloud hangs, a flower grows or a coat is spotted. */
record Spot(double x, double y, double size) {
    static List<Spot> draw(RandomStream random, int count) {
        return Stream.generate(() -> new Spot(random.nextDouble(), random.nextDouble(), random.nextDouble()))
                .limit(count)
                .toList();
    }
}
