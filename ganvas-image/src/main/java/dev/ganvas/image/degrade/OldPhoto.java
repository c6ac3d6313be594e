package dev.ganvas.image.degrade;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;

/**
 * An old print, scanned: soft, faded, stained, scratched, dusty, grainy and compressed, each at random (after Wan et al.,
 * "Bringing old photos back to life", CVPR 2020). The result is of 8 bits.
 *
 * @param strength 0.1 for slight to 1 for heavy damage
 */
public record OldPhoto(double strength) implements Degradation {
    public OldPhoto {
        Require.within(strength, 0.1, 1, "strength");
    }

    @Override
    public String label() {
        return "old photograph, strength " + strength;
    }

    @Override
    public Planes apply(Planes clean, Seed seed) {
        return damage(clean, seed).picture();
    }

    /** The damaged picture, and where scratches and dust are. */
    public Damaged damage(Planes clean, Seed seed) {
        Degradation before = Sequence.of(
                OneOf.sometimes(0.5, new Blur(Blur.Kind.GAUSSIAN, new Span(0, 1.6 * strength))),
                new Fading(new Span(1 - 0.5 * strength, 1 - 0.1 * strength), 0.7, strength));
        Degradation after = Sequence.of(
                new FilmGrain(new Span(0, 14 * strength), new Span(0.4, 1.2), true),
                OneOf.sometimes(0.5, new Jpeg(new Span(95 - 45 * strength, 95))));
        Damaged surface = new SurfaceDamage((int) Math.ceil(12 * strength), (int) Math.ceil(60 * strength))
                .damage(before.apply(clean, seed.child("before")), seed.child("surface"));
        Planes picture = after.apply(surface.picture(), seed.child("after")).inEightBits();
        return new Damaged(picture, surface.mask());
    }
}
