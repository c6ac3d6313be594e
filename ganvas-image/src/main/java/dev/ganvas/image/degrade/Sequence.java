package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Damage after damage, each with a seed of its own.
 *
 * @param steps at least one, in order
 */
public record Sequence(List<Degradation> steps) implements Degradation {
    public Sequence {
        steps = List.copyOf(steps);
        Require.that(!steps.isEmpty(), "a sequence needs at least one degradation");
    }

    /** These, in order. */
    public static Sequence of(Degradation... steps) {
        return new Sequence(List.of(steps));
    }

    @Override
    public String label() {
        return steps.stream().map(Degradation::label).collect(Collectors.joining("; "));
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        Planes damaged = clean;
        for (int i = 0; i < steps.size(); i++) {
            damaged = steps.get(i).apply(damaged, seed.child(i));
        }
        return damaged;
    }
}
