package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of several damages, or none.
 *
 * @param probability that there is any, 0 to 1
 * @param choices at least one, each as likely as another
 */
public record OneOf(double probability, List<Degradation> choices) implements Degradation {
    public OneOf {
        Require.within(probability, 0, 1, "probability");
        choices = List.copyOf(choices);
        Require.that(!choices.isEmpty(), "a choice needs at least one degradation");
    }

    /** Always one of these. */
    public static OneOf of(Degradation... choices) {
        return new OneOf(1, List.of(choices));
    }

    /** This damage now and then. */
    public static OneOf sometimes(double probability, Degradation damage) {
        return new OneOf(probability, List.of(damage));
    }

    @Override
    public String label() {
        String words = choices.stream().map(Degradation::label).collect(Collectors.joining(" or "));
        return probability == 1 ? words : words + ", or none";
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        var stream = seed.child("choice").stream();
        if (stream.nextDouble() >= probability) {
            return clean;
        }
        return choices.get(stream.nextInt(choices.size())).apply(clean, seed.child("damage"));
    }
}
